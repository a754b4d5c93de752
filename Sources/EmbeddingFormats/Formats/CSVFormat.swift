import Records

extension OutputFormat {
  public static let csv = OutputFormat(
    "csv", fileExtensions: ["csv"], abilities: [.ids, .texts, .labels, .vectors],
    notes: """
      A header line, then a line for each row: index, id and text of its record, its passage or token with start and end, and its \
      numbers. Fields are quoted as RFC 4180 says, and lines end in LF. A null row has empty fields.
      """
  ) {
    if $0.hasPassages {
      return PassageCSVFormat(
        columnCount: $0.columnCount, hasIDs: $0.hasIDs, hasTexts: $0.hasTexts, labels: $0.labels)
    }
    return CSVFormat(
      columnCount: $0.columnCount, hasIDs: $0.hasIDs, hasTexts: $0.hasTexts, labelsRows: $0.labelsRows,
      labels: $0.labels)
  }
}

/// Comma-separated values with a header line, quoted as RFC 4180 says. Lines end in LF.
public struct CSVFormat: RecordFormat {
  public let columnCount: Int
  public let hasIDs: Bool
  public let hasTexts: Bool
  /// Whether a line is a word or token of a record. Otherwise it is a record.
  public let labelsRows: Bool
  /// The columns' names; nil for d0, d1...
  public let labels: LabelColumns?

  public init(
    columnCount: Int, hasIDs: Bool, hasTexts: Bool, labelsRows: Bool = false, labels: LabelColumns? = nil
  ) {
    self.columnCount = columnCount
    self.hasIDs = hasIDs
    self.hasTexts = hasTexts
    self.labelsRows = labelsRows
    self.labels = labels
  }

  public func begin(isFirstShard: Bool, to output: inout [UInt8]) {
    guard isFirstShard else { return }
    output.append(literal: "index")
    if hasIDs { output.append(literal: ",id") }
    if hasTexts { output.append(literal: ",text") }
    if labelsRows { output.append(literal: ",token,start,end") }
    output.append(csvColumnNames: columnCount, labels: labels)
  }

  public func write(_ record: OutputRecord, upTo end: OutputCounts, to output: inout [UInt8]) {
    var start = record.rows.startIndex
    for number in 0..<(labelsRows ? record.labels.count : 1) {
      output.append(integer: record.index)
      if hasIDs { output.append(csvFieldOf: record.id) }
      if hasTexts {
        output.append(UInt8(ascii: ","))
        output.append(csvField: record.text ?? [])
      }
      if labelsRows { append(record.labels[record.labels.startIndex + number], to: &output) }
      let end = min(start + columnCount, record.rows.endIndex)
      output.append(csvRow: record.rows[start..<end], columnCount: columnCount)
      start = end
    }
  }

  private func append(_ label: RowLabel, to output: inout [UInt8]) {
    output.append(UInt8(ascii: ","))
    output.append(csvField: Array(label.text.utf8))
    output.append(csvFieldsOf: label.range)
  }
}

// The parts that the lines of all levels share.
extension [UInt8] {
  /// Appends the names of a row's columns, and the line's end.
  mutating func append(csvColumnNames count: Int, labels: LabelColumns? = nil) {
    for column in 0..<count {
      append(UInt8(ascii: ","))
      if let labels {
        append(csvField: labels.names[column])
      } else {
        append(UInt8(ascii: "d"))
        append(integer: column)
      }
    }
    append(UInt8(ascii: "\n"))
  }

  mutating func append(csvFieldOf id: RecordID?) {
    append(UInt8(ascii: ","))
    append(csvField: id?.bytes ?? [])
  }

  /// Appends the start and end of a range; empty fields where there is none.
  mutating func append(csvFieldsOf range: Range<Int>?) {
    append(UInt8(ascii: ","))
    if let range { append(integer: range.lowerBound) }
    append(UInt8(ascii: ","))
    if let range { append(integer: range.upperBound) }
  }

  /// Appends the columns of a row, and the line's end. A null row has empty fields, which readers of numbers take for NaN.
  mutating func append(csvRow row: ArraySlice<Float>, columnCount: Int) {
    for column in 0..<columnCount {
      append(UInt8(ascii: ","))
      if column < row.count { append(number: row[row.startIndex + column], orNonFinite: "") }
    }
    append(UInt8(ascii: "\n"))
  }

  /// Appends a field. It is quoted if it holds a quotation mark, a comma or a line end.
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
