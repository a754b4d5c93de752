/// A compressed file, read through the program that decompresses it. It can be read again from its beginning.
final class DecompressedFile: InputSource {
  private let file: InputFile
  private let compression: Compression
  private var program: Pipeline?
  /// Decompressed bytes that have been read.
  private var offset = 0

  init(_ file: InputFile, _ compression: Compression) {
    self.file = file
    self.compression = compression
  }

  deinit {
    // The program has moved the descriptor's offset; other readers of standard input share it.
    program = nil
    file.rewindDescriptor()
  }

  var name: String { file.name }
  var identity: FileIdentity { file.identity }
  var extent: Int? { file.extent }
  var isIndivisible: Bool { true }
  var isReady: Bool { program?.isReady ?? true }

  func read(into buffer: inout [UInt8], from start: Int) throws(InputOutputError) -> Int {
    if program == nil { program = try Pipeline(compression.command, input: file, name: name) }
    guard let program else { return 0 }
    let count = try readInto(&buffer, from: start, of: name) { readBytes(program.output, $0, $1) }
    offset += count
    if count == 0 { try program.checkSuccess(reading: name, compression) }
    return count
  }

  func seek(to offset: Int) throws(InputOutputError) {
    if offset < self.offset { (program, self.offset) = (nil, 0) }
    while self.offset < offset {
      var passed = [UInt8](repeating: 0, count: min(1 << 16, offset - self.offset))
      guard try read(into: &passed, from: 0) > 0 else { throw .failed("\(name): ends before byte \(offset)") }
    }
  }

  func checkUnchanged() throws(InputOutputError) { try file.checkUnchanged() }
}

/// A program that decompresses a file to a pipe. It is ended when the object goes away.
private final class Pipeline {
  let output: Int32
  private let program: ChildProcess
  private var end: ChildProcess.End?

  init(_ command: [String], input: InputFile, name: String) throws(InputOutputError) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw .system(name, "make a pipe for \(command[0])") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[1]) }
    input.rewindDescriptor()
    do throws(ChildProcess.StartFailure) {
      program = try ChildProcess(command, input: input.descriptor, output: ends[1])
    } catch {
      close(ends[0])
      throw error.code == ENOENT
        ? .shortage("\(name): needs the program '\(command[0])' to be read, which is not installed")
        : .system(name, "start '\(command[0])'", code: error.code)
    }
    output = ends[0]
  }

  deinit { close(output) }

  /// Whether a read would return at once.
  var isReady: Bool {
    var request = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, 0) != 0
  }

  /// - Throws: where the program did not come to the file's end, or it is not known whether it did.
  func checkSuccess(reading name: String, _ compression: Compression) throws(InputOutputError) {
    let end = end ?? program.end()
    self.end = end
    let command = compression.command.joined(separator: " ")
    switch end {
    case .exited(status: 0): return
    case .exited: throw .failed("\(name): '\(command)' failed: the file is damaged or cut short")
    case .killed, .unknown: throw .shortage("\(name): '\(command)' \(end.description), so that the rest may be missing")
    }
  }
}
