// The section "tokenizer.program": 32-bit words that say how a text becomes ids.
//
//   format, 1
//   normalizers: number, then each: opcode, operands
//   pre-tokenizers: likewise
//   model: kind, operands
//   ids of the model's vocabulary: number
//   added tokens: number, then each: id, flags; then the bit of `\w` in the table of sets, 0 where no token asks for it
//   templates for one text and for two: number, then each piece: kind, id, type id
//   truncation: 0, 0 (a length that is not used), 1 where a text is cut at its beginning
//
// A list of words is its length, then the words; a pattern is its instructions (opcode and two operands each), then its
// classes (each a list of range bounds), then the least length of a run plus 1 (0: no run).

package enum ProgramCode {
  package static let format: UInt32 = 1
  /// Scalars that a normalizer may put in one place: with `Normalization`'s bound on the whole it keeps the text that a
  /// hostile list of normalizers makes within reason.
  package static let maximumContentLength = 256

  package enum Normalizer: UInt32 {
    case nfc, nfd, nfkc, nfkd, nmt, lowercase, remove, bertCleanUp, spaceChinese, strip, replace, prepend, characterMap
  }

  package enum PreTokenizer: UInt32 {
    case whitespaceSplit, wordRuns, metaspace, members, delimiter, pattern
  }

  package enum Model: UInt32 {
    case unigram, wordPiece
  }

  package enum Instruction: UInt32 {
    case scalar, split, jump, lineStart, lineEnd, textStart, textEnd, wordBoundary, notWordBoundary
    case ahead, notAhead, behind, notBehind, match
  }

  package enum TokenFlag {
    package static let singleWord: UInt32 = 1
    package static let stripsLeft: UInt32 = 2
    package static let stripsRight: UInt32 = 4
    package static let normalized: UInt32 = 8
    package static let all: UInt32 = 15
  }

  package enum Template: UInt32 {
    case special, first, second
  }
}
