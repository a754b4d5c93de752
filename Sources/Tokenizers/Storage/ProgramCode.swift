// The section "tokenizer.program" holds 32-bit words that say how a text becomes ids.
//
//   format, 2
//   normalizers: number, then each: opcode, operands
//   pre-tokenizers: likewise
//   model: kind, operands
//   ids of the model's vocabulary: number
//   added tokens: number, then each: id, flags; then the bit of `\w` in the table of sets, 0 where no token needs it
//   templates for one text and for two: number, then each piece: kind, id, type id
//   1 where a text is cut at its beginning, else 0
//   the raw value of `OffsetTrimming`
//
// A list is its length, then its words. A pattern is its kind, then either a list of scalars, or a list of the bounds of a class'
// ranges and the least and the largest length of a run, 0 for any.

package enum ProgramCode {
  package static let format: UInt32 = 2
  /// The most scalars that a normalizer may insert at a time. Together with `Normalization`'s bound it limits the text that hostile
  /// normalizers can make.
  package static let maximumContentLength = 256

  /// The most bytes of a piece or an added token. It limits the time of a search that starts at each position of a text. Real ones
  /// have at most 50.
  package static let maximumPieceLength = 1024

  /// The most normalizers, and the most pre-tokenizers, since each takes time in proportion to the text.
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
    /// Unigram with scores that are added up over words.
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
