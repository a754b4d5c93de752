/// The files that a run reads, which nothing that it writes may replace, cut or remove, under whatever name: a file is
/// known by its device and inode, so that links, other spellings and other case are the same file.
public struct ReadFiles: Sendable {
  private var files: [(name: String, identity: FileIdentity, role: String)] = []
  /// Paths that lead to nothing yet.
  private var missing: [(path: String, role: String)] = []
  /// Of which there may be millions, whose names and identities others hold as well; nil for one that could not be
  /// read.
  private var inputs: (names: InputNames, identities: [FileIdentity?]) = (InputNames(), [])

  public init() {}

  /// Adds a file. One that is neither a regular file nor a pipe, such as a terminal, is not harmed by being written too.
  ///
  /// - Parameter role: what it is to the run, with its article: "an input".
  public mutating func add(_ name: String, _ identity: FileIdentity?, as role: String) {
    if let identity, identity.isRegular || identity.isPipe { files.append((name, identity, role)) }
  }

  /// What an input is to a run.
  public static let input = "an input"

  /// Adds the inputs that have an identity.
  public mutating func add(inputs names: InputNames, _ identities: [FileIdentity?]) { inputs = (names, identities) }

  /// Adds what a path leads to, or the path where that is nothing: what appears there would be read.
  public mutating func add(path: String, as role: String) {
    if let identity = FileIdentity(path: path) {
      add(path, identity, as: role)
    } else {
      missing.append((path, role))
    }
  }

  /// For files that were added by their paths.
  ///
  /// - Throws: where a path no longer leads to the file that was read, or that has changed: what is made of several files must
  ///   not be of two states.
  public func checkUnchanged() throws(InputOutputError) {
    for file in files where file.identity.isRegular {
      guard FileIdentity(path: file.name)?.isUnchanged(since: file.identity) == true else {
        throw .changed("\(file.name): changed while it was being read")
      }
    }
  }

  /// - Throws: where writing a name, or an open file, would change a file that is read.
  func refuse(writing name: String, _ identity: FileIdentity?, _ entry: DirectoryEntry? = nil) throws(InputOutputError)
  {
    let file = identity.flatMap { identity in files.first { $0.identity.isSameFile(as: identity) } }
    let role =
      file.map { ($0.name, $0.role) } ?? identity.flatMap(input)
      ?? missing.first { entry?.isNamed(by: $0.path) == true }
    guard let (read, role) = role else { return }
    throw .failed("\(read): is \(role) and the output at once (\(name))")
  }

  /// The input that is this file.
  private func input(_ identity: FileIdentity) -> (String, String)? {
    let index = inputs.identities.firstIndex { input in
      guard let input else { return false }
      return (input.isRegular || input.isPipe) && input.isSameFile(as: identity)
    }
    return index.map { (inputs.names[$0].description, Self.input) }
  }
}
