import Files

/// The names of the fields of a record that are used, as bytes.
struct FieldNames {
  let text: [UInt8]
  let id: [UInt8]?
  let pair: [UInt8]?
  /// Whether the user did not name the text's field.
  let isTextDefault: Bool

  init(_ fields: RecordFields) {
    text = fileNameBytes(fields.text ?? "text")
    id = fields.id.map(fileNameBytes)
    pair = fields.pair.map(fileNameBytes)
    isTextDefault = fields.text == nil
  }

  /// The first name that the user gave.
  var firstGiven: [UInt8]? { isTextDefault ? id ?? pair : text }

  /// The remedy for a missing field that the user did not name; else empty.
  func remedy(for missing: [UInt8]) -> String {
    isTextDefault && missing == text ? "; --field names the one to embed" : ""
  }

  // MARK: In messages

  // An input may have any number of names of any length, but a message is one line.

  /// The largest number of names that a message lists.
  static let listed = 20

  static func quoted(_ name: some Sequence<UInt8>) -> String { "'\(excerpt(name))'" }

  /// A list for a message: "'a', 'b'", or "none".
  static func list(_ names: some Collection<some Sequence<UInt8>>) -> String {
    guard !names.isEmpty else { return "none" }
    let list = names.prefix(listed).map { quoted($0) }.joined(separator: ", ")
    return names.count > listed ? "\(list) and more" : list
  }
}
