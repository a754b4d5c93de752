/// A parsed JSON value. Strings are kept as UTF-8 bytes, because Swift compares strings by canonical equivalence, and to
/// a vocabulary "é" as one scalar and as two are different pieces.
public enum JSONValue: Sendable, Equatable {
  case null
  case bool(Bool)
  /// The number as it was written.
  case number(String)
  case string([UInt8])
  case array([JSONValue])
  /// Members in the order of the text; of members with equal names the last one counts.
  case object([JSONMember])
}

/// A name and its value in a JSON object.
public struct JSONMember: Sendable, Equatable {
  public let name: [UInt8]
  public let value: JSONValue
}
