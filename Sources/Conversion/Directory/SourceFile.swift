import Files

/// Opens every file that a conversion reads, and remembers which they are: the checkpoint must replace none of them.
final class SourceFiles {
  private(set) var opened = ReadFiles()
  /// Receives a line for each thing that a file says, that changes no vector, and that its user should know.
  var warn: (String) -> Void = { _ in }

  /// - Throws: `ConversionError` where the path cannot be opened or is no regular file.
  func open(_ path: String) throws(ConversionError) -> SourceFile {
    let file = try SourceFile(path: path, files: self)
    opened.add(path, file.identity, as: "one of the files to convert")
    return file
  }
}

/// A file of a model's directory, open for reading.
final class SourceFile {
  let path: String
  let files: SourceFiles
  fileprivate let identity: FileIdentity
  private let descriptor: Int32

  fileprivate init(path: String, files: SourceFiles) throws(ConversionError) {
    // Without O_NONBLOCK, opening a named pipe would wait for a writer.
    let descriptor = openFile(path, O_RDONLY | O_NONBLOCK)
    guard descriptor >= 0 else {
      let isLinkToNothing = errno == ENOENT && FileIdentity(path: path, followsLink: false) != nil
      throw ConversionError(
        path: path, problem: isLinkToNothing ? "is a link to a file that is not there" : systemProblem())
    }
    guard let identity = FileIdentity(descriptor: descriptor), identity.isRegular else {
      close(descriptor)
      throw ConversionError(path: path, problem: "is no regular file")
    }
    self.path = path
    self.files = files
    self.descriptor = descriptor
    self.identity = identity
    if count >= LFSPointer.start.count, count < 1024,
      try elements(at: 0, count: LFSPointer.start.count, as: UInt8.self) == LFSPointer.start
    {
      throw ConversionError(path: path, problem: "is a git LFS pointer\(LFSPointer.remedy)")
    }
  }

  deinit { close(descriptor) }

  /// Bytes.
  var count: Int { identity.size }

  /// The last component of the path.
  var name: Substring { path.parts(separatedBy: UInt8(ascii: "/"), omittingEmpty: true).last ?? "" }

  /// Elements as they lie in the file from byte `offset` on, in little-endian order.
  ///
  /// - Throws: `ConversionError` where the file cannot be read or ends before, or there is not enough memory.
  func elements<Element: BitwiseCopyable>(
    at offset: Int, count: Int, as _: Element.Type
  ) throws(ConversionError) -> [Element] {
    // A copy in another type or order is made of most of them.
    try checkMemory(for: count * MemoryLayout<Element>.stride, copies: 2)
    var problem: String?
    let elements = [Element](unsafeUninitializedCapacity: count) { buffer, initializedCount in
      let bytes = UnsafeMutableRawBufferPointer(buffer)
      let byteCount = count * MemoryLayout<Element>.stride
      var done = 0
      while done < byteCount {
        let read = pread(descriptor, bytes.baseAddress.map { $0 + done }, byteCount - done, off_t(offset + done))
        if read < 0, errno == EINTR { continue }
        guard read > 0 else {
          problem = read < 0 ? systemProblem() : "ends at byte \(offset + done) while it is being read"
          break
        }
        done += read
      }
      initializedCount = problem == nil ? count : 0
    }
    if let problem { throw ConversionError(path: path, problem: problem) }
    return elements
  }

  /// Bytes of the largest file that is read whole. Tokenizers of a million pieces have a fifth of that.
  private static let largestWhole = 512 << 20
  /// Bytes of memory that a byte of a file takes once it is parsed, where it is an array of one-digit numbers.
  private static let parsedSize = 40

  /// The whole file, to be parsed.
  ///
  /// - Throws: `ConversionError` where the file cannot be read, is too large, or there is not enough memory.
  func bytes() throws(ConversionError) -> [UInt8] {
    guard count <= Self.largestWhole else {
      throw ConversionError(
        path: path, problem: "has \(count) bytes; a file of its kind has \(Self.largestWhole) at most")
    }
    return try parsedBytes(at: 0, count: count)
  }

  /// A part of the file, to be parsed.
  ///
  /// - Throws: `ConversionError` where it cannot be read, or there is not enough memory.
  func parsedBytes(at offset: Int, count: Int) throws(ConversionError) -> [UInt8] {
    try checkMemory(for: count, copies: Self.parsedSize)
    return try elements(at: offset, count: count, as: UInt8.self)
  }

  private func checkMemory(for byteCount: Int, copies: Int) throws(ConversionError) {
    guard byteCount > 1 << 20, !FreeMemory.has(byteCount * copies) else { return }
    throw ConversionError(path: path, problem: "the \(byteCount * copies >> 20) MB to read it are not to be had")
  }
}
