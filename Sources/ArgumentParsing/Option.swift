/// An option, and what it sets in a command's arguments.
public struct Option<Arguments>: Sendable {
  public let long: String
  public let short: Character?
  public let takesValue: Bool
  /// A closure, since only help and completions need the description: making it would delay every run.
  public let describe: @Sendable () -> OptionDescription
  /// Sets the value that was typed ("" for an option without a value).
  public let apply: @Sendable (inout ParsedArguments<Arguments>, String) throws(UsageError) -> Void

  public init(
    long: String, short: Character?, takesValue: Bool, describe: @escaping @Sendable () -> OptionDescription,
    apply: @escaping @Sendable (inout ParsedArguments<Arguments>, String) throws(UsageError) -> Void
  ) {
    (self.long, self.short, self.takesValue, self.describe) = (long, short, takesValue, describe)
    self.apply = apply
  }
}

public struct OptionGroup<Arguments> {
  public let title: String
  public let options: [Option<Arguments>]

  public init(title: String, options: [Option<Arguments>]) { (self.title, self.options) = (title, options) }
}

extension Option {
  /// An option without a value.
  public static func flag(
    _ long: String, short: Character? = nil, _ help: @escaping @Sendable @autoclosure () -> String,
    apply: @escaping @Sendable (inout Arguments) -> Void
  ) -> Option {
    Option(long: long, short: short, takesValue: false) {
      OptionDescription(long: long, short: short, placeholder: nil, completion: .nothing, help: help())
    } apply: { parsed, _ throws(UsageError) in
      apply(&parsed.arguments)
    }
  }

  /// An option whose value a function parses. The function throws where the value is wrong.
  public static func parsed<Value>(
    _ long: String, short: Character? = nil, _ placeholder: @escaping @Sendable @autoclosure () -> String,
    _ help: @escaping @Sendable @autoclosure () -> String,
    completion: @escaping @Sendable @autoclosure () -> Completion = .nothing,
    to path: WritableKeyPath<Arguments, Value?> & Sendable,
    by parse: @escaping @Sendable (String) throws(UsageError) -> Value
  ) -> Option {
    Option(long: long, short: short, takesValue: true) {
      OptionDescription(long: long, short: short, placeholder: placeholder(), completion: completion(), help: help())
    } apply: { parsed, value throws(UsageError) in
      do {
        parsed.arguments[keyPath: path] = try parse(value)
      } catch {
        throw UsageError("--\(long): \(error)")
      }
    }
  }

  /// An option whose value is any text but an empty one.
  public static func text(
    _ long: String, short: Character? = nil, _ placeholder: @escaping @Sendable @autoclosure () -> String,
    _ help: @escaping @Sendable @autoclosure () -> String,
    completion: @escaping @Sendable @autoclosure () -> Completion = .nothing,
    to path: WritableKeyPath<Arguments, String?> & Sendable
  ) -> Option {
    .parsed(long, short: short, placeholder(), help(), completion: completion(), to: path) {
      value throws(UsageError) in
      guard !value.isEmpty else { throw UsageError("the value is empty") }
      return value
    }
  }

  /// An option whose value is a whole number in a range.
  public static func number(
    _ long: String, short: Character? = nil, _ help: @escaping @Sendable @autoclosure () -> String,
    atLeast minimum: Int, atMost maximum: Int = .max, to path: WritableKeyPath<Arguments, Int?> & Sendable
  ) -> Option {
    .parsed(long, short: short, "N", help(), to: path) { value throws(UsageError) in
      guard let number = Int(value), number >= minimum else {
        throw UsageError("'\(value)' is not a whole number of at least \(minimum)")
      }
      guard number <= maximum else { throw UsageError("\(number) is too large; the maximum is \(maximum)") }
      return number
    }
  }

  /// An option whose value is one of the cases of a type.
  public static func choice<Value: RawRepresentable & CaseIterable & SendableMetatype>(
    _ long: String, short: Character? = nil, _ help: @escaping @Sendable @autoclosure () -> String,
    to path: WritableKeyPath<Arguments, Value?> & Sendable
  ) -> Option where Value.RawValue == String, Value.AllCases: SendableMetatype {
    .parsed(
      long, short: short, Value.allCases.map(\.rawValue).joined(separator: "|"), help(),
      completion: .words(Value.allCases.map(\.rawValue)), to: path
    ) { value throws(UsageError) in
      guard let chosen = Value(rawValue: value) else {
        throw UsageError("'\(value)' is not one of \(Value.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      return chosen
    }
  }
}
