/// Why reading input or writing output cannot go on.
public enum InputOutputError: Error, Equatable, CustomStringConvertible {
  /// The reader of our output went away, which is no failure: it had enough.
  case closedPipe
  /// Anything else, in words that name the file and what is wrong with it.
  case failed(String)
  /// A file is no longer what it was when the run began.
  case changed(String)

  public var description: String {
    switch self {
    case .closedPipe: "the reader of the output closed it"
    case .failed(let problem), .changed(let problem): problem
    }
  }

  /// What the last system call says about `name`.
  public static func system(_ name: String, _ action: String, code: Int32 = errno) -> InputOutputError {
    .failed("\(name): cannot \(action): \(systemProblem(code))")
  }
}

/// What a system call that failed says: the last one, or one that failed with `code`.
public func systemProblem(_ code: Int32 = errno) -> String { String(cString: strerror(code)) }
