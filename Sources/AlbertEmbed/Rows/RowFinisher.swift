/// The last steps of every row: project, truncate, normalize.
struct RowFinisher: Sendable {
  let projection: Projection?
  let truncatedDimension: Int?
  let normalizes: Bool

  /// Columns of a finished row that had `width` before.
  func columnCount(width: Int) -> Int { truncatedDimension ?? projection?.columnCount ?? width }

  func finish(_ row: [Float]) -> [Float] {
    var row = projection?.apply(to: row) ?? row
    if let truncatedDimension { row.removeLast(row.count - truncatedDimension) }
    if normalizes { Self.normalize(&row) }
    return row
  }

  /// Scales to unit length; a row of zeros stays one. The squares are summed in double precision, where those of no
  /// float overflow.
  static func normalize(_ row: inout [Float]) {
    var sum = 0.0
    for value in row { sum += Double(value) * Double(value) }
    let length = max(sum.squareRoot(), 1e-12)
    for index in row.indices { row[index] = Float(Double(row[index]) / length) }
  }
}
