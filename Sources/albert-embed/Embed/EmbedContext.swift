import Albert
import AlbertEmbed
import Checkpoint
import EmbeddingFormats
import Files

/// What options are judged by: everything that was typed, and what follows from it for inputs, output and level.
struct EmbedContext {
  let arguments: EmbedArguments
  /// The options that were typed, by their long names.
  let given: Set<String>
  let inputs: [InputName]
  let inputFormat: InputFormat
  let output: OutputName
  let format: OutputFormat
  let checkpoint: Checkpoint
  let configuration: AlbertConfiguration
  let defaults: EmbeddingDefaults

  init(
    _ parsed: ParsedArguments<EmbedArguments>, checkpoint: Checkpoint, configuration: AlbertConfiguration
  ) throws {
    arguments = parsed.arguments
    given = parsed.given
    inputs = inputNames(parsed.operands)
    inputFormat = try arguments.inputFormat ?? commonInputFormat(of: inputs)
    output = arguments.output.map { OutputName($0) } ?? .standardOutput
    format =
      arguments.format ?? OutputFormat(fileExtension: output.fileExtension) ?? (output.isTerminal ? .jsonl : .npy)
    self.checkpoint = checkpoint
    self.configuration = configuration
    defaults = try EmbeddingDefaults(checkpoint: checkpoint, configuration: configuration)
  }

  /// Whether somebody types the input.
  var isTyped: Bool { inputs.contains(.standardInput) && isatty(STDIN_FILENO) == 1 }

  /// What gets a row; where layers are written as they are, tokens.
  var level: EmbeddingRequest.Level { format.abilities.contains(.vectors) ? arguments.level ?? .text : .token }

  /// What the user typed to get that level.
  var levelOption: String {
    arguments.level == nil && level != .text ? "--format \(format.rawValue)" : "--level \(level.rawValue)"
  }
}
