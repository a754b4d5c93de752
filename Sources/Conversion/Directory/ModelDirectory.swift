/// A directory with a model in it, as `save_pretrained` leaves it. Files are read when they are asked for.
struct ModelDirectory {
  let path: String

  /// - Throws: `ConversionError` where there is no such directory.
  init(path: String) throws(ConversionError) {
    switch FileKind(path: path) {
    case .directory: break
    case .missing: throw ConversionError(path: path, problem: "there is no such directory")
    default: throw ConversionError(path: path, problem: "is no directory; one with config.json in it was expected")
    }
    self.path = path
  }

  func path(of name: String) -> String { path.hasSuffix("/") ? path + name : "\(path)/\(name)" }

  func has(_ name: String) -> Bool { FileKind(path: path(of: name)) != .missing }

  func open(_ name: String) throws(ConversionError) -> SourceFile { try SourceFile(path: path(of: name)) }

  func json(_ name: String) throws(ConversionError) -> JSONFile { try JSONFile(open(name)) }

  /// The file's content as JSON, nil where there is no such file.
  func jsonIfPresent(_ name: String) throws(ConversionError) -> JSONFile? { has(name) ? try json(name) : nil }
}
