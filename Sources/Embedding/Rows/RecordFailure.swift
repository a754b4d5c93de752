/// Why a record has no embedding.
public enum RecordFailure: Sendable, Equatable {
  /// The record itself is the reason. It gets a null row, where the user asked for that.
  case unusable(String)
  /// This machine lacks the memory for it now. The record has a row elsewhere, so a null row would be false.
  case shortage(String)

  /// What is wrong, to follow the record's place in a message.
  public var problem: String {
    switch self {
    case .unusable(let problem), .shortage(let problem): problem
    }
  }
}
