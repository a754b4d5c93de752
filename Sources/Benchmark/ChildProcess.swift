import Files

/// A program run that cannot be measured.
public struct ChildProcessError: Error, CustomStringConvertible {
  public let description: String

  public init(description: String) { self.description = description }
}

enum ChildProcess {
  /// Milliseconds from a program's start to its end, output thrown away, once a round after one that is not counted.
  static func milliseconds(_ command: [String], rounds: Int) throws(ChildProcessError) -> Samples {
    var times: [Double] = []
    for round in 0...rounds {
      var failure: ChildProcessError?
      let time = seconds {
        do throws(ChildProcessError) { try run(command) } catch { failure = error }
      }
      if let failure { throw failure }
      if round > 0 { times.append(time * 1000) }
    }
    return Samples(times)
  }

  private static func run(_ command: [String]) throws(ChildProcessError) {
    var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    var child = pid_t()
    let failure = posix_spawn(&child, command[0], &actions, nil, &arguments, environ)
    guard failure == 0 else {
      throw ChildProcessError(description: "\(command[0]): cannot be run: \(systemProblem(failure))")
    }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 && errno == EINTR {}
    guard status == 0 else {
      throw ChildProcessError(description: "\(command.joined(separator: " ")): failed with status \(status)")
    }
  }
}
