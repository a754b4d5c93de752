import EmbeddingFormats
import Files
import Runs

/// `join`: shards become the whole.
enum JoinCommand: Command {
  struct Arguments {
    var offsets: String?
    var ids: String?
  }

  static let name = "join"
  static let operands = "OUT SHARD..."
  static let operandCompletion = Completion.files
  static let summary = "Puts the outputs of embed --shard together, after a look whether they are one whole."
  static let initialArguments = Arguments()
  static let examples = [
    Example("albert-embed join rows.npy shards/*.npy", "the whole, as one run would have written it"),
    Example("albert-embed join - shards/*.jsonl | gzip > rows.jsonl.gz", "into a pipe"),
  ]
  static let notes = [
    """
    SHARDs are files that embed wrote with --shard and -o, in any order and any format; OUT is - for standard output. Beside \
    each lies SHARD.shard, which says what part of which whole it is, and its checksum. A SHARD is refused that is missing, there \
    twice, cut off or changed, or was made with another model, other options, another version or of another input; files that \
    were moved go with their notes. The output of --shard on standard output has no note and cannot be joined.
    """
  ]

  static var groups: [OptionGroup<Arguments>] {
    [
      OptionGroup(
        title: "Output",
        options: [
          .text(
            "offsets", "FILE.npy",
            "where each record's rows start, of shards that have --offsets; theirs are looked for beside them first",
            completion: .files, to: \.offsets),
          .text(
            "ids", "FILE", "the records' ids, a line each, of shards that have --ids; looked for in the same way",
            completion: .files, to: \.ids),
        ])
    ]
  }

  static func run(_ parsed: ParsedArguments<Arguments>) throws -> ExitStatus {
    let (arguments, words) = (parsed.arguments, parsed.words)
    guard words.count >= 2 else { throw UsageError("join: needs the output and the shards: OUT SHARD...") }
    let output = OutputName(words[0])
    guard !words.dropFirst().contains("-") else {
      throw UsageError("join: a shard is a file with a note beside it; standard input has none")
    }
    for (option, path) in [("--offsets", arguments.offsets), ("--ids", arguments.ids)] where path == "-" {
      throw UsageError("\(option): needs a file; standard output has the rows")
    }
    let shards = try ShardSequence(Array(words.dropFirst()), optionNames: EmbedOptions.names)
    let format = shards.format
    if format.abilities.contains(.count), output.isTerminal {
      throw UsageError("join: \(format.rawValue) is binary and no good on a terminal; redirect it or name a file")
    }
    // The extension that the shards have was chosen together with their format.
    let fitting = format.fileExtensions + [OutputName(words[1]).fileExtension]
    let remedy = "end the name in .\(format.fileExtensions[0]), or as the shards' names do"
    let problems = [
      compressedNameProblem(output, of: "join", content: format.rawValue),
      nameProblem(words[0], of: "join", unless: fitting, content: format.rawValue, remedy),
      offsetsNameProblem(arguments.offsets), idsNameProblem(arguments.ids),
    ]
    if let problem = problems.lazy.compactMap(\.self).first { throw UsageError(problem) }
    try JoinRun(shards, to: output, offsetsPath: arguments.offsets, idsPath: arguments.ids).run()
    return .done
  }
}
