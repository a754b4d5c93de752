/// Which file a descriptor or a path is, and in what state.
public struct FileIdentity: Equatable, Sendable {
  let device: UInt64
  let inode: UInt64
  /// Type and permissions.
  let mode: UInt32
  /// Names that the file has.
  let linkCount: Int
  /// Bytes.
  public let size: Int
  /// When the content was written, in nanoseconds since 1970. Whoever owns the file can set it.
  let modified: Int
  /// When the content, the mode, the owner or a name was changed last, in nanoseconds since 1970. Nobody can set it.
  let statusChanged: Int

  public init?(descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    self.init(status)
  }

  /// What a path leads to, symbolic links followed unless it is said otherwise; nil where there is nothing.
  public init?(path: String, followsLink: Bool = true) {
    var status = stat()
    guard withFileName(path, { followsLink ? stat($0, &status) : lstat($0, &status) }) == 0 else { return nil }
    self.init(status)
  }

  /// What has a name in an open directory; nil where there is nothing.
  init?(directory: Int32, name: UnsafePointer<CChar>, followsLink: Bool) {
    var status = stat()
    guard fstatat(directory, name, &status, followsLink ? 0 : AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
    self.init(status)
  }

  /// Bytes that are no file's stand for a regular one, which no file is the same as: no file system is device 0.
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

  /// Whether it is the same file with, as far as the system tells, the same content. A name that came or went explains the
  /// time of a status change; a change of the mode is not told from one of the content.
  public func isUnchanged(since other: FileIdentity) -> Bool {
    hasTimesOfContent(of: other) && (statusChanged == other.statusChanged || linkCount != other.linkCount)
  }

  /// Whether it is the same file, and its content is the same unless somebody has set the time of its change back.
  public func hasTimesOfContent(of other: FileIdentity) -> Bool {
    isSameFile(as: other) && size == other.size && modified == other.modified
  }

  /// In words, for telling a file from a changed one.
  public var description: String { "\(size) bytes, changed at \(modified) ns, inode \(inode)" }
  /// The rest of that, which journals of earlier versions lack.
  public var statusDescription: String { "changed at \(statusChanged) ns" }
}
