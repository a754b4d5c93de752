import Albert
import ArgumentParsing
import Checkpoint
import EmbeddingFormats
import Files

extension EmbedOptions {
  static var model: [EmbedOption] {
    [
      EmbedOption(
        .model(to: \.model),
        effect: .changes([.model]))
    ]
  }

  static var input: [EmbedOption] {
    [
      EmbedOption(
        Option(long: "text", short: "e", takesValue: true) {
          OptionDescription(
            long: "text", short: "e", placeholder: "TEXT", completion: .nothing,
            help: "embed TEXT itself, as one record; may be given several times, and beside files")
        } apply: { parsed, text throws(UsageError) in
          parsed.operands.append(.text(text))
        },
        scopes: [.inputs(\.isPlainText) { "is plain text; \($0) input is read by its structure" }],
        effect: .nothing(because: "a text is an input, and the journal lists the inputs")),
      EmbedOption(
        .text(
          "files0-from", "FILE", "read the files that FILE lists, each name ended by a zero byte; - is standard input",
          completion: .files, to: \.nameList),
        scopes: [
          .unless {
            $0.hasOperands
              ? "--files0-from: the list must name all inputs, but there are others on the command line" : nil
          }
        ],
        effect: .nothing(because: "the journal lists the inputs that the list names"),
        configure: { context, settings in
          guard let list = context.nameList else { return }
          settings.job.reads.add(list.description, list.identity, as: "the list of inputs")
        }),
      EmbedOption(
        .choice(
          "input-format", short: "i",
          """
          what a record is; default by the file's extension (.jsonl, .ndjson, .json, .csv, .tsv), else lines. nul: a text \
          that ends with a zero byte. json: an object of an array. tsv: quoted like csv. file: a whole file. ids: a line of \
          token ids, which are embedded as they are
          """, to: \.inputFormat),
        effect: .changes([.inputFormat])),
      EmbedOption(
        .text(
          "field", "NAME",
          "the field of the text; default 'text'. In json and jsonl, a.b is the field b inside a, unless a field is called a.b",
          to: \.field),
        scopes: [
          fields,
          .unless { context in
            let (field, id, pair) = (context.arguments.field, context.arguments.idField, context.arguments.pairField)
            return isSame(field, id) || isSame(field, pair) ? sameField : nil
          },
        ],
        effect: .changes([.textField]),
        configure: { $1.job.fields.text = $0.arguments.field }),
      EmbedOption(
        .text(
          "id-field", "NAME", "a field that goes to the output, or to --ids; with file input 'path'", to: \.idField
        ),
        scopes: [
          .inputs({ $0.hasFields || $0 == .file }) { "needs jsonl, json, csv, tsv or file input; this is \($0)" },
          .unless {
            $0.inputFormat == .file && $0.arguments.idField != "path"
              ? "--id-field: a file has no fields; only 'path' can be its id" : nil
          },
          .unless {
            $0.arguments.companions[.ids] == nil && !$0.format.abilities.contains(.ids)
              ? "--id-field: \($0.format.rawValue) cannot hold ids; --ids FILE writes them beside the rows, or use jsonl or csv"
              : nil
          },
          .unless { isSame($0.arguments.idField, $0.arguments.pairField) ? sameField : nil },
        ],
        effect: .changes([.idField]),
        configure: { $1.job.fields.id = $0.arguments.idField }),
      EmbedOption(
        .text("pair-field", "NAME", "the field of a second text: [CLS] a [SEP] b [SEP]", to: \.pairField),
        scopes: [
          .unless {
            $0.arguments.pairSeparator == nil ? nil : "--pair-separator and --pair-field exclude each other"
          },
          fields,
        ],
        effect: .changes([.pairField]),
        configure: { $1.job.fields.pair = $0.arguments.pairField }),
      EmbedOption(
        .delimiter(to: \.delimiter), scopes: [tables],
        effect: .changes([.delimiter]),
        configure: { $1.job.syntax.delimiter = $0.arguments.delimiter }),
      EmbedOption(
        .quoting(to: \.quoting), scopes: [tables],
        effect: .changes([.quoting]),
        configure: { $1.job.syntax.quoting = $0.arguments.quoting ?? .standard }),
      EmbedOption(
        .encodingErrors(to: \.encodingErrors), scopes: [hasText],
        effect: .nothing(because: "it refuses inputs, and changes no row of those that are read"),
        configure: { $1.job.syntax.encodingErrors = $0.arguments.encodingErrors ?? .auto }),
      EmbedOption(
        .text("pair-separator", "STRING", "what separates the two texts of a pair on a line", to: \.pairSeparator),
        scopes: [.inputs(\.isPlainText) { "goes with lines; \($0) input is read by its structure" }],
        effect: .changes([.pairSeparator]),
        configure: { $1.job.fields.pairSeparator = $0.arguments.pairSeparator }),
      EmbedOption(
        .text("prompt", "NAME", "put the model's prompt NAME before every text", to: \.prompt),
        scopes: [
          texts, hasText,
          .unless { $0.arguments.prefix == nil ? nil : "--prompt and --prefix exclude each other" },
        ],
        effect: .changes([.prefix]),
        configure: { context, settings in
          guard let name = context.arguments.prompt else { return }
          let prompts = context.defaults.prompts
          guard let text = prompts.text(named: name) else {
            let names = prompts.names.isEmpty ? "none" : prompts.names.joined(separator: ", ")
            throw UsageError("--prompt: '\(name)' is not a prompt of this model, which has \(names)")
          }
          settings.request.prefix = text
        }),
      EmbedOption(
        .parsed("prefix", "TEXT", "put TEXT before every text, whatever the model says", to: \.prefix) {
          (text) throws(UsageError) in try Array(typedText(text).utf8)
        },
        scopes: [texts, hasText],
        effect: .changes([.prefix]),
        configure: { if let prefix = $0.arguments.prefix { $1.request.prefix = prefix } }),
    ]
  }

  private static var texts: EmbedOption.Scope {
    .levels([.text, .passage]) { _ in "goes with --level text or passage" }
  }

  private static var hasText: EmbedOption.Scope { .inputs({ $0 != .ids }) { "\($0) input has no text" } }

  private static var fields: EmbedOption.Scope {
    .inputs(\.hasFields) { "needs jsonl, json, csv or tsv input; this is \($0)" }
  }

  /// Whether both are given and name one field.
  private static func isSame(_ one: String?, _ other: String?) -> Bool {
    guard let one, let other else { return false }
    return one.isSame(as: other)
  }

  private static var tables: EmbedOption.Scope {
    .inputs({ $0 == .csv || $0 == .tsv }) { "needs csv or tsv input; this is \($0)" }
  }

  private static let sameField = "--field, --id-field and --pair-field must name different fields"
}
