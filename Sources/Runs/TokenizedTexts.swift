import Records
import Tokenizers

/// The tokens of a record's texts, without truncation.
struct TokenizedTexts {
  /// The record's number in the whole input, from 0.
  let index: Int
  /// The ranges of the texts in `buffer`, in bytes: one, or the two of a pair.
  let texts: [Range<Int>]
  let buffer: [UInt8]
  let encoding: Encoding

  /// - Parameters:
  ///   - record: the record's number in `contents`; it must be a text or a pair.
  ///   - index: its number in the whole input.
  init(
    of record: Int, in contents: RecordContents, index: Int, tokenizer: Tokenizer, scratch: inout TokenizerScratch
  ) {
    let texts: [Range<Int>]
    switch contents.records[record].content {
    case .text(let range): texts = [range]
    case .pair(let first, let second): texts = [first, second]
    case .ids, .unreadable: preconditionFailure("only texts are tokenized")
    }
    self.index = index
    self.texts = texts
    buffer = contents.text
    encoding = Self.encode(texts, of: contents.text, tokenizer, &scratch)
  }

  private static func encode(
    _ texts: [Range<Int>], of buffer: [UInt8], _ tokenizer: Tokenizer, _ scratch: inout TokenizerScratch
  ) -> Encoding {
    var encoding = Encoding()
    let text = buffer.span.extracting(texts[0])
    if texts.count == 2 {
      _ = tokenizer.encode(
        text, pair: buffer.span.extracting(texts[1]), maximumLength: .max, withOffsets: true, scratch: &scratch,
        into: &encoding)
    } else {
      _ = tokenizer.encode(
        text, pair: nil, maximumLength: .max, withOffsets: true, scratch: &scratch, into: &encoding)
    }
    return encoding
  }
}
