import Albert
import AlbertEmbed
import Checkpoint
import Files
import Tokenizers

/// `embed`, the default command.
enum EmbedCommand: Command {
  static let name = "embed"
  static let operands = "[FILE ...]"
  static let operandCompletion = Completion.files
  static let summary = "Turns text into ALBERT embeddings, a row a record, in input order."
  static let initialArguments = EmbedArguments()
  static var groups: [OptionGroup<EmbedArguments>] {
    EmbedOptions.groups.map { OptionGroup(title: $0.title, options: $0.options.map(\.option)) }
  }
  static var groupDescriptions: [CommandDescription.Group] {
    EmbedOptions.groups.map { CommandDescription.Group(title: $0.title, options: $0.options.map(\.description)) }
  }
  static let notes = [
    """
    FILE is read as standard input where it is - or missing. Data go to standard output, everything else to standard \
    error.
    """,
    """
    A model is looked for where -m says, where $ALBERT_EMBED_MODEL says, then in models/ beside the package that the \
    program was built from, in ../share/albert-embed/ beside the program, and in ./models/.
    """,
    """
    Exit status: 0 done (also where the reader of a pipe had enough); 1 failed; 2 wrong usage; 3 done, but some records \
    are null; 130 and 143 after an interrupt, with FILE.partial left for --resume.
    """,
  ]

  static func run(_ parsed: ParsedArguments<EmbedArguments>) throws -> ExitStatus {
    let arguments = parsed.arguments
    let checkpoint = try Checkpoint(path: ModelLocator.path(for: arguments.model))
    let model = try Albert(checkpoint: checkpoint)
    if !arguments.isQuiet, let note = model.kernels.instructionSet.note {
      StandardError.write(line: note)
    }
    let settings = try EmbedSettings(
      EmbedContext(parsed, checkpoint: checkpoint, configuration: model.configuration))
    let embedder = try Embedder(
      model: model, tokenizer: Tokenizer(checkpoint: checkpoint), request: settings.request, threads: settings.threads)
    let summary = try EmbeddingRun(settings.job, embedder: embedder).run()
    if !arguments.isQuiet, summary.isRemarkable || StandardError.isTerminal {
      StandardError.write(line: summary.description)
    }
    return summary.counts.nullRecords > 0 ? .doneWithNulls : .done
  }
}
