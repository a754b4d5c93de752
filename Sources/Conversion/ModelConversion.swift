// Conversion makes a checkpoint of a model as other programs store it. `Directory` finds and opens files, `Weights` reads tensors,
// `Settings` reads the JSON files about the model, `Modules` the modules of sentence-transformers, `Members` lists what these files may
// hold, and `Tokenizer` reads the tokenizer. `Precision` rounds weights to integers; it is the only part that runs a model.

import Albert
import Checkpoint
import Files
import JSON
import TokenizerCompiler

/// What the user wants of a conversion.
public struct ConversionOptions: Sendable {
  /// nil for what the source says; the mean where it says nothing.
  public var poolings: [PoolingStrategy]?
  /// Whether vectors are scaled to unit length; nil for what the source says, false where it says nothing.
  public var normalizes: Bool?
  public var precision = Precision.float32
  /// A file with a text on each line, to calibrate a reduced precision on; nil for ids drawn from the vocabulary.
  public var calibrationFile: String?
  /// Threads that compute a reduced precision.
  public var threadCount = 1

  public init() {}
}

/// Receives a conversion's progress: what it is doing, and how much of how much is done.
public typealias ConversionProgress = (_ activity: String, _ done: Int, _ total: Int) -> Void

/// Makes a checkpoint of a Hugging Face, sentence-transformers or TensorFlow model, or of a checkpoint in single precision.
/// The checkpoint is written under a temporary name and then renamed, so that `path` never holds half of one.
///
/// - Parameters:
///   - source: a directory, the name of a TensorFlow checkpoint or a name in the hub's cache, as `findModel` takes it; or the
///     name of a checkpoint, which ends in ".albert".
///   - path: the checkpoint to write.
///   - warn: receives a line for each thing that the source has and the checkpoint does not do.
/// - Returns: the loss by a reduced precision; nil for single precision.
/// - Throws: `ConversionError` where the model is missing, incomplete, wrong or not supported; `InputOutputError` where the
///   checkpoint cannot be written, or would replace one of the files that are read.
@discardableResult
public func convertModel(
  _ source: String, to path: String, options: ConversionOptions = ConversionOptions(),
  progress: @escaping ConversionProgress = { _, _, _ in }, warn: @escaping (String) -> Void = { _ in }
) throws -> PrecisionLoss? {
  try checkParentDirectory(of: path)
  if fileExtension(of: source) == "albert" {
    return try convertCheckpoint(source, to: path, options: options, progress: progress)
  }
  let directory = try findModel(source)
  directory.files.warn = warn
  let outputs = try CheckpointWriter.output(path)
  let pipeline = try SentenceTransformers(directory)
  let transformer = pipeline?.transformer ?? directory
  let tensors = try openTensors(transformer)
  let adapter = try PEFTAdapter(transformer)
  let model = try SourceModel(tensors, adapter: adapter)
  let settings = try configurationFile(transformer, tensors)
  try settings.check(.configuration)
  if pipeline == nil { try warnOfBareModel(settings, transformer) }
  let configuration = try AlbertConfiguration(
    settings, hasPooler: model.hasPooler, geluIsTanh: tensors.geluIsTanh)

  var defaults = EmbeddingDefaults(
    poolings: pipeline?.poolings ?? [.mean], normalizes: false,
    maximumLength: configuration.maximumPositions)
  var steps = PipelineSteps(inputCount: 0)
  if let pipeline {
    defaults.prompts = pipeline.prompts
    defaults.layerWeights = try pipeline.layerWeights(layerCount: configuration.layerCount, settings)
    steps = try pipeline.steps(hiddenSize: configuration.hiddenSize)
    defaults.truncatedDimension = pipeline.truncatedDimension
    if let columns = pipeline.truncatedDimension, columns >= steps.outputCount { defaults.truncatedDimension = nil }
    // The user can turn off a normalization at the end, but not one before a truncation.
    if defaults.truncatedDimension == nil { defaults.normalizes = steps.removeLastNormalization() }
    defaults.steps = steps.steps
  }
  if let poolings = options.poolings { defaults.replacePoolings(by: poolings) }
  if let normalizes = options.normalizes { defaults.normalizes = normalizes }
  if let length = try pipeline?.settings.maximumLength ?? tokenizerMaximumLength(transformer) {
    guard length >= 1 else {
      throw ConversionError(path: directory.path, problem: "limits texts to \(length) tokens; at least 1 was expected")
    }
    defaults.maximumLength = min(length, defaults.maximumLength)
  }
  guard configuration.hasPooler || !defaults.poolings.contains(.pooler) else {
    throw ConversionError(path: directory.path, problem: "has no pooler, so that 'pooler' cannot be its pooling")
  }

  var (tokenizer, tokenizerPath) = try readTokenizer(transformer, model: settings)
  try pipeline?.settings.apply(to: &tokenizer, transformer)

  var writer = CheckpointWriter()
  configuration.add(to: &writer)
  defaults.add(to: &writer)
  do throws(TokenizerDefinitionError) {
    try tokenizer.add(to: &writer)
  } catch {
    throw ConversionError(path: tokenizerPath, field: error.part, problem: error.problem)
  }
  try model.add(to: &writer, configuration: configuration)
  let heads = try SourceHeads(
    model, try HeadSettings(settings, transformer, taskType: adapter?.taskType), configuration)
  let leftOut = try model.leftOut(configuration, heads: heads.sourceNames)
  leftOut.add(to: &writer)
  heads.warn(directory.files, path: tensors.path)
  for line in leftOut.lines { directory.files.warn("\(tensors.path): \(line) is left out") }
  if !defaults.steps.isEmpty {
    steps.add(to: &writer, inputCount: defaults.poolings.count * configuration.hiddenSize)
  }
  heads.add(to: &writer)
  guard options.precision != .float32 else {
    try writer.write(to: outputs, reads: directory.files.opened)
    return nil
  }
  return try writeModel(
    writer.checkpoint(path: source), defaults: defaults, to: outputs, reads: directory.files.opened, options: options,
    progress: progress)
}

private func configurationFile(
  _ directory: ModelDirectory, _ source: any TensorSource
) throws(ConversionError) -> JSONFile {
  guard let name = try directory.first(of: source.configurationNames) else {
    throw ConversionError(
      path: directory.path, problem: "has no \(source.configurationNames.joined(separator: " or "))")
  }
  return try directory.json(name)
}

/// The `model_max_length` of `tokenizer_config.json`; nil where it is absent, or so large that it means "no limit".
private func tokenizerMaximumLength(_ directory: ModelDirectory) throws(ConversionError) -> Int? {
  guard let file = try directory.jsonIfPresent("tokenizer_config.json") else { return nil }
  // The old name counts only where the new one is absent; null is not absent here.
  let hasName = try file.naming { () throws(JSONError) in
    try file.value.members("the file").contains { $0.isNamed("model_max_length") }
  }
  guard let length = try file.double(hasName ? "model_max_length" : "max_len") else { return nil }
  return Int(exactly: length.rounded(.down))
}
