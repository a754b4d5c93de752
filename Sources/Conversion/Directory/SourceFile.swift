#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file of a model's directory, open for reading.
final class SourceFile {
  let path: String
  /// Bytes.
  let count: Int
  let identity: FileIdentity
  private let descriptor: Int32

  /// - Throws: `ConversionError` where the path cannot be opened or is no regular file.
  init(path: String) throws(ConversionError) {
    // Without O_NONBLOCK, opening a named pipe would wait for a writer.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw ConversionError(path: path, problem: lastSystemError()) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw ConversionError(path: path, problem: "is no regular file")
    }
    self.path = path
    self.descriptor = descriptor
    count = Int(status.st_size)
    identity = FileIdentity(status)
  }

  deinit { close(descriptor) }

  /// Elements as they lie in the file from byte `offset` on, in little-endian order.
  ///
  /// - Throws: `ConversionError` where the file cannot be read or ends before.
  func elements<Element: BitwiseCopyable>(
    at offset: Int, count: Int, as _: Element.Type
  ) throws(ConversionError) -> [Element] {
    var problem: String?
    let elements = [Element](unsafeUninitializedCapacity: count) { buffer, initializedCount in
      let bytes = UnsafeMutableRawBufferPointer(buffer)
      let byteCount = count * MemoryLayout<Element>.stride
      var done = 0
      while done < byteCount {
        let read = pread(descriptor, bytes.baseAddress.map { $0 + done }, byteCount - done, off_t(offset + done))
        if read < 0, errno == EINTR { continue }
        guard read > 0 else {
          problem = read < 0 ? lastSystemError() : "ends at byte \(offset + done) while it is being read"
          break
        }
        done += read
      }
      initializedCount = problem == nil ? count : 0
    }
    if let problem { throw ConversionError(path: path, problem: problem) }
    return elements
  }

  /// The whole file.
  func bytes() throws(ConversionError) -> [UInt8] { try elements(at: 0, count: count, as: UInt8.self) }
}

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
  case regular(FileIdentity)
  case directory
  case other

  init(path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      self = .missing
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
