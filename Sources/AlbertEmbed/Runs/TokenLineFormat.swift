import JSON
import Tokenizers

/// A record's tokens as a line of JSON.
struct TokenLineFormat: Sendable {
  let tokenizer: Tokenizer

  /// Appends the line of a record of the window.
  ///
  /// - Parameter index: the record's number in the whole input.
  func append(
    record: Int, of window: RecordWindow, index: Int, scratch: inout TokenizerScratch, to lines: inout [UInt8]
  ) {
    var encoding = Encoding()
    let texts = encode(record: record, of: window, scratch: &scratch, into: &encoding)
    appendLine(index: index, encoding, texts: texts, of: window, to: &lines)
  }

  /// The record's tokens, and the texts that they stand in.
  private func encode(
    record index: Int, of window: RecordWindow, scratch: inout TokenizerScratch, into encoding: inout Encoding
  ) -> [Range<Int>] {
    let texts: [Range<Int>]
    switch window.records[index] {
    case .text(let range): texts = [range]
    case .pair(let first, let second): texts = [first, second]
    case .ids, .unreadable: preconditionFailure("only texts are tokenized")
    }
    let text = window.text.span.extracting(texts[0])
    if texts.count == 2 {
      _ = tokenizer.encode(
        text, pair: window.text.span.extracting(texts[1]), maximumLength: .max, withOffsets: true, scratch: &scratch,
        into: &encoding)
    } else {
      _ = tokenizer.encode(
        text, pair: nil, maximumLength: .max, withOffsets: true, scratch: &scratch, into: &encoding)
    }
    return texts
  }

  private func appendLine(
    index: Int, _ encoding: Encoding, texts: [Range<Int>], of window: RecordWindow, to line: inout [UInt8]
  ) {
    line += "{\"index\":\(index),\"tokens\":".utf8
    appendArray(encoding.ids, to: &line) { id, line in
      line.append(jsonString: Array((tokenizer.piece(id) ?? "").utf8).span)
    }
    line += ",\"ids\":".utf8
    appendArray(encoding.ids, to: &line) { id, line in line += String(id).utf8 }
    if texts.count == 2 {
      line += ",\"type_ids\":".utf8
      appendArray(encoding.typeIDs, to: &line) { type, line in line += String(type).utf8 }
    }
    line += ",\"words\":".utf8
    appendArray(encoding.words, to: &line) { word, line in line += (word < 0 ? "null" : String(word)).utf8 }
    var counters = texts.map { ScalarCounter(text: $0) }
    line += ",\"offsets\":".utf8
    appendArray(encoding.ids.indices, to: &line) { token, line in
      let text = token < encoding.secondStart ? 0 : 1
      guard encoding.starts[token] >= 0 else { return line += "null".utf8 }
      let start = Int(encoding.starts[token])
      let first = counters[text].scalars(before: start, in: window.text)
      let end = max(start, Int(encoding.ends[token]))
      line += "[\(first),\(first + counters[text].scalars(from: start, to: end, in: window.text))]".utf8
    }
    line += ",\"byte_offsets\":".utf8
    appendArray(encoding.ids.indices, to: &line) { token, line in
      line += (encoding.starts[token] < 0 ? "null" : "[\(encoding.starts[token]),\(encoding.ends[token])]").utf8
    }
    line += "}\n".utf8
  }

  private func appendArray<Elements: Collection>(
    _ elements: Elements, to line: inout [UInt8], element: (Elements.Element, inout [UInt8]) -> Void
  ) {
    line.append(UInt8(ascii: "["))
    var isFirst = true
    for value in elements {
      if !isFirst { line.append(UInt8(ascii: ",")) }
      isFirst = false
      element(value, &line)
    }
    line.append(UInt8(ascii: "]"))
  }
}
