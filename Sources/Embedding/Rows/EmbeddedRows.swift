import EmbeddingFormats

/// The rows of consecutive records, in input order. At word and token level a long record's rows may be spread over
/// several of these.
public struct EmbeddedRows: Sendable {
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
  /// Whether the first record's rows go on from the last `EmbeddedRows`.
  public internal(set) var startsInside = false
  /// Whether the last record's rows go on in the next one.
  public internal(set) var endsInside = false
  /// Record r has rows `rowStarts[r]..<rowStarts[r + 1]`; at text level that is always one.
  public internal(set) var rowStarts: [Int] = [0]
  /// All rows, row-major: `rowStarts.last` rows of `columnCount` floats.
  public internal(set) var values: [Float] = []
  /// One a row at word and token level, where the request labels rows; else empty.
  public internal(set) var labels: [RowLabel] = []

  init(columnCount: Int) { self.columnCount = columnCount }

  /// Ends the rows of a record; what has come to `values` since the last call is its own.
  mutating func end(_ record: Record) {
    records.append(record)
    rowStarts.append(values.count / columnCount)
  }

  /// Whether rows have come since the last record's end.
  var hasOpenRecord: Bool { values.count > (rowStarts.last ?? 0) * columnCount }
}
