/// What consecutive records that are embedded together hold.
public struct RecordContents: Sendable {
  /// What a record asks to be embedded. Ranges are bytes of `text`.
  public enum Record: Sendable, Equatable {
    case text(Range<Int>)
    /// Two texts that make one input, `[CLS] a [SEP] b [SEP]`.
    case pair(Range<Int>, Range<Int>)
    /// Token ids taken as they are, special tokens included: a range of `ids`.
    case ids(Range<Int>)
    /// A record that could not be read, and why. It gets a null row (NaN).
    case unreadable(String)
  }

  public var records: [Record] = []
  /// The records' texts one after the other, valid UTF-8.
  public var text: [UInt8] = []
  public var ids: [Int32] = []

  public init() {}
}
