import Albert
import AlbertEmbed
import Conversion

/// `convert`: a model becomes a checkpoint.
enum ConvertCommand: Command {
  struct Arguments {
    var poolings: [PoolingStrategy]?
    var normalizes: Bool?
  }

  static let name = "convert"
  static let operands = "SOURCE DEST"
  static let operandCompletion = Completion.files
  static let summary = "Makes the checkpoint DEST of the ALBERT that SOURCE names."
  static let initialArguments = Arguments()
  static let notes = [
    """
    SOURCE is a directory; or OWNER/NAME, a model that Hugging Face's libraries have fetched to their cache; or what \
    stands before .index in the name of a TensorFlow checkpoint.
    """,
    """
    The directory holds weights (model.safetensors, pytorch_model.bin, both also in parts with their index, one .pt or \
    .pth file, or a TensorFlow checkpoint), config.json or albert_config.json, and one of tokenizer.json, spiece.model or \
    another .model, and vocab.txt. What a sentence-transformers directory says of pooling, normalization and length \
    becomes the checkpoint's default.
    """,
  ]

  static var groups: [OptionGroup<Arguments>] {
    [
      OptionGroup(
        title: "Defaults of the checkpoint",
        options: [
          .parsed(
            "pooling", "NAME[,NAME...]",
            "instead of what SOURCE says: \(PoolingStrategy.allCases.map(\.rawValue).joined(separator: ", "))",
            completion: .list(PoolingStrategy.allCases.map(\.rawValue)), to: \.poolings, by: parsePoolings),
          .flag("normalize", "bring vectors to length 1, whatever SOURCE says") { $0.normalizes = true },
          .flag("no-normalize", "leave their length, whatever SOURCE says") { $0.normalizes = false },
        ])
    ]
  }

  static func run(_ arguments: Arguments, operands: [String]) throws -> ExitStatus {
    guard operands.count == 2 else {
      throw UsageError("convert: takes a model and the checkpoint to make; \(operands.count) names were given")
    }
    guard operands[1] != "-" else { throw UsageError("convert: a checkpoint is a file; - is none") }
    var options = ConversionOptions()
    options.poolings = arguments.poolings
    options.normalizes = arguments.normalizes
    try convertModel(operands[0], to: operands[1], options: options)
    return .done
  }
}
