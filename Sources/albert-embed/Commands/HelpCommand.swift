import ArgumentParsing
import Files

/// `help`: shows the help of a command, or the manual page.
enum HelpCommand: Command {
  struct Arguments {
    var writesManual = false
  }

  static let name = "help"
  static let operands = "[COMMAND]"
  static var operandCompletion: Completion { .words(commands.map { $0.name }) }
  static let summary = "Shows a command's help, or the manual page of all."
  static let initialArguments = Arguments()
  static let examples = [
    Example("albert-embed help convert", "the help of convert"),
    Example("albert-embed help --man | man -l -", "the manual page"),
  ]

  static var groups: [OptionGroup<Arguments>] {
    [
      OptionGroup(
        title: "What to show",
        options: [.flag("man", "albert-embed(1) in roff, as man reads it") { $0.writesManual = true }])
    ]
  }

  static func run(_ parsed: ParsedArguments<Arguments>) throws -> ExitStatus {
    let names = parsed.words
    guard names.count <= 1, !parsed.arguments.writesManual || names.isEmpty else {
      throw UsageError("help: takes one command, or --man alone")
    }
    if parsed.arguments.writesManual {
      try StandardOutput.write(Array(manualPage(of: commands.map { $0.description }).utf8), reading: ReadFiles())
      return .done
    }
    let wanted = names.first ?? commands[0].name
    guard let command = commands.first(where: { $0.name == wanted }) else {
      let hint = nearestWord(to: wanted, in: commands.map { $0.name }).map { "; did you mean \($0)?" } ?? ""
      throw UsageError("help: there is no command '\(wanted)'\(hint)")
    }
    try StandardOutput.write(Array(command.description.help.utf8), reading: ReadFiles())
    return .done
  }
}
