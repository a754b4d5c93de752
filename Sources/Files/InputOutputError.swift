/// An error of reading or writing.
public enum InputOutputError: Error, Equatable, CustomStringConvertible {
  /// The reader of standard output closed it. The program then ends with status 0.
  case closedPipe
  /// Any other error, in words that name the file and the problem.
  case failed(String)
  /// A file has changed since the run began.
  case changed(String)
  /// This machine lacks what the work needs: memory, a descriptor, a process, a program. The same work may succeed elsewhere or
  /// later, so this says nothing about a file's content.
  case shortage(String)

  public var description: String {
    switch self {
    case .closedPipe: "the reader of the output closed it"
    case .failed(let problem), .changed(let problem), .shortage(let problem): problem
    }
  }

  /// The error of the last system call, which concerned `name`.
  public static func system(_ name: String, _ action: String, code: Int32 = errno) -> InputOutputError {
    let problem = "\(name): cannot \(action): \(systemProblem(code))"
    return [ENOMEM, EMFILE, ENFILE, EAGAIN, ENOBUFS].contains(code) ? .shortage(problem) : .failed(problem)
  }
}

/// The system's words for the error of its last call, or for `code`.
public func systemProblem(_ code: Int32 = errno) -> String { String(cString: strerror(code)) }
