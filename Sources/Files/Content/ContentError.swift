/// An error in the content of a file, or of a directory of files: where it is, what was found, and what was expected.
///
/// `Content` only tells apart the errors of different kinds of content.
public struct ContentError<Content>: Error, CustomStringConvertible, Equatable {
  public let path: String
  /// The field, the tensor or the line in the file; nil where the error concerns the whole file.
  public let field: String?
  public let problem: String

  public init(path: String, field: String? = nil, problem: String) {
    self.path = path
    self.field = field
    self.problem = problem
  }

  /// One line.
  public var description: String {
    field.map { "\(path): \($0): \(problem)" } ?? "\(path): \(problem)"
  }
}
