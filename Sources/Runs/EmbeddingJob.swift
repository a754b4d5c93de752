import EmbeddingFormats
import Files
import Records

/// What a run reads and writes, and how it behaves on the way. Which vectors it makes is the embedder's request.
public struct EmbeddingJob: Sendable {
  /// What is done about a record that cannot be embedded.
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

  public var inputs: InputNames
  public var inputFormat: InputFormat
  public var fields = RecordFields()
  public var syntax = RecordSyntax()
  public var output: OutputName
  public var format: OutputFormat
  /// NPY only.
  public var elementType = NPYFormat.ElementType.float32
  /// A second file, for NPY of word or token rows: where each record's rows start.
  public var offsetsPath: String?
  /// Another file, where the format has no place for records' ids: a line a record.
  public var idsPath: String?
  public var carriesText = false
  /// JSON lines: names of the equal parts that a row consists of, where there are several.
  public var partNames: [String] = []
  /// BERT's JSON lines: numbers of the layers that a row holds side by side.
  public var layerIndices: [Int] = []
  public var promisedRecords: Int?
  public var shard: Shard?
  public var resumes = false
  public var errorPolicy = ErrorPolicy.stop
  public var progress = ProgressMode.auto
  public var isQuiet = false
  /// What is read besides the inputs, such as the checkpoint.
  public var reads = ReadFiles()
  /// - Throws: where what is read besides the inputs is no longer what it was.
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

  public init(inputs: InputNames, inputFormat: InputFormat, output: OutputName, format: OutputFormat) {
    self.inputs = inputs
    self.inputFormat = inputFormat
    self.output = output
    self.format = format
  }
}
