import Albert
import AlbertEmbed
import Checkpoint

/// What an `embed` run does: which vectors it makes, what it reads and writes. Options that contradict each other have
/// been refused.
struct EmbedSettings {
  let checkpoint: Checkpoint
  private let precision: Precision
  var request: EmbeddingRequest
  var job: EmbeddingJob
  var threads = 1
  /// Whether a line tells at the end what was done, also where nothing happened that had to be told.
  var summarizes = false

  /// - Throws: `UsageError` where an option was given that makes no sense, and what reading the projection or the model's own
  ///   steps throws.
  init(_ context: EmbedContext) throws {
    checkpoint = context.checkpoint
    precision = context.model.precision
    request = try EmbeddingRequest(context.defaults, model: context.model, checkpoint: checkpoint)
    if context.inputFormat == .ids { request.input = .ids }
    if context.arguments.pairField != nil || context.arguments.pairSeparator != nil { request.input = .pair }
    job = EmbeddingJob(
      inputs: context.inputs, inputFormat: context.inputFormat, output: context.output, format: context.format)
    checkpoint.add(to: &job.reads)
    job.checkUnchanged = { [checkpoint] in try checkpoint.checkUnchanged() }
    job.verifyModel = { [checkpoint] in try checkpoint.verify() }
    job.modelSize = checkpoint.fileSize
    for group in EmbedOptions.groups {
      for option in group.options { try option.check(context) }
    }
    for group in EmbedOptions.groups {
      for option in group.options { try option.configure(context, &self) }
    }
    job.dependencies = { [settings = self] in settings.dependencies }
  }

  /// Whether products of floats make the rows.
  var multipliesFloats: Bool { precision == .float32 || request.steps?.multiplies == true }

  /// What a resumed run must have in common with the one that it goes on with, besides the inputs.
  private var dependencies: [(name: String, value: String)] {
    [("program", "albert-embed \(version)")]
      + EmbedOptions.groups.flatMap { $0.options.compactMap { $0.dependency(self) } }
  }
}
