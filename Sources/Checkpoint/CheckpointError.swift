/// A checkpoint that cannot be read or written: which file, which field of it, and what was found and expected there.
public struct CheckpointError: Error, CustomStringConvertible, Equatable {
  public let path: String
  /// The header field, section or section field that is wrong; nil where the file as a whole is.
  public let field: String?
  public let problem: String

  public init(path: String, field: String? = nil, problem: String) {
    self.path = path
    self.field = field
    self.problem = problem
  }

  public var description: String {
    field.map { "\(path): \($0): \(problem)" } ?? "\(path): \(problem)"
  }
}
