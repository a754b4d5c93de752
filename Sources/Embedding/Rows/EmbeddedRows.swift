import EmbeddingFormats

/// The rows of consecutive records, in input order. The rows of a long record may be spread over several of these, except at
/// text level, where it has one row.
public struct EmbeddedRows: Sendable {
  /// The origin of a record's rows.
  public enum Origin: Sendable {
    case encoder
    /// An earlier record with the same sequences.
    case duplicate
    /// An earlier output.
    case reuse
  }

  /// The outcome of a record.
  public struct Record: Sendable, Equatable {
    /// The number of tokens that were encoded, special ones included; 0 if there is a failure. At passage level it is the sum
    /// over the passages so far.
    public var tokenCount = 0
    /// Whether tokens beyond the maximum length were cut off.
    public var isTruncated = false
    /// The reason why the record was not embedded; nil if it was. It has a null row then (all NaN), which at passage level is
    /// its last one; at word and token level it has no rows.
    public var failure: RecordFailure?

    public init() {}
  }

  /// The number of columns of a row.
  public let columnCount: Int
  public internal(set) var records: [Record] = []
  /// The origin of each record's rows, at passage level of each row.
  public internal(set) var origins: [Origin] = []
  /// Whether the first record's rows began in the `EmbeddedRows` before.
  public internal(set) var startsInside = false
  /// Whether the last record's rows go on in the next `EmbeddedRows`.
  public internal(set) var endsInside = false
  /// Record r has rows `rowStarts[r]..<rowStarts[r + 1]`; at text level that is one row.
  public internal(set) var rowStarts: [Int] = [0]
  /// All rows, row-major: `rowStarts.last` rows of `columnCount` floats.
  public internal(set) var values: [Float] = []
  /// A label for each row at passage, word and token level, if the request labels rows; else empty.
  public internal(set) var labels: [RowLabel] = []
  /// A key for each row, if keys are kept; else empty.
  public internal(set) var keys: [RowKey] = []

  init(columnCount: Int) { self.columnCount = columnCount }

  /// Ends the rows of a record: those that were added to `values` since the last call.
  mutating func end(_ record: Record, _ origin: Origin? = .encoder) {
    records.append(record)
    if let origin { origins.append(origin) }
    rowStarts.append(values.count / columnCount)
  }

  /// Whether rows were added since the last record's end.
  private var hasOpenRecord: Bool { values.count > (rowStarts.last ?? 0) * columnCount }

  /// Takes out all rows; nil if there are none. A record that is not complete goes on in the next rows.
  mutating func takeAll(openRecord: @autoclosure () -> Record, _ origin: Origin? = .encoder) -> EmbeddedRows? {
    let isInside = hasOpenRecord
    if isInside {
      end(openRecord(), origin)
      endsInside = true
    }
    guard !records.isEmpty else { return nil }
    defer {
      self = EmbeddedRows(columnCount: columnCount)
      startsInside = isInside
    }
    return self
  }
}
