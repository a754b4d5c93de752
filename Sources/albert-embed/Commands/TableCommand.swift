import Albert
import ArgumentParsing
import Checkpoint
import Embedding
import Files
import Runs
import Tokenizers

/// `table`: writes the static embedding table.
enum TableCommand: Command {
  struct Arguments {
    var model: String?
    var rule: StaticTable.PieceRule?
    var output: String?
    var format: TableFormat?
  }

  static let name = "table"
  static let operands = "[WORD ...]"
  static let operandCompletion = Completion.nothing
  static let summary = "Writes the static embedding table: all rows in the order of token ids, or the rows of words."
  static let initialArguments = Arguments()
  static let examples = [
    Example("albert-embed table -f word2vec -o table.txt", "for gensim's KeyedVectors"),
    Example("albert-embed table -f csv cat dog", "the rows of two words"),
  ]
  static let notes = [
    """
    A row holds a token's embedding before the encoder, the same in every context. A WORD is tokenized without special \
    tokens. In jsonl, csv and word2vec the name of a row is its piece or WORD; word2vec is the text format that gensim's \
    KeyedVectors.load_word2vec_format reads.
    """
  ]

  static var groups: [OptionGroup<Arguments>] {
    [
      OptionGroup(title: "Model", options: [.model(to: \.model)]),
      OptionGroup(
        title: "Which rows",
        options: [.choice("subtoken", "how the vectors of a WORD's pieces become one; default mean", to: \.rule)]),
      OptionGroup(
        title: "Output",
        options: [
          .text("output", short: "o", "FILE", "default: standard output", completion: .files, to: \.output),
          .choice(
            "format", short: "f",
            """
            default by FILE's extension; \(TableFormat.standard.rawValue) where it names no format, \
            \(TableFormat.standardOnTerminal.rawValue) on a terminal
            """, to: \.format),
        ]),
    ]
  }

  static func run(_ parsed: ParsedArguments<Arguments>) throws -> ExitStatus {
    let (arguments, words) = (parsed.arguments, parsed.words)
    let output = arguments.output.map { OutputName($0) } ?? .standardOutput
    let format =
      try arguments.format
      ?? impliedFormat(of: output, standard: output.isTerminal ? .standardOnTerminal : .standard)
    let problem =
      compressedNameProblem(output, of: "--output", content: format.rawValue)
      ?? terminalProblem(format.format, output, of: "--format")
    if let problem { throw UsageError(problem) }
    if arguments.rule != nil, words.isEmpty {
      throw UsageError("--subtoken: goes with WORDs; the whole table has a row for each piece")
    }
    let texts = try words.map(typedText)
    let path = try ModelLocator.path(for: arguments.model)
    let checkpoint = try Checkpoint(path: path)
    let table = StaticTable(
      model: try Albert(checkpoint: checkpoint), tokenizer: try Tokenizer(checkpoint: checkpoint),
      rule: arguments.rule ?? .mean)
    var reads = ReadFiles()
    checkpoint.add(to: &reads)
    try TableRun(
      table, words: texts, to: output, as: format, reads: reads, checkUnchanged: checkpoint.checkUnchanged
    ).run()
    return .done
  }
}
