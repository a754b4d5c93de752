import EmbeddingFormats

/// The rows of a run of consecutive records, in input order. At word and token level a long record may be spread over
/// several runs.
public struct EmbeddedWindow: Sendable {
  /// What became of a record.
  public struct Record: Sendable, Equatable {
    /// Tokens that went into the encoder, special ones included; 0 where there is a failure.
    public var tokenCount = 0
    /// Whether tokens beyond the maximum length were cut off.
    public var isTruncated = false
    /// Why the record has a null row (all NaN), nil where all is well. At word and token level it has no rows at all.
    public var failure: String?

    public init() {}
  }

  /// Columns of a row.
  public let columnCount: Int
  public internal(set) var records: [Record] = []
  /// Whether the first record's rows began in the run before.
  public internal(set) var startsInside = false
  /// Whether the last record's rows go on in the next run.
  public internal(set) var endsInside = false
  /// Record r has rows `rowStarts[r]..<rowStarts[r + 1]`; at text level that is always one.
  public internal(set) var rowStarts: [Int] = [0]
  /// All rows, row-major: `rowStarts.last` rows of `columnCount`.
  public internal(set) var rows: [Float] = []
  /// One a row at word and token level, where the request labels rows; else empty.
  public internal(set) var labels: [RowLabel] = []

  init(columnCount: Int) { self.columnCount = columnCount }

  mutating func append(row: [Float]) {
    precondition(row.count == columnCount)
    rows += row
  }

  mutating func append(label: RowLabel) { labels.append(label) }

  mutating func endRecord() { rowStarts.append(columnCount == 0 ? 0 : rows.count / columnCount) }
}
