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
          "rows", "the promised number of records, so that a pipe needs no temporary file", atLeast: 0, to: \.rows),
        scopes: [
          .outputs({ $0.abilities.contains(.count) }) { "goes with npy; \($0) holds no count" },
          .levels([.text]) { "promises records; with \($0) rows are others" },
        ],
        effect: .nothing(because: "a wrong promise ends the run"),
        configure: { $1.job.promisedRecords = $0.arguments.rows }),
      EmbedOption(
        .parsed(
          "shard", "K/N", "only the K-th of N parts of the input; outputs put together in order are the whole",
          to: \.shard, by: parseShard),
        effect: .changes([.shard]),
        configure: { $1.job.shard = $0.arguments.shard }),
      EmbedOption(
        .flag("resume", "go on with FILE.partial after a crash") { $0.resumes = true },
        scopes: [
          .unless {
            switch $0.arguments.output {
            case nil: "--resume: needs -o FILE, whose FILE.partial it goes on with"
            case "-": "--resume: needs -o FILE; standard output cannot be gone on with"
            case _?: nil
            }
          }
        ],
        effect: .nothing(because: "a run that goes on writes what one run writes"),
        configure: { $1.job.resumes = $0.arguments.resumes }),
      EmbedOption(
        .choice(
          "on-error", "a record that cannot be embedded: stop (default), or make its row null", to: \.errorPolicy),
        effect: .nothing(because: "a run that stopped at a record may go on with null rows"),
        configure: { $1.job.errorPolicy = $0.arguments.errorPolicy ?? .stop }),
      EmbedOption(
        .choice(
          "progress", "default auto: if standard error is a terminal, and nobody types or reads rows there",
          to: \.progress),
        effect: .nothing(because: "it changes standard error"),
        configure: { context, settings in
          let isConversation = context.isTyped || context.output.isTerminal
          settings.job.progress = context.arguments.progress ?? (isConversation ? .never : .auto)
        }),
      EmbedOption(
        .flag("summary", "a line at the end, also where standard error is no terminal") { $0.wantsSummary = true },
        scopes: [.unless { $0.arguments.isQuiet ? "--summary: and --quiet exclude each other" : nil }],
        effect: .nothing(because: "it changes standard error"),
        configure: { context, settings in
          let (typed, mode) = (context.arguments, context.arguments.progress)
          settings.summarizes =
            typed.wantsSummary || mode == .always || StandardError.isTerminal && !context.isTyped
        }),
      EmbedOption(
        .flag("quiet", short: "q", "no summary, warnings or progress") { $0.isQuiet = true },
        scopes: [
          .unless { $0.arguments.progress == .always ? "--quiet: and --progress always exclude each other" : nil }
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
