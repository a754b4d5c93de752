/// Comma-separated values at passage level: a line for each passage, quoted as in `CSVFormat`.
public struct PassageCSVFormat: RecordFormat {
  public let columnCount: Int
  public let hasIDs: Bool
  public let hasTexts: Bool
  /// The columns' names, as in `CSVFormat`.
  public let labels: LabelColumns?

  public init(columnCount: Int, hasIDs: Bool, hasTexts: Bool, labels: LabelColumns? = nil) {
    self.columnCount = columnCount
    self.hasIDs = hasIDs
    self.hasTexts = hasTexts
    self.labels = labels
  }

  public func begin(isFirstShard: Bool, to output: inout [UInt8]) {
    guard isFirstShard else { return }
    output.append(literal: "index,passage")
    if hasIDs { output.append(literal: ",id") }
    output.append(literal: ",start,end")
    if hasTexts { output.append(literal: ",text") }
    output.append(csvColumnNames: columnCount, labels: labels)
  }

  public func write(_ record: OutputRecord, upTo end: OutputCounts, to output: inout [UInt8]) {
    var start = record.rows.startIndex
    for (number, label) in record.labels.enumerated() {
      output.append(integer: record.index)
      output.append(UInt8(ascii: ","))
      output.append(integer: record.firstRow + number)
      if hasIDs { output.append(csvFieldOf: record.id) }
      output.append(csvFieldsOf: label.range)
      if hasTexts {
        output.append(UInt8(ascii: ","))
        output.append(csvField: Array(label.text.utf8))
      }
      output.append(csvRow: record.rows[start..<start + columnCount], columnCount: columnCount)
      start += columnCount
    }
  }
}
