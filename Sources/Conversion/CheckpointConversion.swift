import Albert
import Checkpoint
import Files
import Threads
import Tokenizers

/// Makes a checkpoint of another one, with another precision or other defaults.
func convertCheckpoint(
  _ source: String, to path: String, options: ConversionOptions, progress: @escaping ConversionProgress
) throws -> PrecisionLoss? {
  let checkpoint = try Checkpoint(path: source)
  let precision = try Precision(checkpoint: checkpoint)
  guard precision == .float32 else {
    throw ConversionError(
      path: source,
      problem: "is a model in \(precision.name); a model in f32 was expected, since the others are rounded already")
  }
  let configuration = try AlbertConfiguration(checkpoint: checkpoint)
  var defaults = try EmbeddingDefaults(checkpoint: checkpoint, configuration: configuration)
  if let poolings = options.poolings { defaults.replacePoolings(by: poolings) }
  defaults.normalizes = options.normalizes ?? defaults.normalizes
  guard configuration.hasPooler || !defaults.poolings.contains(.pooler) else {
    throw ConversionError(path: source, problem: "has no pooler, so that 'pooler' cannot be its pooling")
  }
  var reads = ReadFiles()
  checkpoint.add(to: &reads)
  return try writeModel(
    checkpoint, defaults: defaults, to: CheckpointWriter.output(path), reads: reads, options: options,
    progress: progress)
}

/// Writes a model of single precision in the precision that the options name.
///
/// - Returns: the loss by a reduced precision; nil for single precision.
func writeModel(
  _ source: Checkpoint, defaults: EmbeddingDefaults, to outputs: OutputSet, reads: ReadFiles,
  options: ConversionOptions, progress: @escaping ConversionProgress
) throws -> PrecisionLoss? {
  var reads = reads
  try outputs.refuse(reads)
  let model = try Albert(checkpoint: source)
  let tokenizer = try Tokenizer(checkpoint: source)
  let reduction = PrecisionReduction(
    source: source, model: model,
    heads: try OutputHeads(checkpoint: source, configuration: model.configuration), precision: options.precision,
    team: try Team(threads: options.threadCount),
    progress: progress)
  var writer = CheckpointWriter()
  var loss: PrecisionLoss?
  if options.precision == .float32 {
    try reduction.addSections(to: &writer, defaults: defaults)
  } else {
    let texts: CalibrationTexts
    if let name = options.calibrationFile {
      let file = try InputFile(.path(name))
      reads.add(name, file.identity, as: "the calibration texts")
      texts = try CalibrationTexts(
        lines: calibrationLines(file), path: name, tokenizer: tokenizer, maximumLength: defaults.maximumLength,
        vocabularySize: model.configuration.vocabularySize)
    } else {
      texts = CalibrationTexts(
        drawnFrom: tokenizer, vocabularySize: model.configuration.vocabularySize, maximumLength: defaults.maximumLength)
    }
    loss = try reduction.add(to: &writer, defaults: defaults, texts: texts)
  }
  try writer.write(to: outputs, reads: reads)
  return loss
}

/// The lines of a file's first 16 MB, which are more than a calibration can use, without the empty ones.
///
/// - Throws: where the file cannot be read or is not a text.
private func calibrationLines(_ file: InputFile) throws -> [String] {
  let content = try file.content(atMost: 1 << 24)
  let sample = Array(content.prefix(ForeignContent.sampleSize))
  if let problem = ForeignContent.problem(with: sample, of: file.name, allowsZeros: false) {
    throw ConversionError(path: file.name, problem: problem)
  }
  return content.split(whereSeparator: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") })
    .map { String(decoding: $0, as: UTF8.self) }
}
