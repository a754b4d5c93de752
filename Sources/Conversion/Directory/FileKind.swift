#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What makes two paths the same file.
struct FileIdentity: Equatable {
  private let device: UInt64
  private let node: UInt64

  init(_ status: stat) {
    device = UInt64(truncatingIfNeeded: status.st_dev)
    node = UInt64(truncatingIfNeeded: status.st_ino)
  }
}

/// What a path leads to, symbolic links followed.
enum FileKind: Equatable {
  case missing
  /// A link to something that is not there.
  case danglingLink
  case regular(FileIdentity)
  case directory
  case other

  init(path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      self = lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK ? .danglingLink : .missing
      return
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: self = .regular(FileIdentity(status))
    case S_IFDIR: self = .directory
    default: self = .other
    }
  }
}

func lastSystemError() -> String { String(cString: strerror(errno)) }
