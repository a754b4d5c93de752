#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A whole file mapped read-only for as long as the object lives. Pages are read when they are first touched, and are
/// shared with every other process that maps the file.
final class MappedFile: Sendable {
  let path: String
  let count: Int
  // Read-only memory, unmapped in deinit only, when no reader holds the object any more.
  private nonisolated(unsafe) let base: UnsafeRawPointer?

  /// - Throws: `CheckpointError` where the file cannot be opened, is no regular file, or cannot be mapped.
  init(path: String) throws(CheckpointError) {
    self.path = path
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw CheckpointError(path: path, problem: Self.lastError()) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw CheckpointError(path: path, problem: Self.lastError()) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      let kind = status.st_mode & S_IFMT == S_IFDIR ? "a directory" : "no regular file"
      throw CheckpointError(path: path, problem: "is \(kind); a checkpoint is one file, made by `albert-embed convert`")
    }
    count = Int(status.st_size)
    guard count > 0 else {
      base = nil
      return
    }
    guard let address = mmap(nil, count, PROT_READ, MAP_SHARED, descriptor, 0), address != MAP_FAILED else {
      throw CheckpointError(path: path, problem: "cannot be mapped: \(Self.lastError())")
    }
    base = UnsafeRawPointer(address)
  }

  /// Memory that holds `bytes` as the file would.
  ///
  /// - Throws: `CheckpointError` where there is not enough memory.
  init(path: String, bytes: [UInt8]) throws(CheckpointError) {
    self.path = path
    count = bytes.count
    guard count > 0 else {
      base = nil
      return
    }
    guard let address = mmap(nil, count, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0), address != MAP_FAILED
    else { throw CheckpointError(path: path, problem: "cannot be laid out in memory: \(Self.lastError())") }
    bytes.withUnsafeBytes { UnsafeMutableRawBufferPointer(start: address, count: $0.count).copyMemory(from: $0) }
    base = UnsafeRawPointer(address)
  }

  deinit {
    if let base { munmap(UnsafeMutableRawPointer(mutating: base), count) }
  }

  /// The part of the file that starts at `offset`. The caller has checked that it lies within the file.
  func slice(offset: Int, count: Int) -> UnsafeRawBufferPointer {
    precondition(offset >= 0 && count >= 0 && offset <= self.count && count <= self.count - offset)
    guard let base else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    return UnsafeRawBufferPointer(start: base + offset, count: count)
  }

  private static func lastError() -> String { String(cString: strerror(errno)) }
}
