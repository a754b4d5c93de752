import AlbertEmbed
import Files

/// One of the program's commands.
protocol Command: SendableMetatype {
  /// What the user typed.
  associatedtype Arguments

  static var name: String { get }
  /// What stands behind the options in the usage line.
  static var operands: String { get }
  static var operandCompletion: Completion { get }
  /// One line for the list of commands.
  static var summary: String { get }
  /// Paragraphs under the options.
  static var notes: [String] { get }
  static var groups: [OptionGroup<Arguments>] { get }
  static var initialArguments: Arguments { get }

  static func run(_ arguments: Arguments, operands: [String]) throws -> ExitStatus
}

extension Command {
  static var notes: [String] { [] }

  /// The command as the list of commands, help and completions know it.
  static var description: CommandDescription {
    CommandDescription(
      name: name, operands: operands, operandCompletion: operandCompletion, summary: summary, notes: notes,
      groups: groups.map { CommandDescription.Group(title: $0.title, options: $0.options.map(\.description)) })
  }

  /// Reads the words behind the command's name and does what they say.
  static func run(words: ArraySlice<String>) throws -> ExitStatus {
    let parsed = try ArgumentParser(groups).parse(words, into: initialArguments)
    guard !parsed.wantsHelp else {
      try ByteSink.standardOutput().write(Array(description.help.utf8))
      return .done
    }
    return try run(parsed.arguments, operands: parsed.operands)
  }
}

/// All commands; the first is meant where none is named.
let commands: [any Command.Type] = [
  EmbedCommand.self, ConvertCommand.self, InfoCommand.self, TokenizeCommand.self, TableCommand.self, BenchCommand.self,
  ModelsCommand.self, CompletionsCommand.self,
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
  let groups: [Group]

  var options: [OptionDescription] { groups.flatMap(\.options) }
}
