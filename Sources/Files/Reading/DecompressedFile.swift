/// A compressed file, read through the program that undoes it. It can be read again, from its beginning.
final class DecompressedFile: InputSource {
  private let file: InputFile
  private let compression: Compression
  private var program: Pipeline?
  /// Bytes that have been read so far.
  private var offset = 0

  init(_ file: InputFile, _ compression: Compression) {
    self.file = file
    self.compression = compression
  }

  var name: String { file.name }
  var identity: FileIdentity { file.identity }
  var extent: Int? { file.extent }
  var isDealtWhole: Bool { true }
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

/// A program that reads a file and whose output we read; ended with the object.
private final class Pipeline {
  let output: Int32
  private var process: pid_t

  init(_ command: [String], input: InputFile, name: String) throws(InputOutputError) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw .system(name, "make a pipe for \(command[0])") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[1]) }
    do {
      process = try Self.start(command, input: input, output: ends[1], name: name)
    } catch {
      close(ends[0])
      throw error
    }
    output = ends[0]
  }

  deinit {
    close(output)
    guard process > 0 else { return }
    kill(process, SIGKILL)
    _ = wait()
  }

  private static func start(
    _ command: [String], input: InputFile, output: Int32, name: String
  ) throws(InputOutputError) -> pid_t {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    input.rewindDescriptor()
    posix_spawn_file_actions_adddup2(&actions, input.descriptor, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    // We ignore the signal of a closed pipe, and it is to end by it.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process: pid_t = 0
    let failure = posix_spawnp(&process, command[0], &actions, &attributes, &arguments, environ)
    guard failure == 0 else {
      throw failure == ENOENT
        ? .failed("\(name): is read through the program '\(command[0])', which is not installed")
        : .system(name, "start '\(command[0])'", code: failure)
    }
    return process
  }

  /// Whether a read would return at once.
  var isReady: Bool {
    var request = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, 0) != 0
  }

  /// - Throws: where the program did not come to the file's end.
  func checkSuccess(reading name: String, _ compression: Compression) throws(InputOutputError) {
    guard process > 0 else { return }
    let status = wait()
    process = 0
    guard status == 0 else {
      throw .failed("\(name): '\(compression.rawValue) -dc' failed: it is damaged or cut short")
    }
  }

  private func wait() -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return status
  }
}
