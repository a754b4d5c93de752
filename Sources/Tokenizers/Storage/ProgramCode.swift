// The section "tokenizer.program": 32-bit words that say how a text becomes ids.
//
//   format, 2
//   normalizers: number, then each: opcode, operands
//   pre-tokenizers: likewise
//   model: kind, operands
//   ids of the model's vocabulary: number
//   added tokens: number, then each: id, flags; then the bit of `\w` in the table of sets, 0 where no token asks for it
//   templates for one text and for two: number, then each piece: kind, id, type id
//   1 where a text is cut at its beginning
//   1 where blanks around a token are no part of its place, 2 where but for the first blank of a text, else 0
//
// A list of words is its length, then the words. A pattern is its kind, then a list of scalars, or a list of a class' range
// bounds, the least and the largest length of a run (0: any).

package enum ProgramCode {
  package static let format: UInt32 = 2
  /// Scalars that a normalizer may put in one place: with `Normalization`'s bound on the whole it keeps the text that a
  /// hostile list of normalizers makes within reason.
  package static let maximumContentLength = 256

  /// Bytes of a piece or an added token. At every place of a text that begins like it, a text is compared with it; real
  /// ones have 50 at most.
  package static let maximumPieceLength = 1024

  /// Normalizers, and pre-tokenizers: each takes time in proportion to the text, so all of them do.
  package static let maximumStepCount = 64

  package enum Normalizer: UInt32 {
    case nfc, nfd, nfkc, nfkd, nmt, lowercase, remove, bertCleanUp, spaceChinese, strip, replace, prepend, characterMap
    case sentencePieceMap, sentencePieceBlanks
  }

  package enum PreTokenizer: UInt32 {
    case whitespaceSplit, wordRuns, metaspace, members, delimiter, pattern
  }

  package enum Model: UInt32 {
    case unigram, wordPiece
    /// Unigram whose scores are summed up over words.
    case sentencePiece
  }

  package enum Pattern: UInt32 {
    case text, run
  }

  package enum TokenFlag {
    package static let singleWord: UInt32 = 1
    package static let stripsLeft: UInt32 = 2
    package static let stripsRight: UInt32 = 4
    package static let normalized: UInt32 = 8
    package static let text: UInt32 = 16
    package static let all: UInt32 = 31
  }

  package enum Template: UInt32 {
    case special, first, second
  }
}
