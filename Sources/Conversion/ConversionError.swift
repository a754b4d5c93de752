import JSON

/// An error in what is to be converted: the file, the field or tensor in it, what was found, and what was expected.
public struct ConversionError: Error, CustomStringConvertible, Equatable {
  public let path: String
  public let field: String?
  public let problem: String

  public init(path: String, field: String? = nil, problem: String) {
    self.path = path
    self.field = field
    self.problem = problem
  }

  init(path: String, _ error: JSONError) {
    self.init(path: path, field: error.placeDescription, problem: error.problem)
  }

  public var description: String {
    field.map { "\(path): \($0): \(problem)" } ?? "\(path): \(problem)"
  }
}
