/// The name that the input gives to a record.
public enum RecordID: Sendable, Equatable {
  case text([UInt8])
  /// A JSON number, true, false or null, as it was written.
  case literal([UInt8])

  /// The bytes as the input has them, without the quotes of a JSON string.
  public var bytes: [UInt8] {
    switch self {
    case .text(let bytes), .literal(let bytes): bytes
    }
  }
}
