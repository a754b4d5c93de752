import ArgumentParsing
import Checkpoint
import Files

/// `info`: shows what a checkpoint holds.
enum InfoCommand: Command {
  struct Arguments {
    var verifies = false
    var writesJSON = false
    var listsSections = false
  }

  static let name = "info"
  static let operands = "[MODEL]"
  static let operandCompletion = Completion.models
  static let summary = "Shows what a checkpoint holds: the model's shape, its tokenizer, its defaults."
  static let initialArguments = Arguments()
  static let examples = [
    Example("albert-embed info", "the default model"),
    Example("albert-embed info --verify small", "the same, after checking the whole file"),
  ]
  static let notes = [
    "MODEL is a path or a name, as for embed --model; without it, the model is the one that embed would use."
  ]

  static var groups: [OptionGroup<Arguments>] {
    [
      OptionGroup(
        title: "What to show",
        options: [
          .flag("verify", "read the whole file, and compare every section with its checksum") { $0.verifies = true },
          .flag("sections", "also the table of the file's sections") { $0.listsSections = true },
          .flag("json", "one JSON object") { $0.writesJSON = true },
        ])
    ]
  }

  static func run(_ parsed: ParsedArguments<Arguments>) throws -> ExitStatus {
    let (arguments, operands) = (parsed.arguments, parsed.words)
    guard operands.count <= 1 else {
      throw UsageError("info: takes one model; \(operands.count) names were given")
    }
    let checkpoint = try Checkpoint(path: ModelLocator.path(for: operands.first))
    let summary = try CheckpointSummary(checkpoint)
    if arguments.verifies { try checkpoint.verify() }
    try checkpoint.checkUnchanged()
    let text = summary.text(listsSections: arguments.listsSections, isVerified: arguments.verifies)
    var reads = ReadFiles()
    checkpoint.add(to: &reads)
    try StandardOutput.write(arguments.writesJSON ? summary.json : Array(text.utf8), reading: reads)
    return .done
  }
}
