/// A part of a tokenizer that this program cannot run as the reference does.
public struct TokenizerDefinitionError: Error, CustomStringConvertible, Equatable {
  /// The part's name in tokenizer.json.
  public let part: String
  public let problem: String

  public init(part: String, problem: String) {
    self.part = part
    self.problem = problem
  }

  public var description: String { "\(part): \(problem)" }
}
