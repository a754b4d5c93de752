import JSON

/// JSON lines at passage level: a JSON object for each passage.
public struct PassageJSONLinesFormat: RecordFormat {
  /// The names of the equal parts of a row, as in `JSONLinesFormat`.
  public let partNames: [String]
  public let hasTexts: Bool
  /// The name of each number of a row; nil for an embedding.
  public let labels: LabelColumns?

  public init(partNames: [String] = [], hasTexts: Bool = false, labels: LabelColumns? = nil) {
    self.partNames = partNames
    self.hasTexts = hasTexts
    self.labels = labels
  }

  public func write(_ record: OutputRecord, upTo end: OutputCounts, to output: inout [UInt8]) {
    let columnCount = record.labels.isEmpty ? 0 : record.rows.count / record.labels.count
    var start = record.rows.startIndex
    for (number, label) in record.labels.enumerated() {
      output.append(literal: "{\"index\":")
      output.append(integer: record.index)
      output.append(literal: ",\"passage\":")
      output.append(integer: record.firstRow + number)
      output.append(jsonMemberOf: record.id)
      output.append(jsonMembersOf: label.range)
      if hasTexts, label.range != nil {
        output.append(literal: ",\"text\":")
        output.append(jsonString: Array(label.text.utf8).span)
      }
      // Only a null row is without a range.
      let row = label.range == nil ? nil : record.rows[start..<start + columnCount]
      output.append(jsonMembersOf: row, partNames: partNames, labels: labels)
      output.append(literal: ",\"tokens\":")
      output.append(integer: label.tokenCount)
      if label.range == nil { output.append(jsonMemberOfFailure: record.failure) }
      output.append(literal: "}\n")
      start += columnCount
    }
  }
}
