import Embedding

/// The counts of a run so far.
public struct RunCounts: Sendable, Equatable {
  public var records = 0
  /// Tokens that were encoded, special ones included.
  public var tokens = 0
  /// Records that lost tokens beyond the maximum length.
  public var truncatedRecords = 0
  /// Bytes that are not UTF-8, and unpaired surrogates in JSON, which became U+FFFD.
  public var replacements = 0
  /// Records without an embedding.
  public var nullRecords = 0
  /// Records whose rows are those of records shortly before.
  public var duplicates = 0
  /// Records whose rows are those of an earlier output.
  public var reusedRecords = 0

  public init() {}

  mutating func count(_ origin: EmbeddedRows.Origin) {
    switch origin {
    case .encoder: break
    case .duplicate: duplicates += 1
    case .reuse: reusedRecords += 1
    }
  }
}
