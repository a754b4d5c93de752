import Files

/// Where a model's tensors come from: one kind of weights files. A kind is one type; `tensorSources` lists them all.
protocol TensorSource: SendableMetatype {
  /// The names by which a directory is known to hold this kind, for an error's line.
  static var fileNames: String { get }

  /// Opens the weights of this kind that a directory holds.
  ///
  /// - Returns: nil where there are none.
  /// - Throws: `ConversionError` where a file is wrong.
  init?(_ directory: ModelDirectory) throws(ConversionError)

  /// The file or directory that errors name which are about no single tensor.
  var path: String { get }
  /// By the names of transformers' `AlbertModel`, behind whatever prefix. Matrices of a product are [outputs, inputs], as
  /// PyTorch has them.
  var tensors: NamedValues<SourceTensor> { get }
  /// Names of what the source holds beside them, that is a part of a model.
  var otherNames: [String] { get }
  /// What the file with the model's shape may be called.
  var configurationNames: [String] { get }
  /// Whether the configuration's "gelu" means the tanh form.
  var geluIsTanh: Bool { get }
}

extension TensorSource {
  var otherNames: [String] { [] }
  var configurationNames: [String] { ["config.json"] }
  var geluIsTanh: Bool { false }
}

/// Every kind of weights, in the order in which a directory is searched: the first that is there is taken.
private let tensorSources: [any TensorSource.Type] = [
  SafetensorsSource.self, PyTorchSource.self, TensorFlowSource.self,
]

/// Opens the weights of a directory.
///
/// - Throws: `ConversionError` where there are none, or they are wrong.
func openTensors(_ directory: ModelDirectory) throws(ConversionError) -> any TensorSource {
  if directory.checkpointName != nil, let source = try TensorFlowSource(directory) { return source }
  for kind in tensorSources {
    if let source = try kind.init(directory) { return source }
  }
  let expected = "\(tensorSources.map { $0.fileNames }.joined(separator: ", ")) was expected"
  let names = directory.entries { _ in true }
  for kind in ForeignWeights.allCases {
    guard let name = names.first(where: kind.isName) else { continue }
    throw ConversionError(path: directory.path, problem: "has \(name), \(kind.problem); \(expected)")
  }
  throw ConversionError(path: directory.path, problem: "has no weights; \(expected)")
}
