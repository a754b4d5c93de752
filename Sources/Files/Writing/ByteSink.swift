import Console

/// Writes bytes to a file descriptor.
public final class ByteSink {
  public let name: String
  let descriptor: Int32
  let identity: FileIdentity
  private let closesAtEnd: Bool
  /// Whether the reader of a pipe may close it: the error is then `closedPipe`.
  private let readerMayLeave: Bool

  /// - Parameter closes: whether the object closes the descriptor when it goes away.
  /// - Throws: where the descriptor is not open for writing.
  init(descriptor: Int32, name: String, closes: Bool, readerMayLeave: Bool = false) throws(InputOutputError) {
    guard let identity = FileIdentity(descriptor: descriptor) else { throw .failed("\(name): is not open") }
    self.name = name
    self.descriptor = descriptor
    guard fcntl(descriptor, F_GETFL) & O_ACCMODE != O_RDONLY else { throw .failed("\(name): is closed") }
    self.identity = identity
    self.readerMayLeave = readerMayLeave
    closesAtEnd = closes
  }

  /// - Parameter descriptor: what a call that opens a file returned; negative where it failed. The object closes it.
  convenience init(opened descriptor: Int32, name: String, readerMayLeave: Bool = false) throws(InputOutputError) {
    guard descriptor >= 0 else { throw .system(name, "write") }
    do {
      try self.init(descriptor: descriptor, name: name, closes: true, readerMayLeave: readerMayLeave)
    } catch {
      Self.closeDescriptor(descriptor)
      throw error
    }
  }

  /// - Throws: where it is not open for writing.
  static func standardOutput() throws(InputOutputError) -> ByteSink {
    try ByteSink(descriptor: STDOUT_FILENO, name: "standard output", closes: false, readerMayLeave: true)
  }

  deinit {
    if closesAtEnd { Self.closeDescriptor(descriptor) }
  }

  private static func closeDescriptor(_ descriptor: Int32) { _ = close(descriptor) }

  /// Writes all bytes at the descriptor's offset.
  public func write(_ bytes: [UInt8]) throws(InputOutputError) {
    try writeAll(bytes) { pointer, count, _ in writeBytes(descriptor, pointer, count) }
  }

  /// Writes all bytes at this offset of the file. The descriptor's own offset stays.
  public func write(_ bytes: [UInt8], at offset: Int) throws(InputOutputError) {
    try writeAll(bytes) { pointer, count, done in pwrite(descriptor, pointer, count, off_t(offset + done)) }
  }

  private func writeAll(
    _ bytes: [UInt8], _ call: (UnsafeRawPointer?, Int, Int) -> Int
  ) throws(InputOutputError) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { all in
        let rest = UnsafeRawBufferPointer(rebasing: all[done...])
        return call(rest.baseAddress, rest.count, done)
      }
      if count >= 0 {
        done += count
      } else if errno == EPIPE {
        throw readerMayLeave ? .closedPipe : .failed("\(name): its reader closed it")
      } else if errno == EAGAIN {
        // Another process made the pipe non-blocking; wait as a blocking write would.
        var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&request, 1, -1)
      } else if errno != EINTR {
        throw .system(name, "write")
      }
    }
  }

  /// Reads a range of the written bytes. The descriptor's offset does not change.
  ///
  /// - Throws: where it is not open for reading, or is not a file that holds the range.
  public func bytes(_ range: Range<Int>) throws(InputOutputError) -> [UInt8] {
    let bytes = try readBytes(of: descriptor, range, name: name)
    guard bytes.count == range.count else { throw .changed("\(name): was cut while it was being written") }
    return bytes
  }

  /// The descriptor's offset, in bytes from the file's start.
  public func currentOffset() throws(InputOutputError) -> Int { try seek(SEEK_CUR) }

  /// Goes to the file's end and returns its offset.
  public func endOffset() throws(InputOutputError) -> Int { try seek(SEEK_END) }

  private func seek(_ origin: Int32) throws(InputOutputError) -> Int {
    let offset = lseek(descriptor, 0, origin)
    guard offset >= 0 else { throw .system(name, "find the offset") }
    return Int(offset)
  }

  /// Cuts the file, or fills it with zeros, to this length, and goes to its end.
  public func cut(to length: Int) throws(InputOutputError) {
    guard ftruncate(descriptor, off_t(length)) == 0, lseek(descriptor, off_t(length), SEEK_SET) >= 0 else {
      throw .system(name, "cut to \(length) bytes")
    }
  }

  /// Waits until everything that was written is on the disk. Returns at once for a descriptor without a disk.
  public func synchronize() throws(InputOutputError) {
    while fsync(descriptor) != 0 {
      if errno == EINVAL || errno == ENOTSUP { return }
      // A file system that failed becomes read-only, and what was written last to a regular file is lost.
      if errno == EROFS, !identity.isRegular { return }
      guard errno == EINTR else { throw .system(name, "write") }
    }
  }

  /// Waits until everything is on the disk. A run calls this for every output before it ends with status 0.
  ///
  /// - Throws: where something that was written is lost.
  public func finish() throws(InputOutputError) {
    try synchronize()
    guard identity.isRegular else { return }
    // File systems that write at a close (FUSE, NFS) report errors there, also when a duplicate is closed. Nobody would see an
    // error of the close at the process's end.
    let duplicate = dup(descriptor)
    guard duplicate >= 0, close(duplicate) == 0 || errno == EINTR else { throw .system(name, "write") }
  }

  /// Whether every write goes to the file's end, whatever the descriptor's offset is (`>>`).
  public var appends: Bool { fcntl(descriptor, F_GETFL) & O_APPEND != 0 }

}
