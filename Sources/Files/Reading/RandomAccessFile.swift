/// A regular file that several threads read at any offset, closed at the end of its life. It stays readable when its name
/// is given to another file, and is not mapped into memory: a file that is cut meanwhile ends a read, not the process.
public final class RandomAccessFile: Sendable {
  public let path: String
  /// The identity of the file when it was opened.
  public let identity: FileIdentity
  private let descriptor: Int32

  /// - Throws: where the file is missing, may not be read, or is not a regular file. A named pipe is not waited for.
  public init(path: String) throws(InputOutputError) {
    self.path = path
    descriptor = openFile(path, O_RDONLY | O_NONBLOCK)
    guard descriptor >= 0 else { throw .system(path, "read") }
    guard let identity = FileIdentity(descriptor: descriptor) else {
      close(descriptor)
      throw .system(path, "read")
    }
    self.identity = identity
    guard identity.isRegular else { throw .failed("\(path): is not a regular file") }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// The size of the file in bytes when it was opened.
  public var size: Int { identity.size }

  /// The bytes of a range of the file.
  ///
  /// - Throws: also where the file ends before.
  public func bytes(_ range: Range<Int>) throws(InputOutputError) -> [UInt8] {
    let bytes = try readBytes(of: descriptor, range, name: path)
    guard bytes.count == range.count else {
      let now = FileIdentity(descriptor: descriptor)?.size ?? 0
      throw .changed("\(path): has \(now) bytes, and had \(size) when it was opened")
    }
    return bytes
  }

  /// - Throws: where the file was overwritten or cut since it was opened.
  public func checkUnchanged() throws(InputOutputError) {
    guard FileIdentity(descriptor: descriptor)?.isUnchanged(since: identity) == true else {
      throw .changed("\(path): changed while it was being read")
    }
  }
}

/// The bytes of a range of an open file, or as many of them as the file has.
func readBytes(of descriptor: Int32, _ range: Range<Int>, name: String) throws(InputOutputError) -> [UInt8] {
  var bytes = [UInt8](repeating: 0, count: range.count)
  var count = 0
  while count < bytes.count {
    let more = try readInto(&bytes, from: count, of: name) {
      pread(descriptor, $0, $1, off_t(range.lowerBound + count))
    }
    guard more > 0 else { break }
    count += more
  }
  bytes.removeLast(bytes.count - count)
  return bytes
}
