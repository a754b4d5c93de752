import JSON

extension OutputFormat {
  public static let jsonl = OutputFormat(
    "jsonl", fileExtensions: ["jsonl", "ndjson"], abilities: [.ids, .texts, .labels, .vectors]
  ) { JSONLinesFormat(partNames: $0.partNames, labelsRows: $0.labelsRows) }
}

/// A JSON object a record, a record a line.
public struct JSONLinesFormat: RecordFormat {
  /// Names of the equal parts that a row consists of; where there are several, the embedding is an object of them.
  public let partNames: [String]
  /// Whether a record's rows are its words or tokens.
  public let labelsRows: Bool

  public init(partNames: [String] = [], labelsRows: Bool = false) {
    self.partNames = partNames
    self.labelsRows = labelsRows
  }

  public func write(_ record: OutputRecord, upTo end: OutputCounts, to output: inout [UInt8]) {
    if record.firstRow == 0 { appendStart(of: record, to: &output) }
    if labelsRows {
      appendLabelledRows(of: record, to: &output)
    } else {
      output.append(literal: ",\"embedding\":")
      if record.failure == nil { append(embedding: record.rows, to: &output) } else { output.append(literal: "null") }
      output.append(literal: ",\"tokens\":")
      output.append(integer: record.tokenCount)
    }
    guard record.isLastPart else { return }
    output.append(literal: record.isTruncated ? ",\"truncated\":true" : ",\"truncated\":false")
    if let failure = record.failure {
      output.append(literal: ",\"error\":")
      output.append(jsonString: Array(failure.utf8).span)
    }
    output.append(literal: "}\n")
  }

  private func appendStart(of record: OutputRecord, to output: inout [UInt8]) {
    output.append(literal: "{\"index\":")
    output.append(integer: record.index)
    switch record.id {
    case .text(let text):
      output.append(literal: ",\"id\":")
      output.append(jsonString: text.span)
    case .literal(let literal):
      output.append(literal: ",\"id\":")
      output.append(contentsOf: literal)
    case nil: break
    }
    if let text = record.text {
      output.append(literal: ",\"text\":")
      output.append(jsonString: text.span)
    }
  }

  private func appendLabelledRows(of record: OutputRecord, to output: inout [UInt8]) {
    if record.firstRow == 0 {
      output.append(literal: ",\"tokens\":")
      guard record.failure == nil else { return output.append(literal: "null") }
      output.append(UInt8(ascii: "["))
    }
    let columnCount = record.labels.isEmpty ? 0 : record.rows.count / record.labels.count
    var start = record.rows.startIndex
    for (number, label) in record.labels.enumerated() {
      output.append(literal: record.firstRow + number == 0 ? "{\"token\":" : ",{\"token\":")
      output.append(jsonString: Array(label.text.utf8).span)
      if let id = label.id {
        output.append(literal: ",\"id\":")
        output.append(integer: Int(id))
      }
      if let range = label.range {
        output.append(literal: ",\"start\":")
        output.append(integer: range.lowerBound)
        output.append(literal: ",\"end\":")
        output.append(integer: range.upperBound)
      } else {
        output.append(literal: ",\"start\":null,\"end\":null")
      }
      output.append(literal: ",\"embedding\":")
      append(embedding: record.rows[start..<start + columnCount], to: &output)
      output.append(UInt8(ascii: "}"))
      start += columnCount
    }
    if record.isLastPart { output.append(UInt8(ascii: "]")) }
  }

  private func append(embedding row: ArraySlice<Float>, to output: inout [UInt8]) {
    guard partNames.count > 1 else { return output.append(jsonArray: row) }
    let width = row.count / partNames.count
    for (number, name) in partNames.enumerated() {
      output.append(UInt8(ascii: number == 0 ? "{" : ","))
      output.append(jsonString: Array(name.utf8).span)
      output.append(UInt8(ascii: ":"))
      let start = row.startIndex + number * width
      output.append(jsonArray: row[start..<start + width])
    }
    output.append(UInt8(ascii: "}"))
  }
}

extension [UInt8] {
  /// Appends the numbers as a JSON array; JSON has no NaN and no infinity, so these are null.
  mutating func append(jsonArray values: ArraySlice<Float>) {
    append(UInt8(ascii: "["))
    var isFirst = true
    for value in values {
      if !isFirst { append(UInt8(ascii: ",")) }
      isFirst = false
      append(number: value, orNonFinite: "null")
    }
    append(UInt8(ascii: "]"))
  }
}
