/// Pools the vectors of a word's pieces into one. The pieces are added one by one, since a word may be as long as its
/// record and extend over several windows.
struct WordPooler: Sendable {
  let rule: EmbeddingRequest.SubtokenRule
  /// The number of columns of a token's vector.
  let width: Int
  // Buffers that are reused for every word.
  private var vector: [Float] = []
  private var sums: [Double]
  private var pieceCount = 0

  init(rule: EmbeddingRequest.SubtokenRule, width: Int) {
    self.rule = rule
    self.width = width
    sums = rule == .mean ? [Double](repeating: 0, count: width) : []
  }

  /// The number of columns of a word's vector.
  var columnCount: Int { rule == .firstLast ? 2 * width : width }

  /// Adds the vector of the word's next piece, `width` columns.
  mutating func add(_ piece: ArraySlice<Float>) {
    precondition(piece.count == width)
    let isFirst = pieceCount == 0
    if isFirst { vector.removeAll(keepingCapacity: true) }
    pieceCount += 1
    switch rule {
    case .first: if isFirst { vector += piece }
    case .last: replaceLast(by: piece)
    case .firstLast:
      if isFirst { vector += piece }
      replaceLast(by: piece)
    case .mean:
      let values = piece.span
      if isFirst {
        for column in 0..<width { sums[column] = 0 + Double(values[column]) }
      } else {
        for column in 0..<width { sums[column] += Double(values[column]) }
      }
    case .max:
      guard isFirst || piece.max() ?? 0 > vector.max() ?? 0 else { return }
      vector.removeAll(keepingCapacity: true)
      vector += piece
    }
  }

  /// Puts a piece in place of the last one: after the first piece, or alone.
  private mutating func replaceLast(by piece: ArraySlice<Float>) {
    vector.removeLast(max(0, vector.count - (columnCount - width)))
    vector += piece
  }

  /// The vector, `columnCount` columns, of the pieces that were added since the last call. There must be at least one.
  mutating func finish() -> ArraySlice<Float> {
    precondition(pieceCount > 0)
    if rule == .mean { for sum in sums { vector.append(Float(sum / Double(pieceCount))) } }
    pieceCount = 0
    return vector[...]
  }
}
