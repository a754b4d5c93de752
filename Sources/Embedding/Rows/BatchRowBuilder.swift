import Records

/// Puts the rows of records together from what the records' sequences give, in their order.
struct BatchRowBuilder {
  private let settings: RowSettings
  private let contents: RecordContents
  private let records: [TokenizedRecord]
  private var result: EmbeddedRows
  /// The record that is not complete yet, by its index among all.
  private var record = 0
  private var rows: RecordRowBuilder?

  init(settings: RowSettings, contents: RecordContents, records: [TokenizedRecord]) {
    self.settings = settings
    self.contents = contents
    self.records = records
    result = EmbeddedRows(columnCount: settings.columnCount)
  }

  /// Takes what a sequence gave; every sequence of the records before it has been taken.
  mutating func add(_ vectors: SequenceVectors, of sequence: TokenSequence) {
    endRecords(before: sequence.record)
    if rows == nil { rows = RecordRowBuilder(of: records[record], settings: settings, labeler: labeler(of: record)) }
    rows?.add(vectors, to: &result)
  }

  private func labeler(of record: Int) -> RowLabeler? {
    guard settings.labelsRows else { return nil }
    return RowLabeler(
      record: records[record], content: contents.records[record].content, in: contents.text,
      tokenizer: settings.tokenizer)
  }

  /// All that is known of the records before `end` has been taken.
  mutating func endRecords(before end: Int) {
    while record < end {
      rows?.end(in: &result)
      rows = nil
      if records[record].failure != nil, settings.level == .text {
        result.values.append(contentsOf: repeatElement(.nan, count: settings.columnCount))
      }
      result.end(EmbeddedRows.Record(of: records[record]))
      record += 1
    }
  }

  /// Hands over the rows that are there; nil where there are none. A record that was begun goes on in the next ones.
  mutating func handOver() -> EmbeddedRows? {
    let isInside = result.hasOpenRecord
    if isInside {
      result.end(EmbeddedRows.Record(of: records[record]))
      result.endsInside = true
    }
    guard !result.records.isEmpty else { return nil }
    defer {
      result = EmbeddedRows(columnCount: settings.columnCount)
      result.startsInside = isInside
    }
    return result
  }
}

extension EmbeddedRows.Record {
  init(of record: TokenizedRecord) {
    tokenCount = record.tokenCount
    isTruncated = record.isTruncated
    failure = record.failure
  }
}
