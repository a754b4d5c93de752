import EmbeddingFormats
import Files
import Records

/// What a run reads and writes, and how it behaves meanwhile. `EmbeddingRequest` says which vectors it makes.
public struct EmbeddingJob: Sendable {
  /// What happens to a record that cannot be embedded.
  public enum ErrorPolicy: String, Sendable, CaseIterable {
    /// The run fails.
    case stop
    /// The record gets a null row.
    case null
  }

  public enum ProgressMode: String, Sendable, CaseIterable {
    /// Only where standard error is a terminal.
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
  /// Binary formats only.
  public var elementType = OutputElementType.float32
  /// The files beside the rows, in the order of `CompanionFormat.allCases`.
  public private(set) var companions: [Companion] = []
  public var carriesText = false
  /// An array that an earlier run left with its keys, whose rows are taken where they are those that this run would make.
  public var reusedPath: String?
  /// JSON lines: the names of the equal parts of a row, where it has several.
  public var partNames: [String] = []
  /// The name of each column; nil for embeddings.
  public var labels: LabelColumns?
  /// BERT's JSON lines: the numbers of the layers that a row holds side by side, as they were typed.
  public var layerIndices: [Int] = []
  /// Where the run's statistics go when it is done.
  public var statisticsPath: String?
  public var promisedRecords: Int?
  public var shard: Shard?
  public var resumes = false
  public var errorPolicy = ErrorPolicy.stop
  public var progress = ProgressMode.auto
  public var isQuiet = false
  /// The files that are read besides the inputs, such as the checkpoint.
  public var reads = ReadFiles()
  /// - Throws: where one of these files has changed.
  public var checkUnchanged: @Sendable () throws -> Void = {}
  /// Compares the model's content with the checksums that `model` is made of. Called once, before a file says what the model
  /// is.
  ///
  /// - Throws: where the model is damaged.
  public var verifyModel: @Sendable () throws -> Void = {}
  /// Bytes that `verifyModel` reads.
  public var modelSize = 0
  /// The program with its version, as files name it.
  public var program = ""
  /// The model as files name it. Asked for only where one says what the output is made of.
  public var model: @Sendable () -> ModelIdentity = { ModelIdentity(content: "", precision: .float32) }
  public var optionNames: RunIdentity.OptionNames = { _ in [] }
  /// What the statistics say of the run besides what it did. Asked for only where they are written.
  public var circumstances: @Sendable () -> RunReport.Circumstances = {
    RunReport.Circumstances(program: "", model: "", precision: "", fingerprint: "", instructionSet: "", threads: 1)
  }

  public init(inputs: InputNames, inputFormat: InputFormat, output: OutputName, format: OutputFormat) {
    self.inputs = inputs
    self.inputFormat = inputFormat
    self.output = output
    self.format = format
  }

  /// Where a companion goes; nil where the run writes none of its kind.
  public subscript(_ format: CompanionFormat) -> String? {
    get { companions.first { $0.format == format }?.path }
    set {
      let others = companions.filter { $0.format != format }
      let all = others + (newValue.map { [Companion(format: format, path: $0)] } ?? [])
      companions = CompanionFormat.allCases.compactMap { format in all.first { $0.format == format } }
    }
  }
}
