import JSON
import Records

extension OutputFormat {
  public static let jsonl = OutputFormat(
    "jsonl", fileExtensions: ["jsonl", "ndjson"], abilities: [.ids, .texts, .labels, .vectors],
    notes: """
      A line for each record or passage, with a JSON object: index, id, text, embedding, tokens and truncated. tokens is their \
      number; at word and token level it is a list of them, each with its own embedding. A record that cannot be embedded has null \
      and the error. NaN and infinities are null too.
      """
  ) {
    if $0.hasPassages {
      return PassageJSONLinesFormat(partNames: $0.partNames, hasTexts: $0.hasTexts, labels: $0.labels)
    }
    return JSONLinesFormat(partNames: $0.partNames, labelsRows: $0.labelsRows, labels: $0.labels)
  }
}

/// JSON lines: a JSON object for each record.
public struct JSONLinesFormat: RecordFormat {
  /// The names of the equal parts of a row. With two or more names the embedding is an object with a member a part.
  public let partNames: [String]
  /// Whether a record's rows are its words or tokens.
  public let labelsRows: Bool
  /// The name of each number of a row; nil for an embedding.
  public let labels: LabelColumns?

  public init(partNames: [String] = [], labelsRows: Bool = false, labels: LabelColumns? = nil) {
    self.partNames = partNames
    self.labelsRows = labelsRows
    self.labels = labels
  }

  public func write(_ record: OutputRecord, upTo end: OutputCounts, to output: inout [UInt8]) {
    if record.firstRow == 0 { appendStart(of: record, to: &output) }
    if labelsRows {
      appendLabelledRows(of: record, to: &output)
    } else {
      output.append(jsonMembersOf: record.failure == nil ? record.rows : nil, partNames: partNames, labels: labels)
      output.append(literal: ",\"tokens\":")
      output.append(integer: record.tokenCount)
    }
    guard record.isLastPart else { return }
    output.append(literal: record.isTruncated ? ",\"truncated\":true" : ",\"truncated\":false")
    output.append(jsonMemberOfFailure: record.failure)
    output.append(literal: "}\n")
  }

  private func appendStart(of record: OutputRecord, to output: inout [UInt8]) {
    output.append(literal: "{\"index\":")
    output.append(integer: record.index)
    output.append(jsonMemberOf: record.id)
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
      output.append(jsonMembersOf: label.range)
      let row = record.rows[start..<start + columnCount]
      output.append(jsonMembersOf: row, partNames: partNames, labels: labels)
      output.append(UInt8(ascii: "}"))
      start += columnCount
    }
    if record.isLastPart { output.append(UInt8(ascii: "]")) }
  }
}

// The parts that the lines of all levels share.
extension [UInt8] {
  mutating func append(jsonMemberOf id: RecordID?) {
    switch id {
    case .text(let text):
      append(literal: ",\"id\":")
      append(jsonString: text.span)
    case .literal(let literal):
      append(literal: ",\"id\":")
      append(contentsOf: literal)
    case nil: break
    }
  }

  /// Appends the start and end of a range; nulls where there is none.
  mutating func append(jsonMembersOf range: Range<Int>?) {
    guard let range else { return append(literal: ",\"start\":null,\"end\":null") }
    append(literal: ",\"start\":")
    append(integer: range.lowerBound)
    append(literal: ",\"end\":")
    append(integer: range.upperBound)
  }

  mutating func append(jsonMemberOfFailure failure: String?) {
    guard let failure else { return }
    append(literal: ",\"error\":")
    append(jsonString: Array(failure.utf8).span)
  }

  /// Appends the members that hold a row: an embedding, or a number for each label. They are null where there is no row.
  mutating func append(jsonMembersOf row: ArraySlice<Float>?, partNames: [String], labels: LabelColumns?) {
    if let labels { return append(labels, of: row) }
    append(literal: ",\"embedding\":")
    append(jsonEmbedding: row, partNames: partNames)
  }

  /// Appends a row, as an object if it has several parts; null where there is no row.
  mutating func append(jsonEmbedding row: ArraySlice<Float>?, partNames: [String]) {
    guard let row else { return append(literal: "null") }
    guard partNames.count > 1 else { return append(jsonArray: row) }
    let width = row.count / partNames.count
    for (number, name) in partNames.enumerated() {
      append(UInt8(ascii: number == 0 ? "{" : ","))
      append(jsonString: Array(name.utf8).span)
      append(UInt8(ascii: ":"))
      let start = row.startIndex + number * width
      append(jsonArray: row[start..<start + width])
    }
    append(UInt8(ascii: "}"))
  }

  /// Appends the numbers as a JSON array. NaN and the infinities become null, since JSON does not have them.
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
