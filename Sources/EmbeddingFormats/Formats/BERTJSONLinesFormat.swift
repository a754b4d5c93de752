import JSON

extension OutputFormat {
  public static let bertJSONLines = OutputFormat(
    "bert-jsonl", fileExtensions: jsonl.fileExtensions, abilities: [.labels, .layerNumbers],
    notes: """
      The lines of BERT's extract_features.py, for --level token only. Each layer stands by itself, under the number that --layers \
      gave it.
      """
  ) { BERTJSONLinesFormat(layerIndices: $0.layerIndices) }
}

/// The lines of BERT's `extract_features.py`: the tokens of a record, and the layers of each. `linex_index` is that script's
/// spelling, which its readers expect.
public struct BERTJSONLinesFormat: RecordFormat {
  /// The numbers of the layers that a row holds side by side, as the user typed them (-1 is the last).
  public let layerIndices: [Int]

  public init(layerIndices: [Int]) { self.layerIndices = layerIndices }

  public func write(_ record: OutputRecord, upTo end: OutputCounts, to output: inout [UInt8]) {
    if record.firstRow == 0 {
      output.append(literal: "{\"linex_index\": ")
      output.append(integer: record.index)
      output.append(literal: ", \"features\": [")
    }
    let columnCount = record.labels.isEmpty ? 0 : record.rows.count / record.labels.count
    let width = columnCount / layerIndices.count
    var start = record.rows.startIndex
    for (number, label) in record.labels.enumerated() {
      if record.firstRow + number > 0 { output.append(literal: ", ") }
      output.append(literal: "{\"token\": ")
      output.append(jsonString: Array(label.text.utf8).span)
      output.append(literal: ", \"layers\": [")
      for (place, layer) in layerIndices.enumerated() {
        if place > 0 { output.append(literal: ", ") }
        output.append(literal: "{\"index\": ")
        output.append(integer: layer)
        output.append(literal: ", \"values\": ")
        output.append(jsonArray: record.rows[start..<start + width])
        output.append(UInt8(ascii: "}"))
        start += width
      }
      output.append(literal: "]}")
    }
    if record.isLastPart { output.append(literal: "]}\n") }
  }
}
