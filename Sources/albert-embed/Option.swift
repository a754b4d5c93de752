/// What can be offered where a value is typed.
enum Completion {
  case nothing, files, directories
  /// Names of models, and files.
  case models
  case words([String])
  /// Words with commas between them.
  case list([String])
}

/// An option as help and completions show it.
struct OptionDescription {
  let long: String
  let short: Character?
  /// What stands for the value in help; nil for an option without one.
  let placeholder: String?
  let completion: Completion
  let help: String
}

/// An option, and what it does to the arguments of its command.
struct Option<Arguments> {
  let description: OptionDescription
  /// Takes the value as it was typed ("" for an option without one).
  let apply: (inout Arguments, String) throws(UsageError) -> Void
}

struct OptionGroup<Arguments> {
  let title: String
  let options: [Option<Arguments>]
}

extension Option {
  /// An option without a value.
  static func flag(
    _ long: String, short: Character? = nil, _ help: String, sets path: WritableKeyPath<Arguments, Bool>
  ) -> Option {
    flag(long, short: short, help) { $0[keyPath: path] = true }
  }

  static func flag(
    _ long: String, short: Character? = nil, _ help: String, apply: @escaping (inout Arguments) -> Void
  ) -> Option {
    Option(
      description: OptionDescription(
        long: long, short: short, placeholder: nil, completion: .nothing, help: help)
    ) { arguments, _ throws(UsageError) in apply(&arguments) }
  }

  /// An option whose value any text may be.
  static func text(
    _ long: String, short: Character? = nil, _ placeholder: String, _ help: String, completion: Completion = .nothing,
    to path: WritableKeyPath<Arguments, String?>
  ) -> Option {
    Option(
      description: OptionDescription(
        long: long, short: short, placeholder: placeholder, completion: completion, help: help)
    ) { arguments, value throws(UsageError) in
      guard !value.isEmpty else { throw UsageError("--\(long): the value is empty") }
      arguments[keyPath: path] = value
    }
  }

  /// An option whose value is a whole number in a range.
  static func number(
    _ long: String, short: Character? = nil, _ help: String, atLeast minimum: Int, atMost maximum: Int = .max,
    to path: WritableKeyPath<Arguments, Int?>
  ) -> Option {
    Option(
      description: OptionDescription(
        long: long, short: short, placeholder: "N", completion: .nothing, help: help)
    ) { arguments, value throws(UsageError) in
      guard let number = Int(value), number >= minimum else {
        throw UsageError("--\(long): '\(value)' is no whole number of at least \(minimum)")
      }
      guard number <= maximum else {
        throw UsageError("--\(long): \(number) is more than \(maximum), the most there can be")
      }
      arguments[keyPath: path] = number
    }
  }

  /// The option that every command with several threads has.
  static func threads(to path: WritableKeyPath<Arguments, Int?>) -> Option {
    .number(
      "threads", short: "t", "default: the processors this process may use", atLeast: 1, atMost: 1024, to: path)
  }

  /// An option whose value is one of the cases of a type.
  static func choice<Value: RawRepresentable & CaseIterable>(
    _ long: String, short: Character? = nil, _ help: String, to path: WritableKeyPath<Arguments, Value?>
  ) -> Option where Value.RawValue == String {
    let names = Value.allCases.map(\.rawValue)
    return Option(
      description: OptionDescription(
        long: long, short: short, placeholder: names.joined(separator: "|"), completion: .words(names), help: help)
    ) { arguments, value throws(UsageError) in
      guard let chosen = Value(rawValue: value) else {
        throw UsageError("--\(long): '\(value)' is none of \(names.joined(separator: ", "))")
      }
      arguments[keyPath: path] = chosen
    }
  }

  /// An option whose value a function understands.
  static func parsed<Value>(
    _ long: String, short: Character? = nil, _ placeholder: String, _ help: String, completion: Completion = .nothing,
    to path: WritableKeyPath<Arguments, Value?>, by parse: @escaping (String) throws(UsageError) -> Value
  ) -> Option {
    Option(
      description: OptionDescription(
        long: long, short: short, placeholder: placeholder, completion: completion, help: help)
    ) { arguments, value throws(UsageError) in
      do {
        arguments[keyPath: path] = try parse(value)
      } catch {
        throw UsageError("--\(long): \(error)")
      }
    }
  }
}
