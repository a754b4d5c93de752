import EmbeddingFormats
import Records

/// Builds the rows of records' passages, passage by passage in their order.
struct PassageRowBuilder {
  private let settings: RowSettings
  private let contents: RecordContents
  private var result: EmbeddedRows
  /// The outcome so far of the record whose passages are being added.
  private var record = EmbeddedRows.Record()
  private var counter: ScalarCounter?

  init(settings: RowSettings, contents: RecordContents) {
    self.settings = settings
    self.contents = contents
    result = EmbeddedRows(columnCount: settings.columnCount)
  }

  /// Adds the row of a passage. A passage that cannot be embedded has no vector, and gets a null row.
  ///
  /// - Parameter text: the range of the text that was cut, in bytes of the contents.
  mutating func add(_ passage: RecordPassages.Passage, of text: Range<Int>, _ vectors: SequenceVectors?) {
    record.tokenCount += passage.tokens.tokenCount
    if passage.tokens.isTruncated { record.isTruncated = true }
    if let vectors {
      settings.appendRow(ofText: vectors.values, to: &result.values)
    } else {
      record.failure = passage.tokens.failure
      result.values.append(contentsOf: repeatElement(.nan, count: settings.columnCount))
    }
    if settings.labelsRows { result.labels.append(label(passage, of: text)) }
  }

  private mutating func label(_ passage: RecordPassages.Passage, of text: Range<Int>) -> RowLabel {
    guard passage.tokens.failure == nil else { return RowLabel(text: "", id: nil, range: nil, tokenCount: 0) }
    var counter = counter ?? ScalarCounter(text: text)
    let start = counter.scalars(before: passage.place.lowerBound, in: contents.text)
    let count = counter.scalars(
      from: passage.place.lowerBound, to: passage.place.upperBound, in: contents.text)
    self.counter = counter
    let bytes = text.lowerBound + passage.place.lowerBound..<text.lowerBound + passage.place.upperBound
    let string = settings.labelsPassageTexts ? String(decoding: contents.text[bytes], as: UTF8.self) : ""
    return RowLabel(text: string, id: nil, range: start..<start + count, tokenCount: passage.tokens.tokenCount)
  }

  /// Ends the rows of a record.
  mutating func endRecord() {
    result.end(record)
    record = EmbeddedRows.Record()
    counter = nil
  }

  /// Returns the rows so far; nil if there are none. A record that is not complete goes on in the next rows.
  mutating func takeRows() -> EmbeddedRows? { result.takeAll(openRecord: record) }
}
