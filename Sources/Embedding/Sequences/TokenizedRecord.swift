import EmbeddingFormats
import Tokenizers

/// A record's tokens, cut to the maximum length if the request says so; or the reason why there are none.
struct TokenizedRecord: Sendable {
  /// The tokens. If the record was given as ids, each run of tokens that are not special counts as a text.
  var encoding = Encoding()
  var isPair = false
  /// The sequences that the tokens are encoded in; nil if there is a failure.
  var sequences: RecordSequences?
  var isTruncated = false
  var failure: RecordFailure?
  /// Its sequence, where there is just one and repeated ones are shared.
  var onlySequence: RecentSequences.Key?
  /// The key of its row, at text level where keys are wanted; nil where there is a failure.
  var key: RowKey?
  /// Its row of an earlier output, where there is one: then nothing goes through the encoder.
  var earlierRow: ReusableRows.Row?

  var tokenCount: Int { encoding.ids.count }

  /// Whether a token is special, that is, not part of a text.
  func isSpecial(_ index: Int) -> Bool {
    var (low, high) = (0, encoding.texts.count)
    while low < high {
      let middle = (low + high) / 2
      if encoding.texts[middle].upperBound <= index { low = middle + 1 } else { high = middle }
    }
    return low == encoding.texts.count || index < encoding.texts[low].lowerBound
  }

  /// The index of the text of a pair that a token belongs to, 0 or 1.
  func text(of index: Int) -> Int { isPair && index >= encoding.texts[1].lowerBound ? 1 : 0 }

  /// The word that begins with a token: this token, and those after it that have the same word number and text. Nil for a
  /// special token. The encoding must have offsets.
  func word(at token: Int) -> Range<Int>? {
    guard !isSpecial(token) else { return nil }
    let (word, text) = (encoding.words[token], self.text(of: token))
    var end = token + 1
    while end < tokenCount, !isSpecial(end), encoding.words[end] == word, self.text(of: end) == text { end += 1 }
    return token..<end
  }

  /// Needs offsets.
  var wordCount: Int {
    var (count, token) = (0, 0)
    while token < tokenCount {
      let word = word(at: token)
      if word != nil { count += 1 }
      token = word?.upperBound ?? token + 1
    }
    return count
  }
}
