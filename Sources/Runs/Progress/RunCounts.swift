import Embedding
import Records

/// The counts of a run so far.
public struct RunCounts: Sendable, Equatable {
  public var records = 0
  /// The number of tokens that were encoded, special tokens included.
  public var tokens = 0
  /// The number of records that lost tokens beyond the maximum length.
  public var truncatedRecords = 0
  /// The number of bytes that are not UTF-8, and of unpaired surrogates in JSON. Each became U+FFFD.
  public var replacements = 0
  /// The number of records without an embedding.
  public var nullRecords = 0
  /// The number of records whose rows were taken from equal records shortly before; at passage level, of such passages.
  public var duplicates = 0
  /// The number of records whose rows were taken from an earlier output; at passage level, of such passages.
  public var reusedRecords = 0

  public init() {}

  /// Counts a record whose rows are all there.
  mutating func count(_ outcome: EmbeddedRows.Record, of record: Record) {
    records += 1
    tokens += outcome.tokenCount
    if outcome.isTruncated(record) { truncatedRecords += 1 }
    if outcome.failure != nil { nullRecords += 1 }
  }

  mutating func count(_ origin: EmbeddedRows.Origin) {
    switch origin {
    case .encoder: break
    case .duplicate: duplicates += 1
    case .reuse: reusedRecords += 1
    }
  }
}

extension EmbeddedRows.Record {
  /// Whether the record's rows leave out a part of its text, which the embedder or the reader cut off.
  func isTruncated(_ record: Records.Record) -> Bool { failure == nil && (isTruncated || record.isShortened) }
}
