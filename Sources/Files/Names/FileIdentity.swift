/// Tells which file a descriptor or a path leads to, and its state.
public struct FileIdentity: Equatable, Sendable {
  let device: UInt64
  let inode: UInt64
  /// Type and permissions.
  let mode: UInt32
  /// The number of names that the file has.
  let linkCount: Int
  /// Bytes.
  public let size: Int
  /// The time of the last change of the content, in nanoseconds since 1970. The file's owner can set it.
  let modified: Int
  /// The time of the last change of the content, mode, owner or number of names, in nanoseconds since 1970. Nobody can set it.
  let statusChanged: Int

  public init?(descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    self.init(status)
  }

  /// The file that a path leads to; nil where there is none.
  public init?(path: String, followsLink: Bool = true) {
    var status = stat()
    guard withFileName(path, { followsLink ? stat($0, &status) : lstat($0, &status) }) == 0 else { return nil }
    self.init(status)
  }

  /// The file that has a name in an open directory; nil where there is none.
  init?(directory: Int32, name: UnsafePointer<CChar>, followsLink: Bool) {
    var status = stat()
    guard fstatat(directory, name, &status, followsLink ? 0 : AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
    self.init(status)
  }

  /// The identity of bytes that are not in a file. It counts as a regular file and equals no other, since no file system is
  /// device 0.
  init(content bytes: [UInt8]) {
    var fingerprint = Fingerprint()
    for byte in bytes { fingerprint.add(UInt64(byte)) }
    (device, inode, mode, linkCount) = (0, fingerprint.value, UInt32(S_IFREG), 1)
    (size, modified, statusChanged) = (bytes.count, 0, 0)
  }

  private init(_ status: stat) {
    device = UInt64(truncatingIfNeeded: status.st_dev)
    inode = UInt64(status.st_ino)
    mode = UInt32(status.st_mode)
    linkCount = Int(status.st_nlink)
    size = Int(status.st_size)
    #if canImport(Darwin)
      let (written, changed) = (status.st_mtimespec, status.st_ctimespec)
    #else
      let (written, changed) = (status.st_mtim, status.st_ctim)
    #endif
    modified = Self.nanoseconds(written)
    statusChanged = Self.nanoseconds(changed)
  }

  private static func nanoseconds(_ time: timespec) -> Int { Int(time.tv_sec) &* 1_000_000_000 &+ Int(time.tv_nsec) }

  public var isRegular: Bool { mode_t(mode) & S_IFMT == S_IFREG }
  var isCharacterDevice: Bool { mode_t(mode) & S_IFMT == S_IFCHR }
  var isPipe: Bool { mode_t(mode) & S_IFMT == S_IFIFO }
  public var isDirectory: Bool { mode_t(mode) & S_IFMT == S_IFDIR }
  var isLink: Bool { mode_t(mode) & S_IFMT == S_IFLNK }

  public func isSameFile(as other: FileIdentity) -> Bool { device == other.device && inode == other.inode }

  /// Whether it is the same file and, as far as the system tells, has the same content. A changed number of names explains a
  /// changed status; a changed mode cannot be told from a changed content.
  public func isUnchanged(since other: FileIdentity) -> Bool {
    hasTimesOfContent(of: other) && (statusChanged == other.statusChanged || linkCount != other.linkCount)
  }

  /// Whether it is the same file with the same size and time of change. Its content may differ only if somebody set the time
  /// back.
  public func hasTimesOfContent(of other: FileIdentity) -> Bool {
    isSameFile(as: other) && size == other.size && modified == other.modified
  }

  /// The state of the file for a journal. It differs if the file has changed.
  public var description: String { "\(size) bytes, changed at \(modified) ns, inode \(inode)" }
  /// The time of the last status change. It is an attribute of its own, since journals of version 2 lack it.
  public var statusDescription: String { "changed at \(statusChanged) ns" }
}

/// Whether the last system call failed because nothing has the name. After any other failure, a file may have it.
var nothingHadTheName: Bool { errno == ENOENT || errno == ENOTDIR }

/// Whether a path leads to a file; nil where the system cannot tell, and `errno` says why.
public func fileExists(_ path: String, followsLink: Bool = true) -> Bool? {
  if FileIdentity(path: path, followsLink: followsLink) != nil { return true }
  return nothingHadTheName ? false : nil
}
