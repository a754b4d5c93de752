/// The completions that a shell offers for a value.
public enum Completion: Sendable {
  case nothing, files, directories
  /// Names of models, and files.
  case models
  case words([String])
  /// Several of these words, separated by commas.
  case list([String])
}

/// An option as help and completions show it.
public struct OptionDescription: Sendable {
  public let long: String
  public let short: Character?
  /// Stands for the value in help; nil for an option without a value.
  public let placeholder: String?
  public let completion: Completion
  public var help: String

  public init(long: String, short: Character?, placeholder: String?, completion: Completion, help: String) {
    (self.long, self.short, self.placeholder) = (long, short, placeholder)
    (self.completion, self.help) = (completion, help)
  }
}
