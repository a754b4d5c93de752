/// Makes one vector of the vectors of a word's pieces.
struct WordPooler: Sendable {
  let rule: EmbeddingRequest.SubtokenRule
  /// Columns of a token's vector.
  let width: Int

  /// Columns of a word's vector.
  var columnCount: Int { rule == .firstLast ? 2 * width : width }

  /// - Parameter pieces: the word's tokens, `width` floats each in `vectors`; not empty.
  func pool(_ vectors: [Float], pieces: Range<Int>) -> [Float] {
    func row(_ token: Int) -> ArraySlice<Float> { vectors[token * width..<(token + 1) * width] }
    switch rule {
    case .first: return Array(row(pieces.lowerBound))
    case .last: return Array(row(pieces.upperBound - 1))
    case .firstLast: return Array(row(pieces.lowerBound) + row(pieces.upperBound - 1))
    case .mean:
      return TextPooler(strategies: [.mean], width: width).pool(vectors[...], tokens: Array(pieces), pooled: [])
    }
  }
}

extension TokenizedRecord {
  /// The runs of tokens that make a word each: neighbours of the same text with the same word number.
  var words: [Range<Int>] {
    var words: [Range<Int>] = []
    for token in 0..<tokenCount where !isSpecial(token) {
      if let last = words.last, last.upperBound == token, encoding.words[token - 1] == encoding.words[token],
        encoding.typeIDs[token - 1] == encoding.typeIDs[token]
      {
        words[words.count - 1] = last.lowerBound..<token + 1
      } else {
        words.append(token..<token + 1)
      }
    }
    return words
  }
}
