import ArgumentParsing
import Checkpoint
import Files
import Records
import Runs
import Tokenizers

/// `tokenize`: shows the tokens of texts.
enum TokenizeCommand: Command {
  struct Arguments {
    var model: String?
    var inputFormat: InputFormat?
    var field: String?
    var pairField: String?
    var delimiter: TableDelimiter?
    var quoting: TableQuoting?
    var encodingErrors: EncodingErrors?
    var threads: Int?
  }

  static let name = "tokenize"
  static let operands = "[FILE ...]"
  static let operandCompletion = Completion.files
  static let summary = "Writes the tokens of each record as a JSON line: pieces, ids, words and offsets."
  static let initialArguments = Arguments()
  static let examples = [Example("albert-embed tokenize sentences.txt", "the pieces, ids and offsets of each line")]
  static let notes = [
    """
    "offsets" are a token's start and end in the record's text, in Unicode scalars; "byte_offsets" are the same in bytes of \
    UTF-8. Special tokens have null. Nothing is truncated.
    """
  ]

  static var groups: [OptionGroup<Arguments>] {
    [
      OptionGroup(title: "Model", options: [.model(to: \.model)]),
      OptionGroup(
        title: "Input",
        options: [
          .choice("input-format", short: "i", "what a record is; default by extension, else lines", to: \.inputFormat),
          .text("field", "NAME", "the text's field (jsonl, json, csv, tsv); default 'text'", to: \.field),
          .text("pair-field", "NAME", "the field of a second text", to: \.pairField),
          .delimiter(to: \.delimiter), .quoting(to: \.quoting), .encodingErrors(to: \.encodingErrors),
        ]),
      OptionGroup(
        title: "Running",
        options: [
          .threads(to: \.threads)
        ]),
    ]
  }

  static func run(_ parsed: ParsedArguments<Arguments>) throws -> ExitStatus {
    let arguments = parsed.arguments
    let inputs = inputNames(parsed.operands)
    let format = try arguments.inputFormat ?? commonInputFormat(of: inputs)
    guard format != .ids else { throw UsageError("--input-format ids: token ids are tokenized already") }
    for (option, value) in [("--field", arguments.field), ("--pair-field", arguments.pairField)] {
      guard value == nil || format.hasFields else {
        throw UsageError("\(option): needs jsonl, json, csv or tsv input; this is \(format.rawValue)")
      }
    }
    for option in ["delimiter", "quoting"] where parsed.given.contains(option) {
      guard format == .csv || format == .tsv else {
        throw UsageError("--\(option): needs csv or tsv input; this is \(format.rawValue)")
      }
    }
    var syntax = RecordSyntax()
    syntax.delimiter = arguments.delimiter
    syntax.quoting = arguments.quoting ?? .standard
    syntax.encodingErrors = arguments.encodingErrors ?? .auto
    let checkpoint = try Checkpoint(path: ModelLocator.path(for: arguments.model))
    var reads = ReadFiles()
    checkpoint.add(to: &reads)
    try TokenizeRun(
      inputs: inputs, format: format, fields: RecordFields(text: arguments.field, pair: arguments.pairField),
      syntax: syntax, tokenizer: Tokenizer(checkpoint: checkpoint),
      threads: arguments.threads ?? ProcessorCount.available, reads: reads, checkUnchanged: checkpoint.checkUnchanged
    ).run()
    return .done
  }
}
