/// Takes the place of a standard descriptor that was closed when the program started.
package enum ClosedDescriptor {
  #if os(Linux)
    private static let flags = onlyToSearch
  #else
    private static let flags = O_RDONLY
  #endif

  /// Takes the lowest free descriptor. It cannot be read or written, and neither can the directory that a name such as
  /// `/dev/fd/0` then opens.
  package static func open() { _ = openFile("/", flags | O_DIRECTORY) }

  /// Whether a descriptor was closed and has been taken by `open`.
  static func isIn(_ descriptor: Int32) -> Bool {
    guard descriptor <= STDERR_FILENO, let root = FileIdentity(path: "/"),
      FileIdentity(descriptor: descriptor)?.isSameFile(as: root) == true
    else { return false }
    return fcntl(descriptor, F_GETFL) & flags == flags
  }
}
