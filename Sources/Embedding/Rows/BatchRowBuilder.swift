import Records

/// Builds the rows of a batch of records from the vectors of their sequences, in order.
struct BatchRowBuilder {
  private let settings: RowSettings
  private let contents: RecordContents
  private let records: [TokenizedRecord]
  /// Whether the rows come with their keys.
  private let keepsKeys: Bool
  private var result: EmbeddedRows
  /// The index of the first record that is not complete.
  private var record = 0
  private var rows: RecordRowBuilder?
  private var origin = EmbeddedRows.Origin.duplicate

  init(settings: RowSettings, contents: RecordContents, records: [TokenizedRecord], keepsKeys: Bool) {
    self.settings = settings
    self.keepsKeys = keepsKeys
    self.contents = contents
    self.records = records
    result = EmbeddedRows(columnCount: settings.columnCount)
  }

  /// Adds the vectors of a sequence. All sequences of earlier records must have been added.
  ///
  /// - Parameter isNew: whether it was encoded for this record.
  mutating func add(_ vectors: SequenceVectors, of sequence: TokenSequence, isNew: Bool) {
    endRecords(before: sequence.record)
    if isNew { origin = .encoder }
    if rows == nil { rows = RecordRowBuilder(of: records[record], settings: settings, labeler: labeler(of: record)) }
    rows?.add(vectors, to: &result)
  }

  /// Adds a record's row of an earlier output. All sequences of earlier records must have been added.
  mutating func add(earlierRow: [Float], ofRecord index: Int) {
    endRecords(before: index)
    precondition(settings.level == .text && earlierRow.count == settings.columnCount)
    result.values += earlierRow
    origin = .reuse
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
      if records[record].failure != nil {
        origin = .encoder
        if settings.level == .text {
          result.values.append(contentsOf: repeatElement(.nan, count: settings.columnCount))
        }
      }
      if keepsKeys { result.keys.append(records[record].key ?? .none) }
      result.end(EmbeddedRows.Record(of: records[record]), origin)
      origin = .duplicate
      record += 1
    }
  }

  /// Returns the rows so far; nil if there are none. A record that is not complete goes on in the next rows.
  mutating func takeRows() -> EmbeddedRows? {
    result.takeAll(openRecord: EmbeddedRows.Record(of: records[record]), origin)
  }
}

extension EmbeddedRows.Record {
  init(of record: TokenizedRecord) {
    tokenCount = record.tokenCount
    isTruncated = record.isTruncated
    failure = record.failure
  }
}
