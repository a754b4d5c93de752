import Files

/// An operand of a command.
public enum Operand: Equatable, Sendable {
  /// A word that is not an option.
  case word(String)
  /// A text that an option was given.
  case text(String)
}

/// The options and operands that were typed after a command's name.
public struct ParsedArguments<Arguments> {
  public var arguments: Arguments
  /// In the order in which they were typed.
  public var operands: [Operand] = []
  /// The options that were typed, by their long names.
  public var given: Set<String> = []
  public var wantsHelp = false

  public var words: [String] {
    operands.compactMap { if case .word(let word) = $0 { word } else { nil } }
  }
}

/// Reads options as people type them: `--name value`, `--name=value`, `-n value`, `-nvalue`, flags together (`-qv`); a
/// lone `-` is an operand, and `--` ends the options.
public struct ArgumentParser<Arguments> {
  private let groups: [OptionGroup<Arguments>]

  public init(groups: [OptionGroup<Arguments>]) { self.groups = groups }

  /// - Parameters:
  ///   - words: those after the command's name.
  ///   - initial: the arguments where no option is given.
  /// - Throws: where an option is unknown, has a wrong value, lacks one, or takes none.
  public func parse(_ words: ArraySlice<String>, into initial: Arguments) throws(UsageError) -> ParsedArguments<
    Arguments
  > {
    var result = ParsedArguments(arguments: initial)
    var rest = words
    while let word = rest.popFirst() {
      if word == "--" {
        result.operands += rest.map(Operand.word)
        break
      } else if word == "--help" || word == "-h" {
        result.wantsHelp = true
      } else if let name = word.rest(behind: "--") {
        try parseLong(name, rest: &rest, into: &result)
      } else if let letters = word.rest(behind: "-"), !letters.isEmpty {
        try parseShort(letters, rest: &rest, into: &result)
      } else {
        result.operands.append(.word(word))
      }
    }
    return result
  }

  private func parseLong(
    _ word: Substring, rest: inout ArraySlice<String>, into parsed: inout ParsedArguments<Arguments>
  ) throws(UsageError) {
    let parts = word.parts(separatedBy: UInt8(ascii: "="), atMost: 2)
    let name = String(parts[0])
    guard let option = option(where: { $0.long == name }) else { throw unknown("--\(name)") }
    parsed.given.insert(option.long)
    if !option.takesValue {
      guard parts.count == 1 else { throw UsageError("--\(name) takes no value") }
      try option.apply(&parsed, "")
    } else if parts.count == 2 {
      try option.apply(&parsed, String(parts[1]))
    } else {
      try option.apply(&parsed, try value(of: "--\(name)", option, rest: &rest))
    }
  }

  private func parseShort(
    _ word: Substring, rest: inout ArraySlice<String>, into parsed: inout ParsedArguments<Arguments>
  ) throws(UsageError) {
    var letters = word
    while let letter = letters.popFirst() {
      guard let option = option(where: { $0.short == letter }) else { throw unknown("-\(letter)") }
      parsed.given.insert(option.long)
      if !option.takesValue {
        try option.apply(&parsed, "")
      } else {
        let attached = String(letters)
        try option.apply(&parsed, attached.isEmpty ? try value(of: "-\(letter)", option, rest: &rest) : attached)
        return
      }
    }
  }

  private func value(
    of name: String, _ option: Option<Arguments>, rest: inout ArraySlice<String>
  ) throws(UsageError) -> String {
    guard let value = rest.popFirst() else {
      throw UsageError("\(name) needs a value: \(option.describe().placeholder ?? "")")
    }
    return value
  }

  private func option(where isWanted: (Option<Arguments>) -> Bool) -> Option<Arguments>? {
    for group in groups {
      if let option = group.options.first(where: isWanted) { return option }
    }
    return nil
  }

  private func unknown(_ name: String) -> UsageError {
    let names = groups.flatMap { $0.options.map { "--\($0.long)" } } + ["--help", "--version"]
    guard let nearest = nearestWord(to: name, in: names) else { return UsageError("unknown option \(name)") }
    return UsageError("unknown option \(name); did you mean \(nearest)?")
  }
}
