/// What a run reads and what it writes, told before it opens any of the latter: no file is both, and none is written in two
/// roles. Every name counts that the run could create, replace, cut or remove.
struct FileUses {
  private struct Written {
    let name: String
    /// Nil for what is open already.
    let entry: DirectoryEntry?
    let openFile: FileIdentity?
    /// Standard error, where rows may go, too.
    var isForMessages = false

    /// What has the name at the moment, unless it is such as `/dev/null` and terminals, which take from anybody.
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

  /// - Throws: where the name is read, written already or too long, or has a file that can be neither replaced nor removed.
  mutating func write(_ entry: DirectoryEntry) throws(InputOutputError) {
    if entry.identity() == nil, errno == ENAMETOOLONG {
      throw .failed(
        "\(entry.path): its name, which the run may need too, is too long for the file system; choose a shorter one")
    }
    try add(Written(name: entry.path, entry: entry, openFile: nil))
    try entry.checkReplaceable()
  }

  /// - Throws: where the open file is read, or written already.
  mutating func write(_ name: String, _ identity: FileIdentity) throws(InputOutputError) {
    try add(Written(name: name, entry: nil, openFile: identity))
  }

  private mutating func add(_ new: Written) throws(InputOutputError) {
    try reads.refuse(writing: new.name, new.identity, new.entry)
    for other in written where Self.isSame(new, other) {
      let second = other.name == new.name ? "a name that another output needs until it is whole" : other.name
      throw .failed("\(new.name): would be two outputs at once (\(second))")
    }
    written.append(new)
  }

  private static func isSame(_ one: Written, _ other: Written) -> Bool {
    // `2>&1` is no mistake.
    if one.entry == nil, other.isForMessages { return false }
    if let entry = one.entry, let second = other.entry, entry.isSame(as: second) { return true }
    guard let identity = one.identity, let second = other.identity else { return false }
    return identity.isSameFile(as: second)
  }

  /// - Throws: where one of what is written is read, as was not known before.
  func refuse(_ reads: ReadFiles) throws(InputOutputError) {
    for name in written { try reads.refuse(writing: name.name, name.identity, name.entry) }
  }
}
