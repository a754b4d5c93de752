import Records

/// Puts the rows of records together from what the records' sequences give, in their order.
struct RowAssembler {
  private let plan: RowPlan
  private let contents: RecordContents
  private let records: [TokenizedRecord]
  private var result: EmbeddedRows
  /// The record that is not complete yet, by its index among all.
  private var record = 0
  private var rows: RecordRows?

  init(plan: RowPlan, contents: RecordContents, records: [TokenizedRecord]) {
    self.plan = plan
    self.contents = contents
    self.records = records
    result = EmbeddedRows(columnCount: plan.columnCount)
  }

  /// Takes what a sequence gave; every sequence of the records before it has been taken.
  mutating func add(_ vectors: SequenceVectors, of sequence: TokenSequence) {
    endRecords(before: sequence.record)
    if rows == nil { rows = RecordRows(of: records[record], plan: plan, labeler: labeler(of: record)) }
    rows?.add(vectors, to: &result)
  }

  private func labeler(of record: Int) -> RowLabeler? {
    guard plan.labelsRows else { return nil }
    return RowLabeler(
      record: records[record], content: contents.records[record].content, in: contents.text, tokenizer: plan.tokenizer)
  }

  /// All that is known of the records before `end` has been taken.
  mutating func endRecords(before end: Int) {
    while record < end {
      rows?.end(in: &result)
      rows = nil
      if records[record].failure != nil, plan.level == .text {
        result.values.append(contentsOf: repeatElement(.nan, count: plan.columnCount))
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
      result = EmbeddedRows(columnCount: plan.columnCount)
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
