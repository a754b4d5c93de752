import Embedding
import JSON
import Records
import Tokenizers

/// A record's tokens as a line of JSON.
struct TokenLineFormat: Sendable {
  let tokenizer: Tokenizer

  /// Appends the line of a record of a batch.
  ///
  /// - Parameter index: the record's number in the whole input.
  func append(
    record: Int, of contents: RecordContents, index: Int, scratch: inout TokenizerScratch, to lines: inout [UInt8]
  ) {
    var encoding = Encoding()
    let texts = encode(record: record, of: contents, scratch: &scratch, into: &encoding)
    appendLine(index: index, encoding, texts: texts, of: contents, to: &lines)
  }

  /// The record's tokens, and the texts that they stand in.
  private func encode(
    record index: Int, of contents: RecordContents, scratch: inout TokenizerScratch, into encoding: inout Encoding
  ) -> [Range<Int>] {
    let texts: [Range<Int>]
    switch contents.records[index] {
    case .text(let range): texts = [range]
    case .pair(let first, let second): texts = [first, second]
    case .ids, .unreadable: preconditionFailure("only texts are tokenized")
    }
    let text = contents.text.span.extracting(texts[0])
    if texts.count == 2 {
      _ = tokenizer.encode(
        text, pair: contents.text.span.extracting(texts[1]), maximumLength: .max, withOffsets: true, scratch: &scratch,
        into: &encoding)
    } else {
      _ = tokenizer.encode(
        text, pair: nil, maximumLength: .max, withOffsets: true, scratch: &scratch, into: &encoding)
    }
    return texts
  }

  private func appendLine(
    index: Int, _ encoding: Encoding, texts: [Range<Int>], of contents: RecordContents, to line: inout [UInt8]
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
      guard let text = encoding.texts.firstIndex(where: { $0.contains(token) }) else { return line += "null".utf8 }
      let start = Int(encoding.starts[token])
      let first = counters[text].scalars(before: start, in: contents.text)
      let end = max(start, Int(encoding.ends[token]))
      line += "[\(first),\(first + counters[text].scalars(from: start, to: end, in: contents.text))]".utf8
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
