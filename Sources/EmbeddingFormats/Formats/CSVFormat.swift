extension OutputFormat {
  public static let csv = OutputFormat("csv", fileExtensions: ["csv"], abilities: [.ids, .texts, .labels, .vectors]) {
    CSVFormat(columnCount: $0.columnCount, hasIDs: $0.hasIDs, hasTexts: $0.hasTexts, labelsRows: $0.labelsRows)
  }
}

/// Comma-separated values with a header line, quoted as RFC 4180 has it, lines ended by a newline alone.
public struct CSVFormat: RecordFormat {
  public let columnCount: Int
  public let hasIDs: Bool
  public let hasTexts: Bool
  /// Whether a line is a word or token of a record, not the record.
  public let labelsRows: Bool

  public init(columnCount: Int, hasIDs: Bool, hasTexts: Bool, labelsRows: Bool = false) {
    self.columnCount = columnCount
    self.hasIDs = hasIDs
    self.hasTexts = hasTexts
    self.labelsRows = labelsRows
  }

  public func begin(isFirstShard: Bool, to output: inout [UInt8]) {
    guard isFirstShard else { return }
    output.append(literal: "index")
    if hasIDs { output.append(literal: ",id") }
    if hasTexts { output.append(literal: ",text") }
    if labelsRows { output.append(literal: ",token,start,end") }
    for column in 0..<columnCount {
      output.append(literal: ",d")
      output.append(integer: column)
    }
    output.append(UInt8(ascii: "\n"))
  }

  public func write(_ record: OutputRecord, upTo end: OutputCounts, to output: inout [UInt8]) {
    var start = record.rows.startIndex
    for number in 0..<(labelsRows ? record.labels.count : 1) {
      output.append(integer: record.index)
      if hasIDs {
        output.append(UInt8(ascii: ","))
        switch record.id {
        case .text(let bytes), .literal(let bytes): output.append(csvField: bytes)
        case nil: break
        }
      }
      if hasTexts {
        output.append(UInt8(ascii: ","))
        output.append(csvField: record.text ?? [])
      }
      if labelsRows { append(record.labels[record.labels.startIndex + number], to: &output) }
      // A row that is missing is as many empty fields: NaN to whoever reads numbers.
      for _ in 0..<columnCount {
        output.append(UInt8(ascii: ","))
        if start < record.rows.endIndex { output.append(number: record.rows[start], orNonFinite: "") }
        start += 1
      }
      output.append(UInt8(ascii: "\n"))
    }
  }

  private func append(_ label: RowLabel, to output: inout [UInt8]) {
    output.append(UInt8(ascii: ","))
    output.append(csvField: Array(label.text.utf8))
    output.append(UInt8(ascii: ","))
    if let range = label.range { output.append(integer: range.lowerBound) }
    output.append(UInt8(ascii: ","))
    if let range = label.range { output.append(integer: range.upperBound) }
  }
}

extension [UInt8] {
  /// Appends a field, in quotes where it needs them.
  mutating func append(csvField field: [UInt8]) {
    let quote = UInt8(ascii: "\"")
    let needsQuotes = field.contains { $0 == quote || $0 == UInt8(ascii: ",") || $0 == 0x0A || $0 == 0x0D }
    guard needsQuotes else { return append(contentsOf: field) }
    append(quote)
    for byte in field {
      if byte == quote { append(quote) }
      append(byte)
    }
    append(quote)
  }
}
