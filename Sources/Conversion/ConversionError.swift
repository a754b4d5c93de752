/// A model directory that cannot be converted: the file, the field or tensor in it, and what was found and expected.
public struct ConversionError: Error, CustomStringConvertible, Equatable {
  public let path: String
  public let field: String?
  public let problem: String

  public var description: String {
    field.map { "\(path): \($0): \(problem)" } ?? "\(path): \(problem)"
  }
}
