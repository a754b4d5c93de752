import EmbeddingFormats
import Records
import Tokenizers

/// Makes the labels of a record's rows, in the order of the rows.
struct RowLabeler {
  private let record: TokenizedRecord
  private let tokenizer: Tokenizer
  /// The record's texts as ranges of `buffer`; none if the record was given as ids.
  private let texts: [Range<Int>]
  private let buffer: [UInt8]
  // A counter for each text. Tokens come in the order of their text, so each byte is counted once.
  private var counters: [ScalarCounter]

  /// - Parameter content: the record as it was read, with ranges of `buffer`.
  init(record: TokenizedRecord, content: Record.Content, in buffer: [UInt8], tokenizer: Tokenizer) {
    self.record = record
    self.tokenizer = tokenizer
    self.buffer = buffer
    switch content {
    case .text(let range): texts = [range]
    case .pair(let first, let second): texts = [first, second]
    case .ids, .unreadable: texts = []
    }
    counters = texts.map { ScalarCounter(text: $0) }
  }

  mutating func label(token: Int) -> RowLabel {
    let id = record.encoding.ids[token]
    return RowLabel(text: tokenizer.piece(id) ?? "", id: id, range: place(of: token..<token + 1)?.scalars)
  }

  mutating func label(word: Range<Int>) -> RowLabel {
    let place = place(of: word)
    return RowLabel(
      text: place.map { String(decoding: buffer[$0.bytes], as: UTF8.self) } ?? "", id: nil, range: place?.scalars)
  }

  /// The range of tokens of one text, in bytes of `buffer` and in scalars of the text; nil for a special token.
  private mutating func place(of tokens: Range<Int>) -> (bytes: Range<Int>, scalars: Range<Int>)? {
    let which = record.text(of: tokens.lowerBound)
    guard !record.isSpecial(tokens.lowerBound), counters.indices.contains(which) else { return nil }
    let start = Int(record.encoding.starts[tokens.lowerBound])
    let end = max(start, Int(record.encoding.ends[tokens.upperBound - 1]))
    let first = counters[which].scalars(before: start, in: buffer)
    return (
      texts[which].lowerBound + start..<texts[which].lowerBound + end,
      first..<first + counters[which].scalars(from: start, to: end, in: buffer)
    )
  }
}
