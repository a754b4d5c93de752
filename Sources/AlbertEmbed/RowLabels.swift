import EmbeddingFormats
import Tokenizers

extension Embedder {
  /// What each row of a record stands for, in the order of its rows.
  func labels(
    of record: TokenizedRecord, text: RecordWindow.Record, in window: RecordWindow
  ) -> [RowLabel] {
    let texts: [Range<Int>] =
      switch text {
      case .text(let range): [range]
      case .pair(let first, let second): [first, second]
      case .ids, .unreadable: []
      }
    // A scalar counter for each text: tokens come in the order of their text, so its bytes are counted once.
    var counters = texts.map { ScalarCounter(text: $0) }
    func place(_ tokens: Range<Int>) -> (bytes: Range<Int>, scalars: Range<Int>)? {
      let which = Int(record.encoding.typeIDs[tokens.lowerBound])
      guard !record.isSpecial(tokens.lowerBound), counters.indices.contains(which) else { return nil }
      let start = Int(record.encoding.starts[tokens.lowerBound])
      let end = max(start, Int(record.encoding.ends[tokens.upperBound - 1]))
      let bytes = texts[which].lowerBound + start..<texts[which].lowerBound + end
      let first = counters[which].scalars(before: start, in: window.text)
      return (bytes, first..<first + counters[which].scalars(from: start, to: end, in: window.text))
    }
    switch request.level {
    case .text: return []
    case .token:
      return (0..<record.tokenCount).map { token in
        let id = record.encoding.ids[token]
        return RowLabel(
          text: tokenizer.piece(id) ?? "", id: id, range: place(token..<token + 1)?.scalars)
      }
    case .word:
      return record.words.map { word in
        let place = place(word)
        return RowLabel(
          text: place.map { String(decoding: window.text[$0.bytes], as: UTF8.self) } ?? "", id: nil,
          range: place?.scalars)
      }
    }
  }
}

/// Counts the Unicode scalars of a text up to ever later places.
private struct ScalarCounter {
  let text: Range<Int>
  private var bytes = 0
  private var scalars = 0

  init(text: Range<Int>) { self.text = text }

  mutating func scalars(before byte: Int, in buffer: [UInt8]) -> Int {
    if byte < bytes { (bytes, scalars) = (0, 0) }
    scalars += scalars(from: bytes, to: byte, in: buffer)
    bytes = byte
    return scalars
  }

  func scalars(from start: Int, to end: Int, in buffer: [UInt8]) -> Int {
    var count = 0
    // Every byte but a continuation byte begins a scalar.
    for byte in buffer[text.lowerBound + start..<text.lowerBound + end] where byte & 0xC0 != 0x80 { count += 1 }
    return count
  }
}
