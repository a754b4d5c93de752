/// The files that a run reads, which nothing that it writes may replace, cut or remove, under whatever name: a file is
/// known by its device and inode, so that links, other spellings and other case are the same file.
public struct ReadFiles: Sendable {
  private var files: [(name: String, identity: FileIdentity, role: String)] = []

  public init() {}

  /// Adds a file, unless it is none or is no regular file, which writing does not destroy.
  ///
  /// - Parameter role: what it is to the run, with its article: "an input".
  public mutating func add(_ name: String, _ identity: FileIdentity?, as role: String) {
    if let identity, identity.isRegular { files.append((name, identity, role)) }
  }

  /// - Throws: where a path that is to be written leads to a file that is read.
  public func refuse(writing path: String) throws(InputOutputError) {
    try refuse(writing: path, FileIdentity(path: path))
  }

  func refuse(writing path: String, _ identity: FileIdentity?) throws(InputOutputError) {
    guard let identity, let file = files.first(where: { $0.identity.isSameFile(as: identity) }) else { return }
    throw .failed("\(file.name): is \(file.role) and the output at once (\(path))")
  }
}
