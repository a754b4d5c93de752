import Albert
import ArgumentParsing
import Benchmark
import Checkpoint
import Files
import Kernels
import Tokenizers

/// `bench`: measures this machine and a model on it.
enum BenchCommand: Command {
  struct Arguments {
    var model: String?
    var shapes: [EncoderShape]?
    var threads: Int?
    var isJSON = false
  }

  static let name = "bench"
  static let operands = ""
  static let operandCompletion = Completion.nothing
  static let summary = "Measures this machine's peak, the kernels' share of it, the encoder and the start-up time."
  static let initialArguments = Arguments()
  static let examples = [Example("albert-embed bench --shapes 8x128 -t 2", "one batch of eight texts, on two threads")]
  static let notes = [
    """
    The peak is that of multiply-adds alone, for each kind of number in the model's precision. Everything is measured in \
    turns and given as median and spread; run nothing else meanwhile. \
    ALBERT_EMBED_ISA=\(InstructionSet.choices) forces an instruction set.
    """
  ]

  static var groups: [OptionGroup<Arguments>] {
    [
      OptionGroup(title: "Model", options: [.model(to: \.model)]),
      OptionGroup(
        title: "What is measured",
        options: [
          .parsed(
            "shapes", "LIST", "records x tokens of each; default 1x16,1x128,8x128,32x32,4x512", to: \.shapes,
            by: parseShapes),
          .threads(to: \.threads),
        ]),
      OptionGroup(title: "Output", options: [.flag("json", "one JSON object", apply: { $0.isJSON = true })]),
    ]
  }

  private static func parseShapes(_ list: String) throws(UsageError) -> [EncoderShape] {
    var shapes: [EncoderShape] = []
    for text in list.split(separator: ",", omittingEmptySubsequences: false) {
      guard let shape = EncoderShape(String(text)) else {
        throw UsageError("'\(text)' is not BATCHxLENGTH, such as 8x128")
      }
      shapes.append(shape)
    }
    return shapes
  }

  static func run(_ parsed: ParsedArguments<Arguments>) throws -> ExitStatus {
    let (arguments, operands) = (parsed.arguments, parsed.words)
    guard operands.isEmpty else { throw UsageError("bench takes no operand, but '\(operands[0])' was given") }
    let path = try ModelLocator.path(for: arguments.model)
    let checkpoint = try Checkpoint(path: path)
    let model = try Albert(checkpoint: checkpoint)
    let longest = model.configuration.maximumPositions
    let standard = [(1, 16), (1, 128), (8, 128), (32, 32), (4, 512)].map { EncoderShape(batch: $0, length: $1) }
    let shapes = arguments.shapes ?? standard.filter { $0.length <= longest }
    if let shape = shapes.first(where: { $0.length > longest }) {
      throw UsageError("--shapes: \(shape) is longer than the model's \(longest) positions")
    }
    let benchmark = Benchmark(
      model: model, tokenizer: try Tokenizer(checkpoint: checkpoint), modelPath: path, shapes: shapes,
      threads: arguments.threads ?? ProcessorCount.available)
    let record = try SmallRecord(vocabularySize: model.configuration.vocabularySize, tokens: min(16, longest))
    let report = try benchmark.run(startUpCommand: [
      executable, "-q", "-m", path, "-i", "ids", "-f", "npy", record.path,
    ])
    var reads = ReadFiles()
    checkpoint.add(to: &reads)
    try StandardOutput.write(arguments.isJSON ? report.json : Array(report.table.utf8), reading: reads)
    return .done
  }

  private static var executable: String {
    #if os(Linux)
      "/proc/self/exe"
    #else
      CommandLine.arguments[0]
    #endif
  }
}

/// A file with one record of ids. It is removed when the object goes away.
private final class SmallRecord {
  let path: String

  init(vocabularySize: Int, tokens: Int) throws {
    let line = (0..<tokens).map { "\($0 * 7919 % vocabularySize)" }.joined(separator: " ") + "\n"
    var template = Array("/tmp/albert-embed-bench.XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard descriptor >= 0, write(descriptor, line, line.utf8.count) == line.utf8.count, close(descriptor) == 0 else {
      throw InputOutputError.system(path, "write")
    }
  }

  deinit { unlink(path) }
}
