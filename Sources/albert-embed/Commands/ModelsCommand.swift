import Albert
import ArgumentParsing
import Checkpoint
import Console
import Files

/// `models`: lists the checkpoints that have a name.
enum ModelsCommand: Command {
  struct Arguments {
    var writesNames = false
  }

  static let name = "models"
  static let operands = ""
  static let operandCompletion = Completion.nothing
  static let summary = "Lists the models that have a name: size, precision, shape and path."
  static let initialArguments = Arguments()
  static let notes = [
    "The model NAME is the first NAME.albert in the directories that embed --help names."
  ]

  static var groups: [OptionGroup<Arguments>] {
    [
      OptionGroup(
        title: "What to show", options: [.flag("names", "only the names, each on a line") { $0.writesNames = true }])
    ]
  }

  static func run(_ parsed: ParsedArguments<Arguments>) throws -> ExitStatus {
    let (arguments, operands) = (parsed.arguments, parsed.words)
    guard operands.isEmpty else { throw UsageError("models takes no operand, but '\(operands[0])' was given") }
    let models = try ModelLocator.all()
    let lines = arguments.writesNames ? models.map(\.name) : table(models)
    var reads = ReadFiles()
    for model in models { reads.add(path: model.path, as: "a model") }
    try StandardOutput.write(lines.flatMap { fileNameBytes($0) + [UInt8(ascii: "\n")] }, reading: reads)
    return .done
  }

  private static func table(_ models: [(name: String, path: String)]) -> [String] {
    let rows = [["name", "size", "precision", "shape", "path"]] + models.map { row(name: $0.name, path: $0.path) }
    return TextTable(rows[0].map { _ in (.left, 0) }).lines(rows)
  }

  private static func row(name: String, path: String) -> [String] {
    let place = printable(path)
    do {
      let checkpoint = try Checkpoint(path: path)
      let shape = try AlbertConfiguration(checkpoint: checkpoint)
      return [
        printable(name), "\((checkpoint.fileSize + 500_000) / 1_000_000) MB",
        try Precision(checkpoint: checkpoint).name,
        "\(shape.layerCount) layers of \(shape.hiddenSize), \(shape.vocabularySize) pieces", place,
      ]
    } catch {
      return [printable(name), "", "", "cannot be used", printable("\(error)")]
    }
  }
}
