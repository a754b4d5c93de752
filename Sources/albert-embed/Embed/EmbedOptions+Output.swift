import ArgumentParsing
import EmbeddingFormats

/// The element types that embeddings are written in.
enum OutputElementType: String, CaseIterable {
  case f32, f16
}

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
          "format", short: "f", "default by FILE's extension; npy where it names no format, jsonl on a terminal",
          to: \.format),
        scopes: [
          .unless {
            // A format that writes its row count first is binary.
            $0.format.abilities.contains(.count) && $0.output.isTerminal
              ? "--format \($0.format.rawValue): is binary and would garble the terminal; redirect it or use -o" : nil
          }
        ],
        effect: .changes([.outputFormat]),
        configure: { $1.request.labelsRows = $0.level != .text && $0.format.abilities.contains(.labels) }),
      EmbedOption(
        .choice("dtype", "type of the numbers; default f32", to: \.elementType),
        scopes: [.outputs({ $0.abilities.contains(.elementTypes) }) { "goes with npy; \($0) holds text" }],
        effect: .changes([.elementType]),
        configure: { $1.job.elementType = $0.arguments.elementType == .f16 ? .float16 : .float32 }),
      EmbedOption(
        .text("offsets", "FILE.npy", "write where each record's rows start", completion: .files, to: \.offsets),
        scopes: [
          .unless { $0.arguments.offsets == "-" ? "--offsets: needs a file; the rows go to standard output" : nil },
          .unless { offsetsNameProblem($0.arguments.offsets) },
          .levels([.word, .token]) { _ in "goes with --level word or token; a text has one row" },
          .outputs({ !$0.abilities.contains(.labels) }) { "goes with npy; \($0) names the record of each row itself" },
        ],
        effect: .changes([.offsets]),
        configure: { $1.job.offsetsPath = $0.arguments.offsets }),
      EmbedOption(
        .text("ids", "FILE", "write the records' ids, one a line, beside the rows", completion: .files, to: \.ids),
        scopes: [
          .unless { $0.arguments.ids == "-" ? "--ids: needs a file; the rows go to standard output" : nil },
          .unless { idsNameProblem($0.arguments.ids) },
          .outputs({ !$0.abilities.contains(.ids) }) { "goes with npy; \($0) holds ids itself" },
          .unless { $0.arguments.idField == nil ? "--ids: needs --id-field, which names the field of the ids" : nil },
          .unless {
            // Otherwise nobody could tell which record a row belongs to.
            $0.level != .text && $0.format.abilities.contains(.count) && $0.arguments.offsets == nil
              ? "--ids: writes a line a record; with \($0.levelOption) it needs --offsets, which says where a record's rows start"
              : nil
          },
        ],
        effect: .changes([.ids]),
        configure: { $1.job.idsPath = $0.arguments.ids }),
      EmbedOption(
        .flag("with-text", "write the text to the output, too") { $0.carriesText = true },
        scopes: [
          .outputs({ $0.abilities.contains(.texts) }) { "goes with jsonl and csv, not \($0)" },
          .unless { $0.inputFormat == .ids ? "--with-text: ids input has no text" : nil },
        ],
        effect: .changes([.carriedText]),
        configure: { $1.job.carriesText = $0.arguments.carriesText }),
    ]
  }
}
