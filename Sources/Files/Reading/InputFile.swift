/// What the user named as input.
public enum InputName: Sendable, Equatable {
  case standardInput
  case path(String)

  /// `-` is standard input.
  public init(_ argument: String) { self = argument == "-" ? .standardInput : .path(argument) }

  public var description: String {
    switch self {
    case .standardInput: "standard input"
    case .path(let path): path
    }
  }

  /// The part behind the last dot of a file's name, in lower case; empty where there is none.
  public var fileExtension: String {
    guard case .path(let path) = self else { return "" }
    return Files.fileExtension(of: path)
  }
}

/// An input that is open for reading, closed at the end of its life.
public final class InputFile {
  public let name: String
  public let identity: FileIdentity
  /// Where in the file reading began: 0, but for a standard input that somebody read before us.
  public let startOffset: Int
  /// Where a regular file is read next. The descriptor itself stays where it stands, so that standard input can be read
  /// a second time, after its records have been counted.
  private var nextOffset: Int
  private let descriptor: Int32
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

  /// Bytes from where reading begins to the end, nil where that is not known.
  public var byteCount: Int? { isRegular ? max(0, identity.size - startOffset) : nil }

  /// Goes to this byte, counted from where reading began.
  public func seek(to offset: Int) throws(InputOutputError) {
    guard isRegular else { throw .failed("\(name): is a pipe, in which one cannot go to byte \(offset)") }
    nextOffset = startOffset + offset
  }

  /// Whether a read would return at once, with bytes or the end.
  public var isReady: Bool {
    guard !isRegular else { return true }
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    // An interrupted or failed poll says nothing; reading decides.
    return poll(&request, 1, 0) != 0
  }

  /// Reads into `buffer` from `start` on and returns how many bytes came; 0 at the end.
  public func read(into buffer: inout [UInt8], from start: Int) throws(InputOutputError) -> Int {
    while true {
      let count = buffer.withUnsafeMutableBytes { bytes in
        let rest = UnsafeMutableRawBufferPointer(rebasing: bytes[start...])
        if isRegular { return pread(descriptor, rest.baseAddress, rest.count, off_t(nextOffset)) }
        return readBytes(descriptor, rest.baseAddress, rest.count)
      }
      if count >= 0 {
        nextOffset += count
        return count
      }
      if errno == EAGAIN {
        // Somebody made the pipe non-blocking; wait as a blocking read would.
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        _ = poll(&request, 1, -1)
      } else if errno != EINTR {
        throw .system(name, "read")
      }
    }
  }

  /// - Throws: where a regular file is no longer what it was when it was opened: what was read of it may be of neither state.
  public func checkUnchanged() throws(InputOutputError) {
    guard isRegular, let now = FileIdentity(descriptor: descriptor) else { return }
    guard now.isUnchanged(since: identity) else { throw .failed("\(name): changed while it was being read") }
  }
}
