/// Consecutive records that are embedded together, and what their ranges refer to.
public struct RecordContents: Sendable {
  public var records: [Record] = []
  /// The records' texts one after the other, valid UTF-8.
  public var text: [UInt8] = []
  /// Token ids of the records that were given as ids.
  public var ids: [Int32] = []

  public init() {}
}
