/// Names of fields for one line of a message, of which a hostile input may have any number of any length.
enum FieldNames {
  /// Names that are listed at most.
  static let listed = 20
  private static let longestName = 40

  static func quoted(_ name: some Sequence<UInt8>) -> String {
    let text = String(decoding: Array(name), as: UTF8.self)
    return text.count > longestName ? "'\(text.prefix(longestName))…'" : "'\(text)'"
  }

  /// "'a', 'b'"; "none" where there are none.
  static func list(_ names: some Collection<some Sequence<UInt8>>) -> String {
    guard !names.isEmpty else { return "none" }
    let list = names.prefix(listed).map { quoted($0) }.joined(separator: ", ")
    return names.count > listed ? "\(list) and more" : list
  }
}
