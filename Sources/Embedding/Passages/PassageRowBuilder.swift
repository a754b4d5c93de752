import EmbeddingFormats
import Records

/// Builds the rows of records' passages, passage by passage in their order.
struct PassageRowBuilder {
  private let settings: RowSettings
  private let contents: RecordContents
  /// Whether the rows come with their keys.
  private let keepsKeys: Bool
  private var result: EmbeddedRows
  /// The outcome so far of the record whose passages are being added.
  private var record = EmbeddedRows.Record()
  private var counter: ScalarCounter?

  init(settings: RowSettings, contents: RecordContents, keepsKeys: Bool) {
    self.settings = settings
    self.contents = contents
    self.keepsKeys = keepsKeys
    result = EmbeddedRows(columnCount: settings.columnCount)
  }

  /// The source of a passage's row.
  enum Source {
    case vectors(SharedVectors, isNew: Bool)
    /// Its row of an earlier output.
    case earlierRow([Float])
    /// The passage cannot be embedded, and gets a null row.
    case nothing
  }

  /// Adds the row of a passage.
  ///
  /// - Parameters:
  ///   - text: the range of the text that was cut, in bytes of the contents.
  ///   - key: the row's key, where there is one and keys are kept.
  mutating func add(_ passage: RecordPassages.Passage, of text: Range<Int>, _ source: Source, key: RowKey?) {
    record.tokenCount += passage.tokens.tokenCount
    if passage.tokens.isTruncated { record.isTruncated = true }
    switch source {
    case .vectors(let vectors, let isNew):
      settings.appendRow(ofText: vectors.value.values, to: &result.values)
      result.origins.append(isNew ? .encoder : .duplicate)
    case .earlierRow(let row):
      result.values += row
      result.origins.append(.reuse)
    case .nothing:
      record.failure = passage.tokens.failure
      result.values.append(contentsOf: repeatElement(.nan, count: settings.columnCount))
      result.origins.append(.encoder)
    }
    if keepsKeys { result.keys.append(key ?? .none) }
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
    result.end(record, nil)
    record = EmbeddedRows.Record()
    counter = nil
  }

  /// Returns the rows so far; nil if there are none. A record that is not complete goes on in the next rows.
  mutating func takeRows() -> EmbeddedRows? { result.takeAll(openRecord: record, nil) }
}
