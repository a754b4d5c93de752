/// Token sequences, one after the other without padding.
public struct SequenceBatch: Sendable {
  /// Token ids, all less than the vocabulary's size. The caller has checked ids that a user gave.
  public var ids: [Int32] = []
  public var typeIDs: [UInt8] = []
  /// Sequence s is the tokens `starts[s]..<starts[s + 1]`. The first element is 0, the last one the number of tokens. No sequence
  /// is empty or longer than the model's positions.
  public var starts: [Int] = [0]

  public init() {}

  public var sequenceCount: Int { starts.count - 1 }
  public var tokenCount: Int { ids.count }
}
