import ArgumentParsing
import Files

/// A command line as an example, and what it does.
struct Example {
  let command: String
  let effect: String

  init(_ command: String, _ effect: String) {
    self.command = command
    self.effect = effect
  }
}

/// One of the program's commands.
protocol Command: SendableMetatype {
  /// The values of its options.
  associatedtype Arguments

  static var name: String { get }
  /// Stands after the options in the usage line.
  static var operands: String { get }
  static var operandCompletion: Completion { get }
  /// One line for the list of commands.
  static var summary: String { get }
  /// Paragraphs below the options.
  static var notes: [String] { get }
  static var examples: [Example] { get }
  static var groups: [OptionGroup<Arguments>] { get }
  /// The groups as help and completions show them.
  static var groupDescriptions: [CommandDescription.Group] { get }
  static var initialArguments: Arguments { get }

  static func run(_ parsed: ParsedArguments<Arguments>) throws -> ExitStatus
}

extension Command {
  static var notes: [String] { [] }
  static var examples: [Example] { [] }

  static var groupDescriptions: [CommandDescription.Group] {
    groups.map { CommandDescription.Group(title: $0.title, options: $0.options.map { $0.describe() }) }
  }

  /// The command as the list of commands, help and completions show it.
  static var description: CommandDescription {
    CommandDescription(
      name: name, operands: operands, operandCompletion: operandCompletion, summary: summary, notes: notes,
      examples: examples, groups: groupDescriptions)
  }

  /// Runs the command with the words after its name.
  static func run(words: ArraySlice<String>) throws -> ExitStatus {
    let parsed = try ArgumentParser(groups: groups).parse(words, into: initialArguments)
    guard !parsed.wantsHelp else {
      try StandardOutput.write(Array(description.help.utf8), reading: ReadFiles())
      return .done
    }
    return try run(parsed)
  }
}

/// All commands; the first one is the default.
let commands: [any Command.Type] = [
  EmbedCommand.self, ConvertCommand.self, InfoCommand.self, TokenizeCommand.self, TableCommand.self, BenchCommand.self,
  JoinCommand.self, ModelsCommand.self, CompletionsCommand.self, HelpCommand.self,
]

/// A command without its types.
struct CommandDescription {
  struct Group {
    let title: String
    let options: [OptionDescription]
  }

  let name: String
  let operands: String
  let operandCompletion: Completion
  let summary: String
  let notes: [String]
  let examples: [Example]
  let groups: [Group]

  /// Whether it runs where no command is named.
  var isDefault: Bool { name == EmbedCommand.name }

  var options: [OptionDescription] { groups.flatMap(\.options) }
}
