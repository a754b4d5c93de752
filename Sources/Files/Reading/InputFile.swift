/// A file or pipe that is open for reading. The object closes it when it goes away.
public final class InputFile: InputSource {
  public let name: String
  public let identity: FileIdentity
  /// The offset at which reading began: 0 except for a standard input that another program has read from.
  public let startOffset: Int
  /// The offset of a regular file's next read. The descriptor's own offset stays, so that standard input can be read a second
  /// time after its records have been counted.
  private var nextOffset: Int
  let descriptor: Int32
  private let closes: Bool

  /// - Throws: where the file is missing, may not be read, or is a directory.
  public convenience init(_ input: InputName) throws(InputOutputError) {
    switch input {
    case .standardInput: try self.init(STDIN_FILENO, name: input.description, closes: false)
    // Opening a named pipe waits for its writer.
    case .path(let path): try self.init(openFile(path, O_RDONLY), name: path, closes: true)
    case .text: preconditionFailure("a text is not a file")
    }
  }

  /// Opens a regular file, which can be read at any offset and more than once. Does not wait for the writer of a named pipe.
  ///
  /// - Throws: where the path does not lead to a regular file.
  public convenience init(regularFile path: String) throws(InputOutputError) {
    try self.init(openFile(path, O_RDONLY | O_NONBLOCK), name: path, closes: true)
    guard isRegular else { throw .failed("\(path): is not a regular file") }
  }

  /// - Parameter descriptor: negative where opening failed; `errno` then says why.
  init(_ descriptor: Int32, name: String, closes: Bool) throws(InputOutputError) {
    guard descriptor >= 0 else { throw .system(name, "read") }
    (self.descriptor, self.name, self.closes) = (descriptor, name, closes)
    guard let identity = FileIdentity(descriptor: descriptor), !ClosedDescriptor.isIn(descriptor) else {
      if closes { close(descriptor) }
      throw .failed("\(name): is not open")
    }
    guard !identity.isDirectory else {
      if closes { close(descriptor) }
      throw .failed("\(name): is a directory; name the files in it")
    }
    self.identity = identity
    startOffset = identity.isRegular ? max(0, Int(lseek(descriptor, 0, SEEK_CUR))) : 0
    nextOffset = startOffset
  }

  deinit {
    if closes { close(descriptor) }
  }

  /// Whether it can be read a second time.
  public var isRegular: Bool { identity.isRegular }

  public var extent: Int? { isRegular ? max(0, identity.size - startOffset) : nil }

  public var isIndivisible: Bool { false }

  public func seek(to offset: Int) throws(InputOutputError) {
    guard isRegular else { throw .failed("\(name): is a pipe, so reading cannot begin at byte \(offset)") }
    nextOffset = startOffset + offset
  }

  /// Sets the descriptor's offset to the beginning, for a program that inherits the descriptor.
  func rewindDescriptor() { lseek(descriptor, off_t(startOffset), SEEK_SET) }

  public var isReady: Bool {
    guard !isRegular else { return true }
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    // Where poll was interrupted or failed, reading decides.
    return poll(&request, 1, 0) != 0
  }

  public func read(into buffer: inout [UInt8], from start: Int) throws(InputOutputError) -> Int {
    let count = try readInto(&buffer, from: start, of: name) { target, count in
      isRegular ? pread(descriptor, target, count, off_t(nextOffset)) : readBytes(descriptor, target, count)
    }
    nextOffset += count
    return count
  }

  /// The next bytes: `limit`, or as many as there are.
  ///
  /// - Throws: also where there is not enough memory for them.
  package func content(atMost limit: Int) throws(InputOutputError) -> [UInt8] {
    var content: [UInt8] = []
    var count = 0
    while count < limit {
      if count == content.count {
        let more = min(max(4096, count), limit - count)
        // The old array and the new one, which may take twice its count.
        guard more < 1 << 20 || FreeMemory.has(count + 2 * (count + more)) else {
          throw .shortage("\(name): is longer than \(count) bytes; there is not enough memory for it")
        }
        content.append(contentsOf: repeatElement(0, count: more))
      }
      let read = try read(into: &content, from: count)
      guard read > 0 else { break }
      count += read
    }
    content.removeLast(content.count - count)
    return content
  }

  /// The first bytes of a regular file: `count`, or as many as it has.
  func firstBytes(_ count: Int) throws(InputOutputError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let read = try readInto(&bytes, from: 0, of: name) { pread(descriptor, $0, $1, off_t(startOffset)) }
    return Array(bytes[..<read])
  }

  public func checkUnchanged() throws(InputOutputError) {
    guard isRegular, let now = FileIdentity(descriptor: descriptor) else { return }
    // The bytes that were read may mix two states.
    guard now.isUnchanged(since: identity) else { throw .changed("\(name): changed while it was being read") }
  }
}

/// Reads by `call` into `buffer` from `start` on, and again where a signal interrupted it.
///
/// - Returns: how many bytes were read; 0 at the end.
func readInto(
  _ buffer: inout [UInt8], from start: Int, of name: String, _ call: (UnsafeMutableRawPointer?, Int) -> Int
) throws(InputOutputError) -> Int {
  while true {
    let count = buffer.withUnsafeMutableBytes { bytes in
      let rest = UnsafeMutableRawBufferPointer(rebasing: bytes[start...])
      return call(rest.baseAddress, rest.count)
    }
    if count >= 0 { return count }
    if errno == EAGAIN {
      // Another process made the pipe non-blocking; wait as a blocking read would. Only standard input is shared with others.
      var request = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      _ = poll(&request, 1, -1)
    } else if errno != EINTR {
      throw .system(name, "read")
    }
  }
}
