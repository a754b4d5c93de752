/// A program that runs beside this one; killed with the object, where nobody has waited for its end.
///
/// Its process number stands for it from the start until its end has been waited for, and for nothing afterwards: the system
/// gives the number to another process then. That holds as long as SIGCHLD is not ignored, since the system throws away the ends
/// of a process that ignores it; `handleEndsOfChildren` sees to that.
public final class ChildProcess {
  /// A program could not be started.
  public struct StartFailure: Error {
    /// The system's error number: `ENOENT` where there is no such program.
    public let code: Int32
  }

  /// How a program ended.
  public enum End: Equatable, Sendable {
    case exited(status: Int32)
    case killed(signal: Int32)
    /// The system does not say; its error number.
    case unknown(code: Int32)

    /// Whether it did all that it had to do. Where that is not known, it did not.
    public var isSuccess: Bool { self == .exited(status: 0) }

    public var description: String {
      switch self {
      case .exited(let status): "ended with status \(status)"
      case .killed(let signal): "was ended by signal \(signal)"
      case .unknown(let code): "ended in a way that the system does not tell (\(systemProblem(code)))"
      }
    }
  }

  /// Above 0 while the program has not been waited for.
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
    // We ignore the signal of a closed pipe and that of a file's largest size, and it is to end by them.
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGPIPE, SIGXFSZ] { sigaddset(&signals, number) }
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
    // Only what is still there and ours is killed: its number may be another's by now.
    guard process > 0, end(waits: false) == nil else { return }
    kill(process, SIGKILL)
    _ = end()
  }

  /// Lets the system keep the ends of children until they are waited for, whatever this process was started with. To be called
  /// before there is a child.
  public static func handleEndsOfChildren() { signal(SIGCHLD, SIG_DFL) }

  /// Waits for the program's end, once.
  public func end() -> End {
    guard let end = end(waits: true) else { preconditionFailure("waiting ends with an end") }
    return end
  }

  /// - Returns: nil where the program has not ended and `waits` is false.
  private func end(waits: Bool) -> End? {
    precondition(process > 0, "a program ends once")
    var status: Int32 = 0
    var found: pid_t
    repeat { found = waitpid(process, &status, waits ? 0 : WNOHANG) } while found < 0 && errno == EINTR
    guard found != 0 else { return nil }
    let isKnown = found == process
    process = 0
    guard isKnown else { return .unknown(code: errno) }
    // As WIFEXITED, WEXITSTATUS and WTERMSIG have it, which are macros.
    return status & 0x7F == 0 ? .exited(status: status >> 8 & 0xFF) : .killed(signal: status & 0x7F)
  }
}
