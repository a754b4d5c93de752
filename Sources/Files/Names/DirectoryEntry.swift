import Console

/// An open directory.
private final class OpenDirectory: Sendable {
  let descriptor: Int32

  /// - Parameter file: the file that an error names.
  init(_ path: String, for file: String) throws(InputOutputError) {
    var descriptor = openFile(path, O_RDONLY | O_DIRECTORY)
    // A directory may be writable and searchable without being readable.
    if descriptor < 0, errno == EACCES { descriptor = openFile(path, onlyToSearch | O_DIRECTORY) }
    guard descriptor >= 0 else { throw .system(file, "write") }
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }
}

#if os(Linux)
  /// O_PATH, which the C library's headers declare for GNU sources only. It opens a place in the file system and not its content.
  let onlyToSearch: Int32 = 0o10_000_000
#else
  let onlyToSearch: Int32 = O_SEARCH
#endif

/// A name in an open directory. It stays a name in that directory when the directory is moved, and when another directory gets its
/// path.
struct DirectoryEntry: Sendable {
  private let directory: OpenDirectory
  /// The last component of its path.
  let name: String
  /// The name of the file in messages.
  let path: String

  /// Opens the directory of a path.
  ///
  /// - Throws: where it does not exist, or the path ends without a name.
  init(path: String) throws(InputOutputError) {
    name = lastComponent(of: path)
    self.path = path
    guard !name.isEmpty else { throw .failed("'\(path)': is not the name of a file") }
    directory = try OpenDirectory(Files.directory(of: path), for: path)
  }

  private init(_ directory: OpenDirectory, name: String, path: String) {
    (self.directory, self.name, self.path) = (directory, name, path)
  }

  /// The name with a suffix, in the same directory.
  func appending(_ suffix: String) -> DirectoryEntry {
    DirectoryEntry(directory, name: name + suffix, path: path + suffix)
  }

  // MARK: What has the name

  /// The file that has this name; nil where there is none, and `errno` says why.
  func identity(followsLink: Bool = false) -> FileIdentity? {
    withName { FileIdentity(directory: directory.descriptor, name: $0, followsLink: followsLink) }
  }

  /// The file that has this name, which may be a link; nil where there is none.
  ///
  /// - Throws: where the system cannot tell.
  func fileIfPresent() throws(InputOutputError) -> FileIdentity? {
    let identity = identity()
    guard identity != nil || nothingHadTheName else { throw .system(path, "read") }
    return identity
  }

  /// Opens the file. Programs that this one starts do not inherit the descriptor; it is negative where opening failed.
  func open(_ flags: Int32) -> Int32 { withName { openat(directory.descriptor, $0, flags | O_CLOEXEC, 0o666) } }

  /// The first bytes of the file, and no more than `limit`.
  func content(atMost limit: Int) throws(InputOutputError) -> [UInt8] {
    try InputFile(open(O_RDONLY | O_NONBLOCK), name: path, closes: true).content(atMost: limit)
  }

  /// Whether this process has the access to the file that `mode` names (`R_OK`, `W_OK`).
  func isAccessible(_ mode: Int32) -> Bool { withName { faccessat(directory.descriptor, $0, mode, 0) == 0 } }

  // MARK: Changing it

  /// Gives the file another name in place of this one. No system call renames an open file, so a caller that must know which file
  /// was renamed looks before and after.
  func rename(to other: DirectoryEntry) -> Bool {
    withName { name in
      other.withName { renameat(directory.descriptor, name, other.directory.descriptor, $0) == 0 }
    }
  }

  /// Removes the name, whichever file has it.
  func remove() { _ = withName { unlinkat(directory.descriptor, $0, 0) } }

  /// Removes the name if this file has it.
  func remove(_ file: FileIdentity) {
    if identity()?.isSameFile(as: file) == true { remove() }
  }

