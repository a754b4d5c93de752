import Albert
import Files
import Records

/// What a shell offers where a value is typed.
enum Completion {
  case nothing, files, directories
  /// Names of models, and files.
  case models
  case words([String])
  /// Several of these words, separated by commas.
  case list([String])
}

/// An option as help and completions show it.
struct OptionDescription {
  let long: String
  let short: Character?
  /// Stands for the value in help; nil for an option without a value.
  let placeholder: String?
  let completion: Completion
  var help: String
}

/// An option, and what it sets in a command's arguments.
struct Option<Arguments>: Sendable {
  let long: String
  let short: Character?
  let takesValue: Bool
  /// A closure, since only help and completions need the description: making it would delay every run.
  let describe: @Sendable () -> OptionDescription
  /// Sets the value that was typed ("" for an option without a value).
  let apply: @Sendable (inout ParsedArguments<Arguments>, String) throws(UsageError) -> Void
}

struct OptionGroup<Arguments> {
  let title: String
  let options: [Option<Arguments>]
}

extension Option {
  /// An option without a value.
  static func flag(
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
  static func parsed<Value>(
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
  static func text(
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
  static func number(
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
  static func choice<Value: RawRepresentable & CaseIterable & SendableMetatype>(
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

  // MARK: Options of several commands

  static func model(to path: WritableKeyPath<Arguments, String?> & Sendable) -> Option {
    .text(
      "model", short: "m", "NAME|PATH",
      """
      a checkpoint, or the name of one that is looked up as NAME.albert in models/ (see below); default: \
      $ALBERT_EMBED_MODEL, else '\(ModelLocator.bundledName)'
      """, completion: .models, to: path)
  }

  static func delimiter(to path: WritableKeyPath<Arguments, TableDelimiter?> & Sendable) -> Option {
    .parsed(
      "delimiter", "CHAR",
      """
      the character that separates the fields of csv or tsv; tab or \\t is a tab. Default: the one that a first line \
      'sep=;' names, else a comma, in tsv a tab
      """, to: path
    ) { text throws(UsageError) in
      guard let delimiter = TableDelimiter(typed: text) else {
        throw UsageError("'\(text)' is not one ASCII character other than a quotation mark and a line end")
      }
      return delimiter
    }
  }

  static func quoting(to path: WritableKeyPath<Arguments, TableQuoting?> & Sendable) -> Option {
    .choice(
      "quoting",
      """
      standard (default): a field that begins with a quotation mark ends at the next single one, and may hold delimiters and \
      line ends. none: a quotation mark is an ordinary character
      """, to: path)
  }

  static func encodingErrors(to path: WritableKeyPath<Arguments, EncodingErrors?> & Sendable) -> Option {
    .choice(
      "encoding-errors",
      """
      bytes that are not UTF-8 become U+FFFD. auto (default) refuses an input most of whose first records have such bytes; \
      replace reads it
      """, to: path)
  }

  static func threads(to path: WritableKeyPath<Arguments, Int?> & Sendable) -> Option {
    .number(
      "threads", short: "t", "default: the processors this process may use", atLeast: 1, atMost: 1024, to: path)
  }

  static func poolings(
    _ help: @escaping @Sendable @autoclosure () -> String,
    to path: WritableKeyPath<Arguments, [PoolingStrategy]?> & Sendable
  ) -> Option {
    .parsed(
      "pooling", "NAME[,NAME...]", help(), completion: .list(PoolingStrategy.allCases.map(\.rawValue)), to: path,
      by: parsePoolings)
  }
}

/// Takes the names of sentence-transformers and other libraries, too.
private func parsePoolings(_ list: String) throws(UsageError) -> [PoolingStrategy] {
  let otherNames: NamedValues<PoolingStrategy> = [
    "avg": .mean, "CLS": .cls, "lasttoken": .last, "mean_sqrt_len_tokens": .meanSqrt,
  ]
  var poolings: [PoolingStrategy] = []
  for name in list.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
    guard let pooling = PoolingStrategy(rawValue: name) ?? otherNames[name] else {
      throw UsageError("'\(name)' is not one of \(PoolingStrategy.allNames)")
    }
    poolings.append(pooling)
  }
  return poolings
}

/// The text of a word of the command line.
///
/// - Throws: where the word's bytes are not UTF-8. Replacing them would change rows, and nothing in the output would show it.
func typedText(_ word: String) throws(UsageError) -> String {
  let bytes = fileNameBytes(word)
  guard let text = String(validating: bytes, as: UTF8.self) else {
    throw UsageError("'\(word)' is not UTF-8; `iconv -f cp1252 -t UTF-8` converts text from Windows")
  }
  return text
}

extension PoolingStrategy {
  static var allNames: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
