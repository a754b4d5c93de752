import Files

/// The names of the fields that are used of a record, byte for byte.
struct FieldNames {
  let text: [UInt8]
  let id: [UInt8]?
  let pair: [UInt8]?
  /// Whether nobody named the text's field.
  let isTextDefault: Bool

  init(_ fields: RecordFields) {
    text = fileNameBytes(fields.text ?? "text")
    id = fields.id.map(fileNameBytes)
    pair = fields.pair.map(fileNameBytes)
    isTextDefault = fields.text == nil
  }

  /// The first of the names that somebody gave.
  var firstGiven: [UInt8]? { isTextDefault ? id ?? pair : text }

  /// How to name another field, where nobody named the one that is missing.
  func remedy(for missing: [UInt8]) -> String {
    isTextDefault && missing == text ? "; --field says which one to embed" : ""
  }

  // MARK: In messages

  // A hostile input may have any number of names of any length, and a message is one line.

  /// Names that are listed at most.
  static let listed = 20

  static func quoted(_ name: some Sequence<UInt8>) -> String { "'\(excerpt(name))'" }

  /// "'a', 'b'"; "none" where there are none.
  static func list(_ names: some Collection<some Sequence<UInt8>>) -> String {
    guard !names.isEmpty else { return "none" }
    let list = names.prefix(listed).map { quoted($0) }.joined(separator: ", ")
    return names.count > listed ? "\(list) and more" : list
  }
}
