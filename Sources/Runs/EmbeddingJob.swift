import EmbeddingFormats
import Files
import Records

/// The job of a run: its inputs and outputs, and how it behaves. `EmbeddingRequest` says which vectors the run makes.
public struct EmbeddingJob: Sendable {
  /// What a run does about a record that cannot be embedded.
  public enum ErrorPolicy: String, Sendable, CaseIterable {
    /// The run fails.
    case stop
    /// The record gets a null row.
    case null
  }

  public enum ProgressMode: String, Sendable, CaseIterable {
    /// Progress is shown only where standard error is a terminal.
    case auto
    case always, never
  }

  /// A file that is written beside the rows.
  public struct Companion: Sendable {
    public let format: CompanionFormat
    public let path: String
  }

  public var inputs: InputNames
  public var inputFormat: InputFormat
  public var fields = RecordFields()
  public var syntax = RecordSyntax()
  public var output: OutputName
  public var format: OutputFormat
  /// The type of the numbers in a binary format. Text formats ignore it.
  public var elementType = OutputElementType.float32
  /// The files that are written beside the rows, in the order of `CompanionFormat.allCases`.
  public private(set) var companions: [Companion] = []
  public var carriesText = false
  /// The path of an array that an earlier run wrote with keys. Rows with the same keys are taken from it.
  public var reusedPath: String?
  /// The names of the equal parts of a row, where it has several. Only JSON lines use them.
  public var partNames: [String] = []
  /// The name of each column; nil for embeddings.
  public var labels: LabelColumns?
  /// The numbers of the layers that a row holds side by side, as the user typed them. Only BERT's JSON lines use them.
  public var layerIndices: [Int] = []
  /// The path of the run's statistics, which are written at the end; nil for none.
  public var statisticsPath: String?
  public var promisedRecords: Int?
  public var shard: Shard?
  public var resumes = false
  public var errorPolicy = ErrorPolicy.stop
  public var progress = ProgressMode.auto
  public var isQuiet = false
  /// The files that are read besides the inputs, such as the checkpoint.
  public var reads = ReadFiles()
  /// Throws if one of these files has changed.
  public var checkUnchanged: @Sendable () throws -> Void = {}
  /// Compares the model's content with the checksums that `model` is made of, and throws if the model is damaged. It is called
  /// once, before the model's identity is written to a file.
  public var verifyModel: @Sendable () throws -> Void = {}
  /// The number of bytes that `verifyModel` reads.
  public var modelSize = 0
  /// The program's name and version, for journals and notes.
  public var program = ""
  /// Returns the identity of the model. It is called only where a file needs it.
  public var model: @Sendable () -> ModelIdentity = { ModelIdentity(content: "", precision: .float32) }
  public var optionNames: RunIdentity.OptionNames = { _ in [] }
  /// Returns the circumstances of the run, for the statistics. It is called only where statistics are written.
  public var circumstances: @Sendable () -> RunReport.Circumstances = {
    RunReport.Circumstances(program: "", model: "", precision: "", fingerprint: "", instructionSet: "", threads: 1)
  }

  public init(inputs: InputNames, inputFormat: InputFormat, output: OutputName, format: OutputFormat) {
    self.inputs = inputs
    self.inputFormat = inputFormat
    self.output = output
    self.format = format
  }

  /// The path of the companion of a kind; nil where the run does not write one.
  public subscript(_ format: CompanionFormat) -> String? {
    get { companions.first { $0.format == format }?.path }
    set {
      let others = companions.filter { $0.format != format }
      let all = others + (newValue.map { [Companion(format: format, path: $0)] } ?? [])
      companions = CompanionFormat.allCases.compactMap { format in all.first { $0.format == format } }
    }
  }
}
