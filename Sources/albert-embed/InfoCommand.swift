import AlbertEmbed
import Checkpoint
import Files

/// `info`: what a checkpoint holds.
enum InfoCommand: Command {
  struct Arguments {
    var verifies = false
    var writesJSON = false
  }

  static let name = "info"
  static let operands = "[MODEL]"
  static let operandCompletion = Completion.models
  static let summary = "Shows what a checkpoint holds: the model's shape, its tokenizer, its defaults, its sections."
  static let initialArguments = Arguments()
  static let notes = [
    "MODEL is a path, or a name as embed's --model takes it; without one it is the model that embed would use."
  ]

  static var groups: [OptionGroup<Arguments>] {
    [
      OptionGroup(
        title: "What to show",
        options: [
          .flag("verify", "read the whole file and compare every section with its checksum") { $0.verifies = true },
          .flag("json", "one JSON object") { $0.writesJSON = true },
        ])
    ]
  }

  static func run(_ arguments: Arguments, operands: [String]) throws -> ExitStatus {
    guard operands.count <= 1 else {
      throw UsageError("info: takes one model; \(operands.count) names were given")
    }
    let checkpoint = try Checkpoint(path: ModelLocator.path(for: operands.first))
    let summary = try CheckpointSummary(checkpoint)
    if arguments.verifies { try checkpoint.verify() }
    try ByteSink.standardOutput().write(arguments.writesJSON ? summary.json : Array(summary.text.utf8))
    return .done
  }
}
