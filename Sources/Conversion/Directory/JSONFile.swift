import JSON

/// A JSON file of a model's directory. Its accessors throw errors that name the file and the member. They return nil for an
/// absent member and for null.
struct JSONFile {
  let path: String
  let value: JSONValue
  private let files: SourceFiles

  /// - Throws: `ConversionError` where the file cannot be read or is not JSON.
  init(_ file: SourceFile) throws(ConversionError) {
    path = file.path
    files = file.files
    let bytes = try file.bytes()
    do throws(JSONError) {
      value = try JSONValue(parsing: bytes)
    } catch {
      throw ConversionError(path: path, error)
    }
  }

  func int(_ name: StaticString) throws(ConversionError) -> Int? {
    try member(name) { (value, field) throws(JSONError) in try value.int(field) }
  }

  func double(_ name: StaticString) throws(ConversionError) -> Double? {
    try member(name) { (value, field) throws(JSONError) in try value.double(field) }
  }

  func bool(_ name: StaticString) throws(ConversionError) -> Bool? {
    try member(name) { (value, field) throws(JSONError) in try value.bool(field) }
  }

  func string(_ name: StaticString) throws(ConversionError) -> String? {
    try member(name) { (value, field) throws(JSONError) in try value.string(field) }
  }

  /// Whether there is such a member with another value than null.
  func has(_ name: StaticString) throws(ConversionError) -> Bool {
    try naming { () throws(JSONError) in try value.member(name) != nil }
  }

  /// An object, whose members are checked against the list; nil where it is absent.
  func object(_ name: StaticString, _ list: MemberList?) throws(ConversionError) -> JSONValue? {
    try member(name) { (value, field) throws(JSONError) in
      _ = try value.members(field)
      try list?.check(value, field)
      return value
    }
  }

  /// The result of `read` for a member's value and the member's name; nil where the member is absent or null.
  func member<Value>(
    _ name: StaticString, _ read: (JSONValue, String) throws(JSONError) -> Value
  ) throws(ConversionError) -> Value? {
    try naming { () throws(JSONError) in
      try value.member(name).map { (value) throws(JSONError) in try read(value, "\(name)") }
    }
  }

  /// Runs `read` and puts this file's path into its errors.
  func naming<Value>(_ read: () throws(JSONError) -> Value) throws(ConversionError) -> Value {
    do throws(JSONError) {
      return try read()
    } catch {
      throw ConversionError(path: path, error)
    }
  }

  func error(_ field: String, _ problem: String) -> ConversionError {
    ConversionError(path: path, field: field, problem: problem)
  }

  /// Warns the user of something that does not change this program's vectors.
  func warn(_ field: String?, _ text: String) {
    files.warn("\(ConversionError(path: path, field: field, problem: text))")
  }
}
