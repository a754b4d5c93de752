import Albert
import Embedding
import EmbeddingFormats
import Records
import Runs

/// The options of `embed` as the user typed them; nil where one was not given. `EmbedOptions` declares what they mean.
struct EmbedArguments {
  var model: String?

  var nameList: String?
  var inputFormat: InputFormat?
  var field: String?
  var idField: String?
  var pairField: String?
  var pairSeparator: String?
  var delimiter: TableDelimiter?
  var quoting: TableQuoting?
  var encodingErrors: EncodingErrors?
  var prompt: String?
  /// In UTF-8.
  var prefix: [UInt8]?

  var head: HeadRequest.Output?
  var level: EmbeddingRequest.Level?
  var poolings: [PoolingStrategy]?
  var poolingScope: EmbeddingRequest.PoolingScope?
  var layers: LayerChoice?
  var layerMix: EmbeddingRequest.LayerMix?
  var subtoken: EmbeddingRequest.SubtokenRule?
  var normalizes: Bool?
  var truncatedDimension: Int?
  var projection: String?

  var maximumLength: Int?
  var overflow: OverflowRule?
  var stride: Int?

  var output: String?
  var format: OutputFormat?
  var elementType: OutputElementType?
  /// The paths of the files beside the rows.
  var companions: [CompanionFormat: String] = [:]
  var keepsKeys = false
  var reuse: String?
  var carriesText = false

  var threads: Int?
  var rows: Int?
  var shard: Shard?
  var resumes = false
  var errorPolicy: EmbeddingJob.ErrorPolicy?
  var progress: EmbeddingJob.ProgressMode?
  var isQuiet = false
  var wantsSummary = false
  var statistics: String?
  var isDryRun = false

  var hasPairs: Bool { pairField != nil || pairSeparator != nil }
}
