/// FILE.shard, beside a FILE that is a part of something: the journal as it was when FILE was whole, kept, with what all parts
/// have in common. Who puts the parts together learns from it what FILE is, and whether it still is.
public struct ShardNote {
  /// What is noted beside one file, or was.
  private let journal: Journal
  private let common: [Journal.Dependency]

  var path: String { journal.path }

  /// - Parameter path: FILE's, symbolic links followed.
  init(of path: String, common: [Journal.Dependency]) {
    journal = Journal(path: "\(path).shard")
    self.common = common
  }

  /// - Throws: where writing it would destroy a file that is read, or one that is no such note.
  func refuse(_ reads: ReadFiles) throws(InputOutputError) {
    for path in [path, AtomicReplacement.temporaryPath(of: path)] { try reads.refuse(writing: path) }
    _ = try journal.load(remedy: "it would be replaced; remove it")
  }

  func save(_ entry: Journal.Entry) throws(InputOutputError) { try journal.save(entry, dependencies: common) }

  /// What was noted of a file.
  ///
  /// - Throws: where nothing was, or the note cannot be read.
  public static func load(
    besides file: String
  ) throws(InputOutputError) -> (entry: Journal.Entry, common: [Journal.Dependency]) {
    let journal = Journal(path: "\(try resolvedPath(file)).shard")
    guard let (entry, common) = try journal.load(remedy: "embed that shard again") else {
      throw .failed(
        """
        \(file): has no \(file).shard beside it, which says what part it is; embed writes it with --shard and -o FILE, \
        not to standard output
        """)
    }
    return (entry, common.map { ($0.name, Journal.unescaped($0.value)) })
  }
}
