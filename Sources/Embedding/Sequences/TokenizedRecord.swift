import Tokenizers

/// A record's tokens, all of them or as many as fit, or why there are none.
struct TokenizedRecord: Sendable {
  /// Of a record that was given as ids, every run of tokens that are not special counts as a text.
  var encoding = Encoding()
  var isPair = false
  /// How its tokens go through the encoder; nil where there is a failure.
  var sequences: RecordSequences?
  var isTruncated = false
  var failure: String?

  var tokenCount: Int { encoding.ids.count }

  /// Whether token `index` is one that stands around the texts, not one of a text.
  func isSpecial(_ index: Int) -> Bool {
    var (low, high) = (0, encoding.texts.count)
    while low < high {
      let middle = (low + high) / 2
      if encoding.texts[middle].upperBound <= index { low = middle + 1 } else { high = middle }
    }
    return low == encoding.texts.count || index < encoding.texts[low].lowerBound
  }

  /// Which text of a pair a token is of, 0 or 1.
  func text(of index: Int) -> Int { isPair && index >= encoding.texts[1].lowerBound ? 1 : 0 }

  /// The word that begins with a token: with it, all that follow of the same text with the same word number. Nil for a
  /// special token. Needs offsets.
  func word(at token: Int) -> Range<Int>? {
    guard !isSpecial(token) else { return nil }
    let (word, text) = (encoding.words[token], self.text(of: token))
    var end = token + 1
    while end < tokenCount, !isSpecial(end), encoding.words[end] == word, self.text(of: end) == text { end += 1 }
    return token..<end
  }
}
