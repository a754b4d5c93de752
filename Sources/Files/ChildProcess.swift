/// A program that runs beside this one; killed with the object, where nobody has waited for its end.
public final class ChildProcess {
  /// A program could not be started.
  public struct StartFailure: Error {
    /// The system's error number: `ENOENT` where there is no such program.
    public let code: Int32
  }

  private var process: pid_t = 0

  /// Starts a program, which is looked for in PATH where its name has no slash.
  ///
  /// - Parameters:
  ///   - command: the program and its arguments.
  ///   - input: descriptor of its standard input; it finds an empty one where there is none.
  ///   - output: descriptor of its standard output; what it writes is thrown away where there is none.
  ///   - showsErrors: whether it shares our standard error.
  public init(
    _ command: [String], input: Int32? = nil, output: Int32? = nil, showsErrors: Bool = false
  ) throws(StartFailure) {
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
    let descriptors = [
      (STDIN_FILENO, input), (STDOUT_FILENO, output), (STDERR_FILENO, showsErrors ? STDERR_FILENO : nil),
    ]
    for (number, descriptor) in descriptors {
      if let descriptor {
        posix_spawn_file_actions_adddup2(&actions, descriptor, number)
      } else {
        posix_spawn_file_actions_addopen(&actions, number, "/dev/null", O_RDWR, 0)
      }
    }
    // We ignore the signal of a closed pipe, and it is to end by it.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    let failure = posix_spawnp(&process, command[0], &actions, &attributes, &arguments, environ)
    guard failure == 0 else {
      process = 0
      throw StartFailure(code: failure)
    }
  }

  deinit {
    guard process > 0 else { return }
    kill(process, SIGKILL)
    _ = succeeded()
  }

  /// Waits for the program's end, once, and says whether it was a success.
  public func succeeded() -> Bool {
    precondition(process > 0, "a program ends once")
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    process = 0
    return status == 0
  }
}
