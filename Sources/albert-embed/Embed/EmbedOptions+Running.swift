import ArgumentParsing
import Console
import EmbeddingFormats
import Files
import Records

extension EmbedOptions {
  static var running: [EmbedOption] {
    [
      EmbedOption(
        .threads(to: \.threads), effect: .nothing(because: "rows are the same on any number of threads"),
        configure: { $1.threads = $0.arguments.threads ?? ProcessorCount.available }),
      EmbedOption(
        .number(
          "rows", "the number of records, if you know it: npy from a pipe to a pipe then needs no temporary file",
          atLeast: 0, to: \.rows),
        scopes: [
          .outputs(that: \.statesCount, others: "does not hold the number of rows"),
          .levels([.text]) { "gives the number of records; with \($0) rows are not records" },
        ],
        effect: .nothing(because: "a wrong promise ends the run"),
        configure: { $1.job.promisedRecords = $0.arguments.rows }),
      EmbedOption(
        .parsed(
          "shard", "K/N", "embed only the K-th of N parts of the input; join puts the parts together",
          to: \.shard, by: parseShard),
        effect: .changes([.shard]),
        configure: { $1.job.shard = $0.arguments.shard }),
      EmbedOption(
        .flag("resume", "go on with the FILE.partial that a crash or an interrupt left") { $0.resumes = true },
        scopes: [
          .unless {
            switch $0.arguments.output {
            case nil: "--resume: needs -o FILE, and goes on with FILE.partial"
            case "-": "--resume: needs -o FILE; no run can go on with standard output"
            case _?: nil
            }
          }
        ],
        effect: .nothing(because: "a run that goes on writes what one run writes"),
        configure: { $1.job.resumes = $0.arguments.resumes }),
      EmbedOption(
        .choice(
          "on-error", "at a record that cannot be embedded, stop (default), or write a null row", to: \.errorPolicy),
        scopes: [
          .unless {
            $0.arguments.errorPolicy == .null && $0.arguments.elementType?.holdsNullRows == false
              ? "--on-error null: --dtype bits cannot tell a null row from others; i8, f16 and f32 can" : nil
          }
        ],
        effect: .nothing(because: "a run that stopped at a record may go on with null rows"),
        configure: { $1.job.errorPolicy = $0.arguments.errorPolicy ?? .stop }),
      EmbedOption(
        .flag(
          "dry-run",
          "embed nothing: read and tokenize all input, and report the tokens, the size and about the time that a run takes"
        ) { $0.isDryRun = true },
        scopes: [
          .unless { $0.arguments.resumes ? "--dry-run: and --resume exclude each other; it counts all records" : nil }
        ],
        effect: .nothing(because: "it writes no rows"), configure: { $1.isDryRun = $0.arguments.isDryRun }),
      EmbedOption(
        .text(
          "stats", "FILE", "at the end, write a JSON object with the numbers of the run or dry run",
          completion: .files, to: \.statistics),
        scopes: [
          .unless { $0.arguments.statistics == "-" ? "--stats: needs a file; standard output has the rows" : nil }
        ],
        effect: .nothing(because: "it is written beside the rows"),
        configure: { $1.job.statisticsPath = $0.arguments.statistics }),
      EmbedOption(
        .choice(
          "progress", "auto (default): where standard error is a terminal and nobody types input or reads rows there",
          to: \.progress),
        effect: .nothing(because: "it changes standard error"),
        configure: { context, settings in
          let isConversation = context.isTyped || context.output.isTerminal
          settings.job.progress = context.arguments.progress ?? (isConversation ? .never : .auto)
        }),
      EmbedOption(
        .flag("summary", "write a summary line at the end, also where standard error is not a terminal") {
          $0.wantsSummary = true
        },
        scopes: [.unless { $0.arguments.isQuiet ? "--summary and --quiet exclude each other" : nil }],
        effect: .nothing(because: "it changes standard error"),
        configure: { context, settings in
          let (typed, mode) = (context.arguments, context.arguments.progress)
          settings.summarizes =
            typed.wantsSummary || mode == .always || StandardError.isTerminal && !context.isTyped
        }),
      EmbedOption(
        .flag("quiet", short: "q", "write no summary, warnings or progress") { $0.isQuiet = true },
        scopes: [
          .unless { $0.arguments.progress == .always ? "--quiet and --progress always exclude each other" : nil }
        ],
        effect: .nothing(because: "it changes standard error"), configure: { $1.job.isQuiet = $0.arguments.isQuiet }),
    ]
  }
}

private func parseShard(_ text: String) throws(UsageError) -> Shard {
  let parts = text.parts(separatedBy: UInt8(ascii: "/"))
  guard parts.count == 2, let number = Int(parts[0]), let count = Int(parts[1]),
    let shard = Shard(number: number, count: count)
  else { throw UsageError("'\(text)' is not K/N with 1 <= K <= N") }
  return shard
}
