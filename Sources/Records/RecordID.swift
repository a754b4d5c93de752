/// A record's own name in the input.
public enum RecordID: Sendable, Equatable {
  case text([UInt8])
  /// A JSON number, true or false, carried as it was written.
  case literal([UInt8])

  /// As the input has it, without the quotes of a JSON string.
  public var bytes: [UInt8] {
    switch self {
    case .text(let bytes), .literal(let bytes): bytes
    }
  }
}