  /// The file that an interrupt must remove.
  func removal(of file: FileIdentity) -> Interruption.Removal {
    Interruption.Removal(
      directory: directory.descriptor, name: fileNameBytes(name), device: file.device, inode: file.inode)
  }

  /// Waits until renames and removals are on the disk. Some file systems cannot wait for directories; their error is ignored.
  func synchronizeDirectory() { _ = fsync(directory.descriptor) }

  /// Checks, without changing anything, whether a file of this name could be replaced or removed.
  ///
  /// - Throws: where it could not, because it is a mount point, immutable, append-only, or another user's in a directory with
  ///   the sticky bit.
  func checkReplaceable() throws(InputOutputError) {
    #if os(Linux)
      guard let identity = identity(), !identity.isDirectory else { return }
      guard !isMountPoint else {
        throw .failed(
          "\(path): is a mount point, which no other file can replace; write beside it, or through standard output into it"
        )
      }
      // This removes no file: the kernel checks the permission first, and then reports ENOTDIR.
      guard withName({ unlinkat(directory.descriptor, $0, Int32(AT_REMOVEDIR)) }) != 0 else { return }
      if errno == EPERM {
        throw .failed(
          """
          \(path): cannot be replaced: it or its directory is immutable or append-only, or it is another user's in a \
          directory with the sticky bit; write somewhere else
          """)
      }
      if [EACCES, EBUSY, EROFS].contains(errno) { throw .system(path, "replace") }
    #endif
  }

  #if os(Linux)
    /// Whether another file system, or another part of this one, is mounted on the file.
    private var isMountPoint: Bool {
      let file = open(onlyToSearch | O_NOFOLLOW)
      guard file >= 0 else { return false }
      defer { close(file) }
      return Self.mount(of: file) != Self.mount(of: directory.descriptor)
    }

    /// The line in which the kernel gives the number of a descriptor's mount.
    private static func mount(of descriptor: Int32) -> Substring? {
      TextFile.read("/proc/self/fdinfo/\(descriptor)")?.split(separator: "\n").first { $0.hasPrefix("mnt_id:") }
    }
  #endif

  // MARK: Paths that lead to it

  /// Whether it is the same name in the same directory.
  func isSame(as other: DirectoryEntry) -> Bool { isInSameDirectory(as: other) && hasName(other.name) }

  func isInSameDirectory(as other: DirectoryEntry) -> Bool {
    isDirectory(FileIdentity(descriptor: other.directory.descriptor))
  }

  /// Whether a path that is not a link leads to this name.
  func isNamed(by path: String) -> Bool {
    hasName(lastComponent(of: path)) && isDirectory(FileIdentity(path: Files.directory(of: path)))
  }

  private func isDirectory(_ identity: FileIdentity?) -> Bool {
    guard let identity, let own = FileIdentity(descriptor: directory.descriptor) else { return false }
    return own.isSameFile(as: identity)
  }

  private func hasName(_ other: String) -> Bool { name.isSame(as: other) }

  /// A path that leads to it now; where the system knows none, the one that it was opened by.
  var currentPath: String {
    #if os(Linux)
      let place = linkTarget("/proc/self/fd/\(directory.descriptor)")
    #else
      var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
      let place = fcntl(directory.descriptor, F_GETPATH, &buffer) == 0 ? buffer.withUnsafeBufferPointer(pathName) : nil
    #endif
    return place.map { "\($0)/\(name)" } ?? path
  }

  private func withName<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result { withFileName(name, body) }
}

#if !os(Linux)
  private func pathName(_ buffer: UnsafeBufferPointer<CChar>) -> String? { buffer.baseAddress.map { fileName($0) } }
#endif

/// The part of a path after its last slash.
private func lastComponent(of path: String) -> String {
  // By scalars: a slash and a combining mark after it are one Character.
  path.unicodeScalars.lastIndex(of: "/").map { String(path.unicodeScalars[$0...].dropFirst()) } ?? path
}
