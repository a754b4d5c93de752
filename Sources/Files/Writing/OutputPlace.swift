/// The place of an output. It is found without opening or creating anything.
enum OutputPlace {
  /// A descriptor that the caller opened.
  case descriptor(Int32, name: String)
  /// A device or named pipe, which no file can replace.
  case special(path: String, FileIdentity)
  /// A regular file that exists or will be created; symbolic links are followed.
  case file(DirectoryEntry)

  /// - Throws: where it is a directory, or its directory does not exist.
  init(_ name: OutputName) throws(InputOutputError) {
    guard case .path(let path) = name, namedDescriptor(path) != STDOUT_FILENO else {
      self = .descriptor(STDOUT_FILENO, name: "standard output")
      return
    }
    if let descriptor = namedDescriptor(path) {
      self = .descriptor(descriptor, name: path)
      return
    }
    let identity = FileIdentity(path: path)
    guard identity != nil || nothingHadTheName else { throw .system(path, "write") }
    guard identity?.isDirectory != true else { throw .failed("\(path): is a directory; name a file in it") }
    if let identity, !identity.isRegular {
      self = .special(path: path, identity)
    } else {
      self = .file(try DirectoryEntry(path: resolvedPath(path)))
    }
  }

  /// Adds every name that writing the output may create, replace, cut or remove.
  ///
  /// - Throws: where one is read or written already, too long, or cannot be replaced or removed.
  func add(to uses: inout FileUses) throws(InputOutputError) {
    switch self {
    case .descriptor(let descriptor, let name):
      if let identity = FileIdentity(descriptor: descriptor) { try uses.write(name, identity) }
    case .special(let path, let identity): try uses.write(path, identity)
    case .file(let target):
      let partial = PartialFile.name(of: target)
      try uses.write(target, isReplacement: true)
      for name in [partial] + PartialFile.journal(of: partial).names { try uses.write(name) }
    }
  }
}
