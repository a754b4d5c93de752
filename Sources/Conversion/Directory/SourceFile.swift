import Files

/// Opens the files that a conversion reads, and keeps a list of them, because the checkpoint must not replace any.
final class SourceFiles {
  private(set) var opened = ReadFiles()
  /// Receives the warnings, a line each.
  var warn: (String) -> Void = { _ in }

  /// - Throws: `ConversionError` where the path cannot be opened or is not a regular file.
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
        path: path, problem: isLinkToNothing ? "is a link to a file that does not exist" : systemProblem())
    }
    let identity = FileIdentity(descriptor: descriptor)
    guard let identity, identity.isRegular else {
      let problem = identity == nil ? systemProblem() : "is not a regular file"
      close(descriptor)
      throw ConversionError(path: path, problem: problem)
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

  /// The `count` elements that start at byte `offset` of the file, in little-endian order.
  ///
  /// - Throws: `ConversionError` where the file cannot be read or is too short, or there is not enough memory.
  func elements<Element: BitwiseCopyable>(
    at offset: Int, count: Int, as _: Element.Type
  ) throws(ConversionError) -> [Element] {
    // Most elements are then copied once, into another type or order.
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

  /// The largest file that is read whole, in bytes. A tokenizer of a million pieces has a fifth of that.
  private static let largestWhole = 512 << 20
  /// Bytes of memory for a byte of the file after parsing. An array of one-digit numbers takes the most.
  private static let parsedSize = 40

  /// Reads the whole file, which the caller parses.
  ///
  /// - Throws: `ConversionError` where the file cannot be read or has more than 512 MB, or there is not enough memory.
  func bytes() throws(ConversionError) -> [UInt8] {
    guard count <= Self.largestWhole else {
      throw ConversionError(
        path: path, problem: "has \(count) bytes; at most \(Self.largestWhole) were expected")
    }
    return try parsedBytes(at: 0, count: count)
  }

  /// Reads a part of the file, which the caller parses.
  ///
  /// - Throws: `ConversionError` where it cannot be read, or there is not enough memory.
  func parsedBytes(at offset: Int, count: Int) throws(ConversionError) -> [UInt8] {
    try checkMemory(for: count, copies: Self.parsedSize)
    return try elements(at: offset, count: count, as: UInt8.self)
  }

  private func checkMemory(for byteCount: Int, copies: Int) throws(ConversionError) {
    guard byteCount > 1 << 20, !FreeMemory.has(byteCount * copies) else { return }
    throw ConversionError(
      path: path,
      problem: "reading it takes \(byteCount * copies >> 20) MB of memory, which this machine does not have free")
  }
}
