/// The files that a run reads. No output of it may replace, cut or remove one. A file is recognized by its device and inode, so
/// links, other spellings and other case lead to the same file.
public struct ReadFiles: Sendable {
  private struct File {
    let name: String
    let identity: FileIdentity
    let role: String
    /// Whether another file may get its name when the run ends.
    let mayBeReplaced: Bool
  }

  private var files: [File] = []
  /// Paths at which nothing exists yet.
  private var missing: [(path: String, role: String, mayBeReplaced: Bool)] = []
  /// The inputs. There may be millions, so the arrays are shared with the run's. An identity is nil where an input could not be
  /// read.
  private var inputs: (names: InputNames, identities: [FileIdentity?]) = (InputNames(), [])

  public init() {}

  /// Adds a file. A file that is not a regular one and not a pipe, such as a terminal, is left out: writing does not harm it.
  ///
  /// - Parameters:
  ///   - role: what the run reads it for, with an article: "an input".
  ///   - mayBeReplaced: whether another file may get its name when the run ends, since the run has it open until then.
  public mutating func add(
    _ name: String, _ identity: FileIdentity?, as role: String, mayBeReplaced: Bool = false
  ) {
    guard let identity, identity.isRegular || identity.isPipe else { return }
    files.append(File(name: name, identity: identity, role: role, mayBeReplaced: mayBeReplaced))
  }

  /// The role of an input.
  public static let input = "an input"

  /// Adds the inputs that have an identity.
  public mutating func add(inputs names: InputNames, _ identities: [FileIdentity?]) { inputs = (names, identities) }

  /// Adds the file that a path leads to. Where nothing exists yet, the path is added: a file that appears there would be read.
  public mutating func add(path: String, as role: String, mayBeReplaced: Bool = false) {
    if let identity = FileIdentity(path: path) {
      add(path, identity, as: role, mayBeReplaced: mayBeReplaced)
    } else {
      missing.append((path, role, mayBeReplaced))
    }
  }

  /// Checks the files that were added by their paths.
  ///
  /// - Throws: where a path does not lead to the file that was read any more, or the file has changed. The output would mix two
  ///   states.
  public func checkUnchanged() throws(InputOutputError) {
    for file in files where file.identity.isRegular {
      guard FileIdentity(path: file.name)?.isUnchanged(since: file.identity) == true else {
        throw .changed("\(file.name): changed while it was being read")
      }
    }
  }

  /// - Parameter isReplacement: whether the name is given to another file when the run ends, and nothing else is done to it.
  /// - Throws: where writing a name, or an open file, would change a file that is read.
  func refuse(
    writing name: String, _ identity: FileIdentity?, _ entry: DirectoryEntry? = nil, isReplacement: Bool = false
  ) throws(InputOutputError) {
    let file = identity.flatMap { identity in
      files.first { $0.identity.isSameFile(as: identity) && !(isReplacement && $0.mayBeReplaced) }
    }
    let absent = missing.first { entry?.isNamed(by: $0.path) == true && !(isReplacement && $0.mayBeReplaced) }
    let role =
      file.map { ($0.name, $0.role) } ?? identity.flatMap(input) ?? absent.map { ($0.path, $0.role) }
    guard let (read, role) = role else { return }
    throw .failed("\(read): is \(role) and the output at once (\(name))")
  }

  /// The name and role of the input that is this file; nil where none is.
  private func input(_ identity: FileIdentity) -> (String, String)? {
    let index = inputs.identities.firstIndex { input in
      guard let input else { return false }
      return (input.isRegular || input.isPipe) && input.isSameFile(as: identity)
    }
    return index.map { (inputs.names[$0].description, Self.input) }
  }
}
