/// A JSON value. Strings are UTF-8 bytes, because Swift's strings compare by canonical equivalence, and a vocabulary may hold both
/// forms of "é" as different pieces.
public enum JSONValue: Sendable, Equatable {
  case null
  case bool(Bool)
  /// The number's text.
  case number(String)
  case string([UInt8])
  case array([JSONValue])
  /// The members in the order of the text. Of several with the same name the last one counts.
  case object([JSONMember])

  /// - Throws: `JSONError` with line and column where `text` is not one JSON value (see `JSONReader`).
  public init(parsing text: [UInt8]) throws(JSONError) {
    var reader = JSONReader(text.span)
    self = try reader.value()
    try reader.finish()
  }
}

/// A name and its value in a JSON object.
public struct JSONMember: Sendable, Equatable {
  public let name: [UInt8]
  public let value: JSONValue
}

/// Each accessor throws an error where the value has another kind. The error names the field that the caller passes.
extension JSONValue {
  /// The value of an object's member; nil where it is absent or null.
  ///
  /// - Parameter field: the object's own name, for the error.
  public func member(_ name: StaticString, of field: @autoclosure () -> String = "text") throws(JSONError) -> JSONValue?
  {
    for member in try members(field()).reversed() where member.isNamed(name) {
      return member.value == .null ? nil : member.value
    }
    return nil
  }

  public func members(_ field: @autoclosure () -> String) throws(JSONError) -> [JSONMember] {
    guard case .object(let members) = self else { throw mismatch(field(), "an object") }
    return members
  }

  public func elements(_ field: @autoclosure () -> String) throws(JSONError) -> [JSONValue] {
    guard case .array(let elements) = self else { throw mismatch(field(), "an array") }
    return elements
  }

  public func bool(_ field: @autoclosure () -> String) throws(JSONError) -> Bool {
    guard case .bool(let value) = self else { throw mismatch(field(), "true or false") }
    return value
  }

  /// The string's UTF-8.
  public func bytes(_ field: @autoclosure () -> String) throws(JSONError) -> [UInt8] {
    guard case .string(let bytes) = self else { throw mismatch(field(), "a string") }
    return bytes
  }

  public func string(_ field: @autoclosure () -> String) throws(JSONError) -> String {
    String(decoding: try bytes(field()), as: UTF8.self)
  }

  /// A number that is written as an integer and fits an `Int`; another one is an error.
  public func int(_ field: @autoclosure () -> String) throws(JSONError) -> Int {
    guard case .number(let text) = self, let value = Int(text) else { throw mismatch(field(), "an integer") }
    return value
  }

  /// A number, rounded to the nearest double. One beyond the range of doubles is an error.
  public func double(_ field: @autoclosure () -> String) throws(JSONError) -> Double {
    guard case .number(let text) = self, let value = Double(text), value.isFinite else {
      throw mismatch(field(), "a finite number")
    }
    return value
  }

  private func mismatch(_ field: String, _ expected: String) -> JSONError {
    JSONError(field: field, problem: "is \(summary); \(expected) was expected")
  }

  /// A short description of the value for an error's text.
  public var summary: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .number(let text): text.utf8.count <= 40 ? text : "a number of \(text.utf8.count) digits"
    case .string(let bytes):
      bytes.count <= 40 ? "the string \(String(decoding: [UInt8](jsonString: bytes.span), as: UTF8.self))" : "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}

extension JSONMember {
  /// Whether the name has the same bytes.
  public func isNamed(_ name: StaticString) -> Bool {
    self.name.count == name.utf8CodeUnitCount
      && self.name.withUnsafeBufferPointer { bytes in bytes.indices.allSatisfy { bytes[$0] == name.utf8Start[$0] } }
  }
}
