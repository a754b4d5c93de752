import EmbeddingFormats
import Files
import Records

/// What `Embedder.embed` would do with a record.
package struct PlannedRecord: Sendable {
  package var record = EmbeddedRows.Record()
  package var rowCount = 0
  /// The origin of the record's rows, at passage level of each row.
  package var origins: [EmbeddedRows.Origin] = []
  /// The number of tokens that would go through the encoder.
  package var encodedTokenCount = 0
}

extension Embedder {
  /// Finds what `embed` would do with records. Encodes nothing, but remembers the records' sequences as `embed` does.
  ///
  /// - Parameter earlier: rows that would be taken by their keys. Text and passage level only.
  /// - Throws: where the keys cannot be read.
  package func plan(
    _ contents: RecordContents, reusing earlier: ReusableRows? = nil
  ) throws(InputOutputError) -> [PlannedRecord] {
    if request.level == .passage { return try planPassages(contents, reusing: earlier) }
    var planned: [PlannedRecord] = []
    for record in try tokenize(contents, findsKeys: earlier != nil, earlier) {
      var plan = PlannedRecord(record: EmbeddedRows.Record(of: record), rowCount: rowSettings.rowCount(of: record))
      var origin = EmbeddedRows.Origin.encoder
      if record.earlierRow != nil {
        origin = .reuse
      } else if let sequences = record.sequences {
        for sequence in sequences where sharedVectors(of: sequence, in: record).isNew {
          plan.encodedTokenCount += sequence.tokenCount
        }
        if plan.encodedTokenCount == 0 { origin = .duplicate }
      }
      plan.origins = [origin]
      planned.append(plan)
    }
    return planned
  }
}

extension RowSettings {
  /// The number of rows of a record, at all levels but passage level.
  fileprivate func rowCount(of record: TokenizedRecord) -> Int {
    guard level != .text else { return 1 }
    guard record.failure == nil else { return 0 }
    if level == .word { return record.wordCount }
    return head.map { head in (0..<record.tokenCount).count { head.hasRow(token: $0, of: record) } }
      ?? record.tokenCount
  }
}
