import ArgumentParsing
import Console
import EmbeddingFormats
import Files
import Runs

/// `join`: puts shards together.
enum JoinCommand: Command {
  struct Arguments {
    /// The paths of the files beside the rows.
    var companions: [CompanionFormat: String] = [:]
  }

  static let name = "join"
  static let operands = "OUT SHARD..."
  static let operandCompletion = Completion.files
  static let summary = "Joins the outputs of embed --shard, after a check that they belong together."
  static let initialArguments = Arguments()
  static let examples = [
    Example("albert-embed join rows.npy shards/*.npy", "the file that one run would have written"),
    Example("albert-embed join - shards/*.jsonl | gzip > rows.jsonl.gz", "into a pipe"),
  ]
  static let notes = [
    """
    SHARDs are files that embed wrote with --shard and -o, in any order and any format; OUT is - for standard output. Beside \
    each lies SHARD.shard, a note that says which part of which whole it is, and its checksum. Move a SHARD together with its \
    note. join refuses a SHARD that is missing, given twice, cut off or changed, or that was made with another model, other \
    options, another version or from another input. What --shard wrote to standard output has no note, so it cannot be joined.
    """
  ]

  static var groups: [OptionGroup<Arguments>] {
    [
      OptionGroup(
        title: "Output",
        options: CompanionFormat.allNamed.map { format in
          .text(
            format.name, format.placeholder,
            "\(format.summary), for shards made with --\(format.name); their files are looked for beside the shards first",
            completion: .files, to: \.companions[format])
        })
    ]
  }

  static func run(_ parsed: ParsedArguments<Arguments>) throws -> ExitStatus {
    let (arguments, words) = (parsed.arguments, parsed.words)
    guard words.count >= 2 else { throw UsageError("join: needs an output and shards: OUT SHARD...") }
    let output = OutputName(words[0])
    guard !words.dropFirst().contains("-") else {
      throw UsageError("join: a shard must be a file with a note beside it; standard input has no note")
    }
    for format in CompanionFormat.allNamed where arguments.companions[format] == "-" {
      throw UsageError("--\(format.name): needs a file; the rows go to standard output")
    }
    let shards = try ShardSet(Array(words.dropFirst()), optionNames: EmbedOptions.names)
    let format = shards.format
    if let problem = terminalProblem(format, output, of: "join") { throw UsageError(problem) }
    // The shards' own extension fits too: the user chose it for this format.
    let fitting = format.fileExtensions + [OutputName(words[1]).fileExtension]
    let remedy = "end the name in .\(format.fileExtensions[0]), or in the shards' extension"
    let problems =
      [
        compressedNameProblem(output, of: "join", content: format.rawValue),
        nameProblem(words[0], of: "join", unless: fitting, content: format.rawValue, remedy),
      ] + CompanionFormat.allNamed.map { companionNameProblem($0, arguments.companions[$0]) }
    if let problem = problems.lazy.compactMap(\.self).first { throw UsageError(problem) }
    var companions = arguments.companions
    for kind in shards.companionKinds {
      guard let suffix = kind.suffix else { continue }
      companions[kind] = try output.neighbour(suffix)
      if companions[kind] == nil {
        StandardError.write(
          line: "join: the \(kind.name) of the shards are left out, as \(output.description) has no file beside it")
      }
    }
    try JoinRun(shards, to: output, companions: companions).run()
    return .done
  }
}
