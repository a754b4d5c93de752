/// The rows of one window of records, in input order.
public struct EmbeddedWindow: Sendable {
  /// A record's share of the window.
  public struct Record: Sendable, Equatable {
    /// Tokens that went into the encoder, special ones included; 0 for an unreadable record.
    public var tokenCount = 0
    /// Whether tokens beyond the maximum length were cut off.
    public var isTruncated = false

    public init() {}
  }

  /// Columns of a row.
  public let columnCount: Int
  public internal(set) var records: [Record]
  /// Record r has rows `rowStarts[r]..<rowStarts[r + 1]`; at text level that is always one.
  public internal(set) var rowStarts: [Int]
  /// All rows, row-major: `rowStarts.last` rows of `columnCount`.
  public internal(set) var rows: [Float]
}
