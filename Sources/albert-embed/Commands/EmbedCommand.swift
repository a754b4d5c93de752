import Albert
import ArgumentParsing
import Checkpoint
import Console
import Embedding
import Files
import Runs
import Tokenizers

/// `embed`, the default command.
enum EmbedCommand: Command {
  static let name = "embed"
  static let operands = "[FILE ...]"
  static let operandCompletion = Completion.files
  static let summary = "Turns text into ALBERT embeddings, one row for each record, in input order."
  static let initialArguments = EmbedArguments()
  static var groups: [OptionGroup<EmbedArguments>] {
    EmbedOptions.groups.map { OptionGroup(title: $0.title, options: $0.options.map(\.option)) }
  }
  static var groupDescriptions: [CommandDescription.Group] {
    EmbedOptions.groups.map { CommandDescription.Group(title: $0.title, options: $0.options.map(\.description)) }
  }
  static let notes = [
    """
    Where FILE is -, or neither FILE nor TEXT is given, standard input is read. Rows go to standard output, messages to \
    standard error.
    """,
    """
    A model is looked up as -m or $ALBERT_EMBED_MODEL names it, then in models/ of the package that the program was built \
    in, in ../share/albert-embed/ beside the program, and in ./models/.
    """,
    """
    --head gives the results of the output layer of a fine-tuned ALBERT, as transformers' pipelines and CrossEncoder do: a row for \
    each text or pair, or for each token, or with --level word for each word. `info` shows which head a model has, and its labels. A \
    text in windows has the mean of its windows' logits, weighted by their tokens.
    """,
    """
    A row that --reuse takes from OLD has the same bits as the row that the run would make. OLD.keys names the model and the options \
    of OLD's rows, and has a digest of each row's tokens and a checksum of the row. The run fails if OLD is damaged, or if another \
    model or options that give other rows made it. OLD may be FILE itself.
    """,
  ]
  static let examples = [
    Example("albert-embed -o rows.npy sentences.txt", "a row for each line; rows.npy appears when it is complete"),
    Example("albert-embed -f csv -e 'a text' -e another", "texts from the command line"),
    Example("albert-embed --field body --id-field id -f jsonl corpus.jsonl", "records with fields"),
    Example("albert-embed --level word --subtoken first -f jsonl sentences.txt", "a vector for each word"),
    Example("albert-embed -m sentiment --head scores -f csv reviews.txt", "a fine-tuned model's labels"),
    Example("albert-embed --pooling mean,max --normalize -o rows.npy sentences.txt", "two poolings side by side"),
    Example("albert-embed --keys -o rows.npy corpus.txt", "rows, and the keys by which --reuse finds them"),
    Example("albert-embed --reuse rows.npy -o rows.npy corpus.txt", "the next day: embeds what is new or changed"),
    Example("albert-embed --shard 3/64 -o part-03.npy corpus.txt", "one machine's part of a large corpus"),
  ]

  static func run(_ parsed: ParsedArguments<EmbedArguments>) throws -> ExitStatus {
    let arguments = parsed.arguments
    try refuseMissing(parsed)
    let checkpoint = try Checkpoint(path: ModelLocator.path(for: arguments.model))
    let model = try Albert(checkpoint: checkpoint)
    if !arguments.isQuiet, let note = model.kernels.instructionSet.note {
      StandardError.write(line: note)
    }
    let context = try EmbedContext(parsed, checkpoint: checkpoint, model: model)
    let settings = try EmbedSettings(context)
    let embedder = try Embedder(
      model: model, tokenizer: Tokenizer(checkpoint: checkpoint), request: settings.request, threads: settings.threads)
    if settings.isDryRun {
      let report = try DryRun(settings.job, embedder: embedder).run()
      if !arguments.isQuiet { StandardError.write(line: report.description) }
      return report.counts.nullRecords > 0 ? .doneWithNulls : .done
    }
    let run = try EmbeddingRun(settings.job, embedder: embedder)
    if !arguments.isQuiet, context.isTyped, StandardError.isTerminal {
      let records = context.inputFormat == .lines ? "a text on each line" : "\(context.inputFormat.rawValue) input"
      StandardError.write(line: "waiting for \(records), until Ctrl-D (--help tells more)")
    }
    let report = try run.run()
    if !arguments.isQuiet, report.isRemarkable || settings.summarizes {
      StandardError.write(line: report.description)
    }
    return report.counts.nullRecords > 0 ? .doneWithNulls : .done
  }

  /// Refuses an operand that names no file, and says what the user may have meant.
  private static func refuseMissing(_ parsed: ParsedArguments<EmbedArguments>) throws(InputOutputError) {
    // With --on-error null, a missing file is a null row.
    guard parsed.arguments.errorPolicy != .null else { return }
    for (index, word) in parsed.words.enumerated() where word != "-" && FileIdentity(path: word) == nil {
      let code = errno
      var hint: String?
      if index == 0, let command = nearestWord(to: word, in: commands.map { $0.name }) {
        hint = "did you mean the command \(command)?"
      } else if !word.utf8.contains(UInt8(ascii: "/")), !word.contains(".") || word.contains(" ") {
        hint = "-e TEXT embeds a text from the command line"
      }
      if let hint, code == ENOENT { throw .failed("\(word): cannot read: \(systemProblem(code)); \(hint)") }
    }
  }
}
