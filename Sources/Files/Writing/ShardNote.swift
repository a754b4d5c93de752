/// FILE.shard, beside a FILE that is a part of something: the journal as it was when FILE was whole, kept, with what all parts
/// have in common. Who puts the parts together learns from it what FILE is, and whether it still is.
public struct ShardNote {
  /// What is noted beside one file, or was.
  private let journal: Journal
  private let common: [Journal.Dependency]

  private static func name(of target: DirectoryEntry) -> DirectoryEntry { target.appending(".shard") }

  private init(journal: Journal, common: [Journal.Dependency]) { (self.journal, self.common) = (journal, common) }

  /// - Parameter target: FILE.
  init(of target: DirectoryEntry, common: [Journal.Dependency]) {
    self.init(journal: Journal(Self.name(of: target)), common: common)
  }

  /// The names that writing it changes.
  var names: [DirectoryEntry] { journal.names }

  /// - Throws: where writing it would replace what is not such a note.
  func checkReplaced() throws(InputOutputError) { _ = try journal.load(remedy: "it would be replaced; remove it") }

  func save(_ entry: Journal.Entry) throws(InputOutputError) {
    try checkReplaced()
    try journal.save(entry, dependencies: common)
  }

  /// The note of the run whose journal held these dependencies.
  func ofRun(_ before: [Journal.Dependency]) -> ShardNote {
    let common = common.compactMap { dependency in before.first { $0.name == dependency.name } }
    return ShardNote(journal: journal, common: common.map { ($0.name, Journal.unescaped($0.value)) })
  }

  /// What was noted of a file.
  ///
  /// - Returns: also the note's own path.
  /// - Throws: where nothing was, or the note cannot be read.
  public static func load(
    besides file: String
  ) throws(InputOutputError) -> (entry: Journal.Entry, common: [Journal.Dependency], path: String) {
    let journal = Journal(name(of: try DirectoryEntry(path: resolvedPath(file))))
    guard let (entry, common) = try journal.load(remedy: "embed that shard again") else {
      throw .failed(
        """
        \(file): has no \(file).shard beside it, which says what part it is; embed writes it with --shard and -o FILE, \
        not to standard output
        """)
    }
    return (entry, common.map { ($0.name, Journal.unescaped($0.value)) }, journal.name.path)
  }
}
