import Tokenizers

/// A record's tokens, all of them or as many as fit, or why there are none.
struct TokenizedRecord: Sendable {
  var encoding = Encoding()
  /// How its tokens go through the encoder; nil where there is a failure.
  var sequences: RecordSequences?
  var isTruncated = false
  var failure: String?

  var tokenCount: Int { encoding.ids.count }

  /// Whether token `index` is one that the tokenizer's template put there, not one of the text. Needs offsets.
  func isSpecial(_ index: Int) -> Bool { encoding.starts[index] < 0 }

  /// Which text of a pair a token is of, 0 or 1. Segment numbers do not tell: some tokenizers give both texts the same.
  func text(of index: Int) -> Int { index < encoding.secondStart ? 0 : 1 }

  /// The word that begins with a token: with it, all that follow of the same text with the same word number. Nil for a
  /// special token.
  func word(at token: Int) -> Range<Int>? {
    guard !isSpecial(token) else { return nil }
    let (word, text) = (encoding.words[token], self.text(of: token))
    var end = token + 1
    while end < tokenCount, !isSpecial(end), encoding.words[end] == word, self.text(of: end) == text { end += 1 }
    return token..<end
  }
}
