/// A program that this one has started. Where nobody has waited for its end, it is killed when the object goes away.
///
/// The process number is the program's until `end` has returned; afterwards the system may give it to another process. This
/// holds only while SIGCHLD is not ignored, since the system then keeps no ended process: `handleEndsOfChildren` makes sure of
/// it.
public final class ChildProcess {
  /// A program could not be started.
  public struct StartFailure: Error {
    /// The system's error number: `ENOENT` where the program does not exist.
    public let code: Int32
  }

  /// How a program ended.
  public enum End: Equatable, Sendable {
    case exited(status: Int32)
    case killed(signal: Int32)
    /// The way it ended is not known. The number is the system's error.
    case unknown(code: Int32)

    /// Whether it ended with status 0. An unknown end is not a success.
    public var isSuccess: Bool { self == .exited(status: 0) }

    public var description: String {
      switch self {
      case .exited(let status): "ended with status \(status)"
      case .killed(let signal): "was ended by signal \(signal)"
      case .unknown(let code): "ended in a way that the system does not tell (\(systemProblem(code)))"
      }
    }
  }

  /// Above 0 until the program has been waited for.
  private var process: pid_t = 0

  /// Starts a program. It is looked for in PATH unless its name has a slash.
  ///
  /// - Parameters:
  ///   - command: the program and its arguments.
  ///   - input: descriptor of its standard input; nil for an empty one.
  ///   - output: descriptor of its standard output; nil discards what it writes.
  ///   - showsErrors: whether its standard error is this program's.
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
    // This program ignores SIGPIPE and SIGXFSZ. They must end the program that it starts.
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
    // A process that has ended is not killed: its number may belong to another one by now.
    guard process > 0, end(waits: false) == nil else { return }
    kill(process, SIGKILL)
    _ = end()
  }

  /// Stops ignoring SIGCHLD, which a parent may have passed on, so that the system keeps an ended child until it is waited for.
  /// Call it before any child is started.
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
    // The same as the macros WIFEXITED, WEXITSTATUS and WTERMSIG, which Swift cannot call.
    return status & 0x7F == 0 ? .exited(status: status >> 8 & 0xFF) : .killed(signal: status & 0x7F)
  }
}
