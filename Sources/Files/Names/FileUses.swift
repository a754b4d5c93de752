/// Checks, before a run opens an output, that no file is read and written, and that none is written twice. Every name counts that
/// the run could create, replace, cut or remove.
struct FileUses {
  private struct Written {
    let name: String
    /// Nil for an open descriptor.
    let entry: DirectoryEntry?
    let openFile: FileIdentity?
    /// Whether the name is given to another file when the run ends, and nothing else is done to it.
    var isReplacement = false
    /// Whether it is standard error. Rows may go to the same file.
    var isForMessages = false

    /// The file that has the name now; nil for a character device such as `/dev/null` or a terminal, which writing does not harm.
    var identity: FileIdentity? {
      let identity = entry?.identity(followsLink: true) ?? openFile
      return identity.flatMap { $0.isCharacterDevice ? nil : $0 }
    }
  }

  private let reads: ReadFiles
  private var written: [Written] = []

  /// - Throws: where messages would be written to a file that is read.
  init(_ reads: ReadFiles) throws(InputOutputError) {
    self.reads = reads
    if let identity = FileIdentity(descriptor: STDERR_FILENO) {
      try add(Written(name: "standard error", entry: nil, openFile: identity, isForMessages: true))
    }
  }

  /// - Throws: where the file is read or written already, or cannot be replaced or removed, or its name is too long.
  mutating func write(_ entry: DirectoryEntry, isReplacement: Bool = false) throws(InputOutputError) {
    if entry.identity() == nil, errno == ENAMETOOLONG {
      throw .failed(
        "\(entry.path): the run may need this name, which is too long for the file system; choose a shorter one")
    }
    try add(Written(name: entry.path, entry: entry, openFile: nil, isReplacement: isReplacement))
    try entry.checkReplaceable()
  }

  /// - Throws: where the open file is read, or written already.
  mutating func write(_ name: String, _ identity: FileIdentity) throws(InputOutputError) {
    try add(Written(name: name, entry: nil, openFile: identity))
  }

  private mutating func add(_ new: Written) throws(InputOutputError) {
    try reads.refuse(writing: new.name, new.identity, new.entry, isReplacement: new.isReplacement)
    for other in written where Self.isSame(new, other) {
      let second = other.name == new.name ? "a name that another output needs until it is whole" : other.name
      throw .failed("\(new.name): would be two outputs at once (\(second))")
    }
    written.append(new)
  }

  private static func isSame(_ one: Written, _ other: Written) -> Bool {
    // `2>&1` is allowed.
    if one.entry == nil, other.isForMessages { return false }
    if let entry = one.entry, let second = other.entry, entry.isSame(as: second) { return true }
    guard let identity = one.identity, let second = other.identity else { return false }
    return identity.isSameFile(as: second)
  }

  /// - Throws: where one of these files, which became known later, is written.
  func refuse(_ reads: ReadFiles) throws(InputOutputError) {
    for name in written {
      try reads.refuse(writing: name.name, name.identity, name.entry, isReplacement: name.isReplacement)
    }
  }
}
