import Records

/// Builds the rows of a batch of records from the vectors of their sequences, in order.
struct BatchRowBuilder {
  private let settings: RowSettings
  private let contents: RecordContents
  private let records: [TokenizedRecord]
  private var result: EmbeddedRows
  /// The index of the first record that is not complete.
  private var record = 0
  private var rows: RecordRowBuilder?

  init(settings: RowSettings, contents: RecordContents, records: [TokenizedRecord]) {
    self.settings = settings
    self.contents = contents
    self.records = records
    result = EmbeddedRows(columnCount: settings.columnCount)
  }

  /// Adds the vectors of a sequence. All sequences of earlier records must have been added.
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

  /// Ends the records before `end`. All their sequences must have been added.
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

  /// Returns the rows so far; nil if there are none. A record that is not complete goes on in the next rows.
  mutating func takeRows() -> EmbeddedRows? {
    result.takeAll(openRecord: EmbeddedRows.Record(of: records[record]))
  }
}

extension EmbeddedRows.Record {
  init(of record: TokenizedRecord) {
    tokenCount = record.tokenCount
    isTruncated = record.isTruncated
    failure = record.failure
  }
}
