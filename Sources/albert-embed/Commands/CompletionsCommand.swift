import ArgumentParsing
import Files

/// `completions`: prints scripts for shells, made from the same declarations as the help.
enum CompletionsCommand: Command {
  struct Arguments {}

  static let name = "completions"
  static let operands = "bash|zsh|fish"
  static let operandCompletion = Completion.words(Shell.allCases.map(\.rawValue))
  static let summary = "Prints a script that makes a shell complete options, values and files."
  static let initialArguments = Arguments()
  static var groups: [OptionGroup<Arguments>] { [] }
  static let notes = [
    "bash: albert-embed completions bash > ~/.local/share/bash-completion/completions/albert-embed",
    "zsh: albert-embed completions zsh > _albert-embed, in a directory of $fpath",
    "fish: albert-embed completions fish > ~/.config/fish/completions/albert-embed.fish",
  ]

  static func run(_ parsed: ParsedArguments<Arguments>) throws -> ExitStatus {
    let operands = parsed.words
    guard operands.count == 1, let shell = Shell(rawValue: operands[0]) else {
      throw UsageError("completions: name one shell, bash, zsh or fish")
    }
    try StandardOutput.write(Array(shell.script.utf8), reading: ReadFiles())
    return .done
  }
}
