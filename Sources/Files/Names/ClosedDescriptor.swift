/// What stands in for a standard descriptor that was closed when the program started.
package enum ClosedDescriptor {
  #if os(Linux)
    private static let flags = onlyToSearch
  #else
    private static let flags = O_RDONLY
  #endif

  /// Takes the lowest free descriptor. It can neither be read nor written; opened anew by a name such as `/dev/fd/0` it is a
  /// directory, which can neither.
  package static func open() { _ = openFile("/", flags | O_DIRECTORY) }

  /// Whether a descriptor is such a stand-in.
  static func isIn(_ descriptor: Int32) -> Bool {
    guard descriptor <= STDERR_FILENO, let root = FileIdentity(path: "/"),
      FileIdentity(descriptor: descriptor)?.isSameFile(as: root) == true
    else { return false }
    return fcntl(descriptor, F_GETFL) & flags == flags
  }
}
