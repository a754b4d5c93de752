import Tokenizers

/// Makes runs of records' rows of what the records' sequences give, in their order.
struct RowAssembler {
  private let embedder: Embedder
  private let window: RecordWindow
  private let records: [TokenizedRecord]
  private var result: EmbeddedWindow
  /// The record that is not complete yet, by its index among all.
  private var record = 0
  private var rows: RecordRows?

  init(embedder: Embedder, window: RecordWindow, records: [TokenizedRecord]) {
    self.embedder = embedder
    self.window = window
    self.records = records
    result = EmbeddedWindow(columnCount: embedder.columnCount)
  }

  /// Takes what a sequence gave; every sequence of the records before it has been taken.
  mutating func add(_ vectors: SequenceVectors, of sequence: TokenSequence) {
    endRecords(before: sequence.record)
    if rows == nil { rows = embedder.rows(of: records[record], text: window.records[record], in: window) }
    rows?.add(vectors, to: &result)
  }

  /// All that is known of the records before `end` has been taken.
  mutating func endRecords(before end: Int) {
    while record < end {
      result.records.append(EmbeddedWindow.Record(of: records[record]))
      rows?.end(in: &result)
      if records[record].failure != nil && embedder.request.level == .text {
        result.append(row: [Float](repeating: .nan, count: embedder.columnCount))
      }
      result.endRecord()
      rows = nil
      record += 1
    }
  }

  /// Hands over the rows that are there; nil where there are none. A record that was begun goes on in the next run.
  mutating func handOver() -> EmbeddedWindow? {
    let isOpen = result.rows.count > (result.rowStarts.last ?? 0) * result.columnCount
    if isOpen {
      result.records.append(EmbeddedWindow.Record(of: records[record]))
      result.endRecord()
      result.endsInside = true
    }
    guard !result.records.isEmpty else { return nil }
    defer {
      result = EmbeddedWindow(columnCount: embedder.columnCount)
      result.startsInside = isOpen
    }
    return result
  }
}

extension EmbeddedWindow.Record {
  init(of record: TokenizedRecord) {
    tokenCount = record.tokenCount
    isTruncated = record.isTruncated
    failure = record.failure
  }
}
