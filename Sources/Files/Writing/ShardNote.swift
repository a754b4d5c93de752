/// FILE.shard, beside a FILE that is a part of a whole: the journal as it was when FILE was complete, with the attributes that
/// all parts share. It says which part FILE is, and by its checksums whether FILE is still that.
public struct ShardNote {
  private let journal: Journal
  private let attributes: [Journal.Attribute]

  private static func name(of target: DirectoryEntry) -> DirectoryEntry { target.appending(".shard") }

  private init(journal: Journal, attributes: [Journal.Attribute]) {
    (self.journal, self.attributes) = (journal, attributes)
  }

  /// - Parameter target: FILE.
  init(of target: DirectoryEntry, attributes: [Journal.Attribute]) {
    self.init(journal: Journal(Self.name(of: target)), attributes: attributes)
  }

  /// The names that writing it changes.
  var names: [DirectoryEntry] { journal.names }

  /// - Throws: where writing it would replace a file that is not such a note.
  func checkReplaced() throws(InputOutputError) {
    try journal.checkTemporary()
    _ = try journal.load(remedy: "it would be replaced; remove it")
  }

  func save(_ entry: Journal.Entry) throws(InputOutputError) {
    try checkReplaced()
    try journal.save(entry, attributes: attributes)
  }

  /// The note of the run whose journal held these attributes.
  func ofRun(_ earlier: [Journal.Attribute]) -> ShardNote {
    let attributes = attributes.compactMap { attribute in earlier.first { $0.name.isSame(as: attribute.name) } }
    return ShardNote(journal: journal, attributes: attributes)
  }

  /// Reads the note beside a file.
  ///
  /// - Parameter remedy: what to do about a damaged one.
  /// - Returns: the entry, the attributes and the note's path; nil where the note does not exist.
  /// - Throws: where it cannot be read.
  public static func load(
    beside file: String, remedy: String
  ) throws(InputOutputError) -> (entry: Journal.Entry, attributes: [Journal.Attribute], path: String)? {
    let journal = Journal(name(of: try DirectoryEntry(path: resolvedPath(file))))
    return try journal.load(remedy: remedy).map { ($0.entry, $0.attributes, journal.name.path) }
  }
}
