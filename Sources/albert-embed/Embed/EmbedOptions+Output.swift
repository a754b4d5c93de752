import ArgumentParsing
import EmbeddingFormats
import Files
import Runs

extension EmbedOptions {
  static var output: [EmbedOption] {
    [
      EmbedOption(
        .text(
          "output", short: "o", "FILE",
          "default: standard output. FILE appears when it is complete; until then it is FILE.partial",
          completion: .files,
          to: \.output),
        scopes: [.unless { compressedNameProblem($0.output, of: "--output", content: $0.format.rawValue) }],
        effect: .nothing(because: "the journal lies beside it")),
      EmbedOption(
        .choice(
          "format", short: "f",
          """
          default by FILE's extension; \(OutputFormat.standard.rawValue) where it names no format, \
          \(OutputFormat.standardOnTerminal.rawValue) on a terminal
          """, to: \.format),
        scopes: [.unless { terminalProblem($0.format, $0.output, of: "--format") }],
        effect: .changes([.outputFormat]),
        configure: {
          let hasSpans = $0.arguments.companions[.spans] != nil
          $1.request.labelsRows = $0.level != .text && ($0.format.abilities.contains(.labels) || hasSpans)
        }),
      EmbedOption(
        .choice(
          "dtype",
          "how numbers are stored; default f32. i8: each row is scaled so that its largest number is 127. bits: signs",
          to: \.elementType),
        scopes: [.outputs(that: { $0.abilities.contains(.elementTypes) }, others: "holds text")],
        effect: .changes([.elementType]),
        configure: { if let elementType = $0.arguments.elementType { $1.job.elementType = elementType } }),
      companion(
        .offsets, "write where each record's rows start",
        scopes: [
          .levels([.passage, .word, .token]) { _ in "goes with --level passage, word or token; a text has one row" },
          .outputs(that: { !$0.abilities.contains(.labels) }, others: "names the record of each row itself"),
        ]),
      companion(
        .spans, "write where each row's passage, word or token starts and ends in its text, in Unicode scalars",
        scopes: [
          .levels([.passage, .word, .token]) { _ in "goes with --level passage, word or token; a text has one row" },
          .outputs(that: { !$0.abilities.contains(.labels) }, others: "holds them itself"),
          .inputs({ $0 != .ids }) { "\($0) input has no text" },
        ]),
      companion(
        .ids, "write the records' ids, each on a line, beside the rows",
        scopes: [
          .outputs(that: { !$0.abilities.contains(.ids) }, others: "holds ids itself"),
          .unless { $0.arguments.idField == nil ? "--ids: needs --id-field, which names the field of the ids" : nil },
          .unless {
            // Otherwise nobody could tell which record a row belongs to.
            $0.level != .text && !$0.format.abilities.contains(.labels) && $0.arguments.companions[.offsets] == nil
              ? "--ids: writes a line for each record; with \($0.levelOption) it needs --offsets, which says where a record's rows start"
              : nil
          },
        ]),
      EmbedOption(
        .flag("keys", "write FILE.keys beside -o FILE, so that a later run can reuse the rows") { $0.keepsKeys = true },
        scopes: keysScopes(of: "--keys"), effect: .changes([.keys]), configure: configureKeys),
      EmbedOption(
        .text(
          "reuse", "OLD", "take the rows of OLD, which has OLD.keys, that this run would make again; implies --keys",
          completion: .files, to: \.reuse),
        scopes: [
          .unless { $0.arguments.reuse == "-" ? "--reuse: needs a file; standard input has no keys beside it" : nil }
        ] + keysScopes(of: "--reuse"),
        effect: .changes([.keys]), configure: { $1.job.reusedPath = $0.arguments.reuse }),
      EmbedOption(
        .flag("with-text", "write the text to the output, too") { $0.carriesText = true },
        scopes: [
          .outputs(that: { $0.abilities.contains(.texts) }, others: "has no place for texts"),
          .unless { $0.inputFormat == .ids ? "--with-text: ids input has no text" : nil },
        ],
        effect: .changes([.carriedText]),
        configure: {
          $1.job.carriesText = $0.arguments.carriesText
          $1.request.labelsPassageTexts = $0.arguments.carriesText
        }),
    ]
  }

  /// The scopes of an option that needs keys beside the rows.
  private static func keysScopes(of option: String) -> [EmbedOption.Scope] {
    [
      .unless {
        guard case .path? = $0.arguments.output.map({ OutputName($0) }) else {
          return "\(option): needs -o FILE, beside which it leaves FILE.keys"
        }
        return nil
      },
      .outputs(that: { $0 == .npy }, others: "has no rows of one size"),
      .levels([.text, .passage]) { "goes with --level text or passage; the rows of \($0) have no keys" },
    ]
  }

  private static func configureKeys(_ context: EmbedContext, _ settings: inout EmbedSettings) throws {
    guard context.arguments.keepsKeys || context.arguments.reuse != nil else { return }
    guard let path = try context.output.neighbour(KeysFormat.suffix) else {
      throw InputOutputError.failed(
        "--keys: \(context.output.description) is not a regular file, so a file of keys cannot lie beside it")
    }
    settings.job[.keys] = path
  }

  /// The option that asks for a file beside the rows.
  ///
  /// - Parameter scopes: the scopes of this file alone.
  private static func companion(
    _ format: CompanionFormat, _ help: String, scopes: @escaping @Sendable @autoclosure () -> [EmbedOption.Scope]
  ) -> EmbedOption {
    let name = "--\(format.name)"
    return EmbedOption(
      .text(format.name, format.placeholder, help, completion: .files, to: \.companions[format]),
      scopes: [
        .unless {
          $0.arguments.companions[format] == "-" ? "\(name): needs a file; the rows go to standard output" : nil
        },
        .unless { companionNameProblem(format, $0.arguments.companions[format]) },
      ] + scopes(),
      effect: .changes(RunIdentity.companionKeys.filter { $0.format == format }.map(\.key)),
      configure: { $1.job[format] = $0.arguments.companions[format] })
  }
}
