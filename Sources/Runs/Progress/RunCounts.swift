/// What a run has done so far.
public struct RunCounts: Sendable, Equatable {
  public var records = 0
  /// Tokens that went into the encoder, special ones included.
  public var tokens = 0
  /// Records that lost tokens beyond the maximum length.
  public var truncatedRecords = 0
  /// Bytes that are not UTF-8, and halves of surrogate pairs in JSON, which became U+FFFD.
  public var replacements = 0
  /// Records without an embedding.
  public var nullRecords = 0

  public init() {}
}
