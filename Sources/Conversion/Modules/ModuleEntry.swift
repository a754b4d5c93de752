import Files
import JSON

/// An entry of `modules.json`: a module's class, and the directory that holds its files.
struct ModuleEntry {
  /// What errors call the entry: "module 2".
  let field: String
  /// The Python class with its package.
  let type: String
  /// The module's directory inside `parent`; empty for `parent` itself.
  private let path: String
  private let parent: ModelDirectory

  static let members = MemberList(
    unknown: .refused,
    ("type path", .heeded),
    ("idx", .ignored("the modules stand in their order")),
    ("name", .ignored("a module's name is its user's")),
    ("kwargs", .ignored("names arguments of a call that this program does not make")))

  /// Reads the entries of a `modules.json` in `parent`, in their order.
  ///
  /// - Throws: `ConversionError` where an entry is wrong, or names a directory outside `parent`.
  static func entries(_ file: JSONFile, in parent: ModelDirectory) throws(ConversionError) -> [ModuleEntry] {
    try file.naming { () throws(JSONError) in
      try file.value.elements("modules").enumerated().map { (index, module) throws(JSONError) in
        try ModuleEntry(module, field: "module \(index)", parent: parent)
      }
    }
  }

  private init(_ module: JSONValue, field: String, parent: ModelDirectory) throws(JSONError) {
    self.field = field
    self.parent = parent
    try Self.members.check(module, field)
    type = try module.member("type", of: field)?.string("\(field): type") ?? ""
    let path = try module.member("path", of: field)?.string("\(field): path") ?? ""
    // "1_Pooling/" is the same directory.
    self.path = String(path.utf8.count > 1 ? path.rest(before: "/") ?? path[...] : path[...])
    guard !self.path.isEmpty else { return }
    let components = self.path.parts(separatedBy: UInt8(ascii: "/"))
    guard !components.contains(where: { $0.isEmpty || $0 == ".." }), !self.path.utf8.contains(0) else {
      throw JSONError(field: field, problem: "has the path '\(self.path)'; a directory inside this one was expected")
    }
  }

  /// The class alone, since the packages changed from version to version.
  var className: String { String(type.split(separator: ".").last ?? "") }

  /// - Throws: `ConversionError` where the directory does not exist.
  var directory: ModelDirectory {
    get throws(ConversionError) { path.isEmpty ? parent : try parent.subdirectory(path) }
  }

  /// The module's `config.json`; nil where the file or the directory, which is often lost when it is empty, is missing.
  var configurationIfPresent: JSONFile? {
    get throws(ConversionError) { try parent.jsonIfPresent(path.isEmpty ? "config.json" : "\(path)/config.json") }
  }
}
