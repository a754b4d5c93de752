/// Makes one vector of the vectors of a word's pieces, which come one after the other: a word may be as long as its
/// record, and reach over several windows.
struct WordPooler: Sendable {
  let rule: EmbeddingRequest.SubtokenRule
  /// Columns of a token's vector.
  let width: Int
  // Buffers that serve every word.
  private var vector: [Float] = []
  private var sums: [Double]
  private var pieceCount = 0

  init(rule: EmbeddingRequest.SubtokenRule, width: Int) {
    self.rule = rule
    self.width = width
    sums = rule == .mean ? [Double](repeating: 0, count: width) : []
  }

  /// Columns of a word's vector.
  var columnCount: Int { rule == .firstLast ? 2 * width : width }

  /// Takes the vector of the word's next piece, `width` columns.
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
    }
  }

  /// Puts a piece where the last one stands: behind the first one, or alone.
  private mutating func replaceLast(by piece: ArraySlice<Float>) {
    vector.removeLast(max(0, vector.count - (columnCount - width)))
    vector += piece
  }

  /// The vector of the pieces since the last call, of which there is at least one: `columnCount` columns.
  mutating func finish() -> ArraySlice<Float> {
    precondition(pieceCount > 0)
    if rule == .mean { for sum in sums { vector.append(Float(sum / Double(pieceCount))) } }
    pieceCount = 0
    return vector[...]
  }
}
