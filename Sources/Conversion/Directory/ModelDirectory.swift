import Files

/// A directory with a model in it, as `save_pretrained` leaves it. Files are read when they are asked for.
struct ModelDirectory {
  let path: String
  /// All files that were opened, here and in every directory of the same conversion.
  let files: SourceFiles

  /// - Throws: `ConversionError` where there is no such directory.
  init(path: String, files: SourceFiles = SourceFiles()) throws(ConversionError) {
    guard let identity = FileIdentity(path: path) else {
      throw ConversionError(path: path, problem: "there is no such directory")
    }
    guard identity.isDirectory else {
      throw ConversionError(path: path, problem: "is no directory; one with config.json in it was expected")
    }
    self.path = path
    self.files = files
  }

  func path(of name: String) -> String { path.hasSuffix("/") ? path + name : "\(path)/\(name)" }

  /// Whether there is such an entry; a link to a file that is not there is one, which cannot be opened.
  func has(_ name: String) -> Bool { FileIdentity(path: path(of: name), followsLink: false) != nil }

  /// Names of the entries that are wanted, sorted.
  ///
  /// - Throws: `ConversionError` where the directory cannot be read.
  func entries(_ isWanted: (String) -> Bool) throws(ConversionError) -> [String] {
    guard let stream = withFileName(path, { opendir($0) }) else {
      throw ConversionError(path: path, problem: lastSystemError())
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
        name.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: entry.pointee.d_name)) {
          fileName($0)
        }
      }
      if isWanted(name) { names.append(name) }
    }
    return names.sorted()
  }

  func open(_ name: String) throws(ConversionError) -> SourceFile { try files.open(path(of: name)) }

  func json(_ name: String) throws(ConversionError) -> JSONFile { try JSONFile(open(name)) }

  /// The file's content as JSON, nil where there is no such file.
  func jsonIfPresent(_ name: String) throws(ConversionError) -> JSONFile? { has(name) ? try json(name) : nil }

  /// A directory inside this one.
  func subdirectory(_ name: String) throws(ConversionError) -> ModelDirectory {
    try ModelDirectory(path: path(of: name), files: files)
  }
}
