/// A file or pipe that is open for reading, closed at the end of its life.
public final class InputFile: InputSource {
  public let name: String
  public let identity: FileIdentity
  /// Where in the file reading began: 0, but for a standard input that somebody read before us.
  public let startOffset: Int
  /// Where a regular file is read next. The descriptor itself stays where it stands, so that standard input can be read
  /// a second time, after its records have been counted.
  private var nextOffset: Int
  let descriptor: Int32
  private let closes: Bool

  /// - Throws: where the file is missing, may not be read, or is a directory.
  public init(_ input: InputName) throws(InputOutputError) {
    name = input.description
    switch input {
    case .standardInput:
      descriptor = STDIN_FILENO
      closes = false
    case .path(let path):
      descriptor = openFile(path, O_RDONLY)
      closes = true
      guard descriptor >= 0 else { throw .system(path, "read") }
    case .text: preconditionFailure("a text is no file")
    }
    guard let identity = FileIdentity(descriptor: descriptor) else {
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

  public var isDealtWhole: Bool { false }

  public func seek(to offset: Int) throws(InputOutputError) {
    guard isRegular else { throw .failed("\(name): is a pipe, in which one cannot go to byte \(offset)") }
    nextOffset = startOffset + offset
  }

  /// Lets a program that inherits the descriptor read from the beginning.
  func rewindDescriptor() { lseek(descriptor, off_t(startOffset), SEEK_SET) }

  public var isReady: Bool {
    guard !isRegular else { return true }
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    // An interrupted or failed poll says nothing; reading decides.
    return poll(&request, 1, 0) != 0
  }

  public func read(into buffer: inout [UInt8], from start: Int) throws(InputOutputError) -> Int {
    let count = try readInto(&buffer, from: start, of: name) { target, count in
      isRegular ? pread(descriptor, target, count, off_t(nextOffset)) : readBytes(descriptor, target, count)
    }
    nextOffset += count
    return count
  }

  /// What comes next: `limit` bytes, or all that there are.
  package func content(atMost limit: Int) throws(InputOutputError) -> [UInt8] {
    var content: [UInt8] = []
    var count = 0
    while count < limit {
      if count == content.count {
        content.append(contentsOf: repeatElement(0, count: min(max(4096, count), limit - count)))
      }
      let read = try read(into: &content, from: count)
      guard read > 0 else { break }
      count += read
    }
    return Array(content[..<count])
  }

  /// What a regular file begins with, `count` bytes or all that it has.
  func firstBytes(_ count: Int) throws(InputOutputError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let read = try readInto(&bytes, from: 0, of: name) { pread(descriptor, $0, $1, off_t(startOffset)) }
    return Array(bytes[..<read])
  }

  public func checkUnchanged() throws(InputOutputError) {
    guard isRegular, let now = FileIdentity(descriptor: descriptor) else { return }
    // What was read may be of neither state.
    guard now.isUnchanged(since: identity) else { throw .changed("\(name): changed while it was being read") }
  }
}

/// Reads by `call` into `buffer` from `start` on, again where a signal came between, and returns how many bytes came.
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
      // Somebody made the pipe non-blocking; wait as a blocking read would. Only standard input can be such a one.
      var request = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      _ = poll(&request, 1, -1)
    } else if errno != EINTR {
      throw .system(name, "read")
    }
  }
}
