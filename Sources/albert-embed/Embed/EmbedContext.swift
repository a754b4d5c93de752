import Albert
import ArgumentParsing
import Checkpoint
import Embedding
import EmbeddingFormats
import Files
import Records

/// Everything that was typed, and what follows from it for inputs, output and level. Options are checked against it.
struct EmbedContext {
  let arguments: EmbedArguments
  /// The options that were typed, by their long names.
  let given: Set<String>
  let inputs: InputNames
  /// Whether inputs are named on the command line.
  let hasOperands: Bool
  /// The list that names the inputs instead.
  let nameList: NameList?
  let inputFormat: InputFormat
  let output: OutputName
  let format: OutputFormat
  let checkpoint: Checkpoint
  let model: Albert
  /// The output layer whose numbers are asked for; nil for embeddings.
  let head: HeadRequest?
  /// The model's own settings, as far as the typed options keep them.
  private(set) var defaults: EmbeddingDefaults

  var configuration: AlbertConfiguration { model.configuration }

  init(_ parsed: ParsedArguments<EmbedArguments>, checkpoint: Checkpoint, model: Albert) throws {
    arguments = parsed.arguments
    given = parsed.given
    hasOperands = !parsed.operands.isEmpty
    nameList = hasOperands ? nil : try arguments.nameList.map { try NameList(InputName($0)) }
    inputs = nameList?.names ?? inputNames(parsed.operands)
    inputFormat = try arguments.inputFormat ?? commonInputFormat(of: inputs)
    output = arguments.output.map { OutputName($0) } ?? .standardOutput
    format =
      try arguments.format
      ?? impliedFormat(of: output, standard: output.isTerminal ? .standardOnTerminal : .standard)
    self.checkpoint = checkpoint
    self.model = model
    head = try arguments.head.map { [arguments] output in
      let heads = try OutputHeads(checkpoint: checkpoint, configuration: model.configuration)
      let index = try heads.index(for: arguments.level)
      return HeadRequest(layer: try OutputLayer(index, of: heads, model: model, checkpoint: checkpoint), output: output)
    }
    defaults = try EmbeddingDefaults(checkpoint: checkpoint, configuration: model.configuration)
    // The model's settings are for vectors of texts, made by its own layers and poolings.
    if head != nil { defaults.normalizes = false }
    let hasOwnLayers = head == nil && level.isPooled && arguments.layers == nil && arguments.layerMix == nil
    if !hasOwnLayers { defaults.layerWeights = nil }
    if !hasOwnLayers || arguments.poolings != nil {
      defaults.steps = VectorSteps()
      defaults.truncatedDimension = nil
    }
    if !level.isPooled || inputFormat == .ids { defaults.prompts.defaultIndex = nil }
  }

  /// Whether the input is typed on a terminal.
  var isTyped: Bool { inputs.contains(.standardInput) && isatty(STDIN_FILENO) == 1 }

  /// What gets a row; a token where the format holds layers as they are.
  var level: EmbeddingRequest.Level {
    format.abilities.contains(.vectors) ? arguments.level ?? head?.head.task.levels[0] ?? .text : .token
  }

  /// The option that set the level.
  var levelOption: String {
    if arguments.level == nil, head != nil { return "--head" }
    return arguments.level == nil && level != .text ? "--format \(format.rawValue)" : "--level \(level.rawValue)"
  }
}
