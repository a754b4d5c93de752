import Embedding
import EmbeddingFormats
import JSON
import Records
import Tokenizers

/// JSON lines of tokens: a line for each record, with its tokens.
struct TokenLineFormat: RecordFormat {
  let tokenizer: Tokenizer

  func write(_ record: TokenizedTexts, upTo end: OutputCounts, to line: inout [UInt8]) {
    let (encoding, buffer) = (record.encoding, record.buffer)
    line += "{\"index\":\(record.index),\"tokens\":".utf8
    appendArray(encoding.ids, to: &line) { id, line in
      line.append(jsonString: Array((tokenizer.piece(id) ?? "").utf8).span)
    }
    line += ",\"ids\":".utf8
    appendArray(encoding.ids, to: &line) { id, line in line += String(id).utf8 }
    if record.texts.count == 2 {
      line += ",\"type_ids\":".utf8
      appendArray(encoding.typeIDs, to: &line) { type, line in line += String(type).utf8 }
    }
    line += ",\"words\":".utf8
    appendArray(encoding.words, to: &line) { word, line in line += (word < 0 ? "null" : String(word)).utf8 }
    var counters = record.texts.map { ScalarCounter(text: $0) }
    line += ",\"offsets\":".utf8
    appendArray(encoding.ids.indices, to: &line) { token, line in
      guard let text = encoding.texts.firstIndex(where: { $0.contains(token) }) else { return line += "null".utf8 }
      let start = Int(encoding.starts[token])
      let first = counters[text].scalars(before: start, in: buffer)
      let end = max(start, Int(encoding.ends[token]))
      line += "[\(first),\(first + counters[text].scalars(from: start, to: end, in: buffer))]".utf8
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
