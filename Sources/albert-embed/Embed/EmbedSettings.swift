import Albert
import ArgumentParsing
import Checkpoint
import Embedding
import Runs

/// What an `embed` run does: which vectors it makes, what it reads and writes. Options that contradict each other have been
/// refused before.
struct EmbedSettings {
  var request: EmbeddingRequest
  var job: EmbeddingJob
  var threads = 1
  /// Whether a summary is written also where nothing remarkable happened.
  var summarizes = false
  /// Whether nothing is embedded, and the run is only planned.
  var isDryRun = false

  /// - Throws: `UsageError` where an option makes no sense here, and whatever reading the projection or the model's own steps
  ///   throws.
  init(_ context: EmbedContext) throws {
    let (checkpoint, precision) = (context.checkpoint, context.model.precision)
    request = try EmbeddingRequest(context.defaults, model: context.model, checkpoint: checkpoint)
    if context.inputFormat == .ids { request.input = .ids }
    if context.arguments.pairField != nil || context.arguments.pairSeparator != nil { request.input = .pair }
    job = EmbeddingJob(
      inputs: context.inputs, inputFormat: context.inputFormat, output: context.output, format: context.format)
    checkpoint.add(to: &job.reads)
    job.checkUnchanged = { try checkpoint.checkUnchanged() }
    job.verifyModel = { try checkpoint.verify() }
    job.modelSize = checkpoint.fileSize
    job.model = { ModelIdentity(checkpoint, precision: precision) }
    job.program = "albert-embed \(version)"
    job.optionNames = EmbedOptions.names
    for group in EmbedOptions.groups {
      for option in group.options { try option.check(context) }
    }
    for group in EmbedOptions.groups {
      for option in group.options { try option.configure(context, &self) }
    }
    let instructionSet = context.model.kernels.instructionSet
    job.circumstances = { [threads] in
      RunReport.Circumstances(
        program: "albert-embed \(version)", model: checkpoint.path, precision: precision.name,
        fingerprint: ModelIdentity(checkpoint, precision: precision).content,
        instructionSet: instructionSet.rawValue, threads: threads)
    }
  }
}
