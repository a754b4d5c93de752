/// Makes one vector of the vectors of a word's pieces, which come one after the other: a word may be as long as its
/// record, and reach over several windows.
struct WordPooler: Sendable {
  let rule: EmbeddingRequest.SubtokenRule
  /// Columns of a token's vector.
  let width: Int
  private var first: [Float] = []
  private var last: [Float] = []
  private var sums: [Double] = []
  private var count = 0

  init(rule: EmbeddingRequest.SubtokenRule, width: Int) {
    self.rule = rule
    self.width = width
  }

  /// Columns of a word's vector.
  var columnCount: Int { rule == .firstLast ? 2 * width : width }

  mutating func add(_ piece: ArraySlice<Float>) {
    precondition(piece.count == width)
    count += 1
    switch rule {
    case .first, .firstLast, .last:
      if count == 1 { first = Array(piece) }
      last = Array(piece)
    case .mean:
      if count == 1 { sums = [Double](repeating: 0, count: width) }
      for (column, value) in piece.enumerated() { sums[column] += Double(value) }
    }
  }

  /// The vector of the pieces since the last call, of which there is at least one.
  mutating func finish() -> [Float] {
    precondition(count > 0)
    defer { count = 0 }
    switch rule {
    case .first: return first
    case .last: return last
    case .firstLast: return first + last
    case .mean: return sums.map { Float($0 / Double(count)) }
    }
  }
}

extension TokenizedRecord {
  /// The runs of tokens that make a word each: neighbours of the same text with the same word number.
  var words: [Range<Int>] {
    var words: [Range<Int>] = []
    for token in 0..<tokenCount where !isSpecial(token) {
      if let last = words.last, last.upperBound == token, encoding.words[token - 1] == encoding.words[token],
        text(of: token - 1) == text(of: token)
      {
        words[words.count - 1] = last.lowerBound..<token + 1
      } else {
        words.append(token..<token + 1)
      }
    }
    return words
  }
}
