import Albert
import ArgumentParsing
import Console
import Conversion
import Files

/// `convert`: makes a checkpoint from a model.
enum ConvertCommand: Command {
  struct Arguments {
    var poolings: [PoolingStrategy]?
    var normalizes: Bool?
    var precision: Precision?
    var calibrationFile: String?
    var threads: Int?
  }

  static let name = "convert"
  static let operands = "SOURCE DEST"
  static let operandCompletion = Completion.files
  static let summary = "Makes the checkpoint DEST from the ALBERT model SOURCE."
  static let initialArguments = Arguments()
  static let examples = [
    Example("albert-embed convert albert-base-v2 models/albert-base-v2.albert", "then -m albert-base-v2 uses it")
  ]
  static let notes = [
    """
    SOURCE is a directory; or OWNER/NAME, a model that Hugging Face's libraries have downloaded to their cache; or the name \
    of a TensorFlow checkpoint up to .index.
    """,
    """
    The directory holds weights (model.safetensors, pytorch_model.bin, both also in parts with their index, one .pt or \
    .pth file, or a TensorFlow checkpoint), config.json or albert_config.json, and one of tokenizer.json, spiece.model or \
    another .model, and vocab.txt. What a sentence-transformers directory says of pooling, normalization and length \
    becomes the checkpoint's default. Output layers are kept, for embed's --head.
    """,
    """
    Warnings name what SOURCE holds and the checkpoint leaves out.
    """,
    """
    SOURCE may also be an f32 checkpoint, X.albert. DEST then gets another precision or other defaults.
    """,
  ]

  static var groups: [OptionGroup<Arguments>] {
    [
      OptionGroup(
        title: "Defaults of the checkpoint",
        options: [
          .poolings("instead of what SOURCE says: \(PoolingStrategy.allNames)", to: \.poolings),
          .flag("normalize", "scale vectors to length 1, whatever SOURCE says") { $0.normalizes = true },
          .flag("no-normalize", "do not scale them, whatever SOURCE says") { $0.normalizes = false },
        ]),
      OptionGroup(
        title: "Precision",
        options: [
          .parsed(
            "precision", Precision.allCases.map(\.name).joined(separator: "|"),
            "of the weights: a lower one makes the model smaller and faster; default f32",
            completion: .words(Precision.allCases.map(\.name)), to: \.precision, by: parsePrecision),
          .text(
            "calibrate", "FILE",
            "mixed, int8: texts like yours, each on a line; default: ids drawn from the vocabulary",
            completion: .files, to: \.calibrationFile),
          .threads(to: \.threads),
        ]),
    ]
  }

  static func run(_ parsed: ParsedArguments<Arguments>) throws -> ExitStatus {
    let (arguments, operands) = (parsed.arguments, parsed.words)
    guard operands.count == 2 else {
      throw UsageError("convert: takes SOURCE and DEST; \(operands.count) names were given")
    }
    guard operands[1] != "-" else { throw UsageError("convert: DEST must be a file, not standard output (-)") }
    let remedy = "end the name in .albert"
    if let problem = nameProblem(operands[1], of: name, unless: ["albert"], content: "a checkpoint", remedy) {
      throw UsageError(problem)
    }
    var options = ConversionOptions()
    options.poolings = arguments.poolings
    options.normalizes = arguments.normalizes
    options.precision = arguments.precision ?? .float32
    options.calibrationFile = arguments.calibrationFile
    options.threadCount = arguments.threads ?? ProcessorCount.available
    guard arguments.calibrationFile == nil || options.precision != .float32 else {
      throw UsageError("--calibrate: goes with --precision int16, mixed or int8")
    }
    let line = StandardError.isTerminal ? TerminalLine() : nil
    defer { line?.clear() }
    let loss = try convertModel(operands[0], to: operands[1], options: options) { activity, done, total in
      line?.show { String("\(activity): \(total > 0 ? 100 * done / total : 0) %".prefix($0)) }
    } warn: { warning in
      line?.clear()
      StandardError.write(line: "warning: \(warning)")
    }
    line?.clear()
    guard let loss else { return .done }
    for line in loss.lines { StandardError.write(line: "\(line.name): \(line.value)") }
    if loss.isGreat {
      StandardError.write(
        line: "warning: \(options.precision.name) changes this model's vectors a lot; try a higher precision")
    }
    return .done
  }

  private static func parsePrecision(_ name: String) throws(UsageError) -> Precision {
    guard let precision = Precision.allCases.first(where: { $0.name == name }) else {
      throw UsageError(
        "--precision: '\(name)' is not one of \(Precision.allCases.map(\.name).joined(separator: ", "))")
    }
    return precision
  }
}
