import Files

/// One format of weights files. Each format is one type; `tensorSources` lists them.
protocol TensorSource: SendableMetatype {
  /// The files of this format that are looked for, for an error's text.
  static var fileNames: String { get }

  /// Opens a directory's weights in this format.
  ///
  /// - Returns: nil where there are none.
  /// - Throws: `ConversionError` where a file is wrong.
  init?(_ directory: ModelDirectory) throws(ConversionError)

  /// The file that errors name where they are not about a single tensor.
  var path: String { get }
  /// The tensors by their names in transformers' `AlbertModel`, with any prefix. The matrix of a product is [outputs, inputs], as
  /// in PyTorch.
  var tensors: NamedValues<SourceTensor> { get }
  /// The names of the model's other tensors, which have no name in transformers.
  var otherNames: [String] { get }
  /// The names that the file with the model's shape may have, in the order in which they are tried.
  var configurationNames: [String] { get }
  /// Whether the configuration's "gelu" means the tanh form.
  var geluIsTanh: Bool { get }
}

extension TensorSource {
  var otherNames: [String] { [] }
  var configurationNames: [String] { ["config.json"] }
  var geluIsTanh: Bool { false }

  /// The tensor with this name and shape.
  ///
  /// - Throws: `ConversionError` where it is missing, or has another shape or elements that cannot be read.
  func tensor(_ name: String, shape: [Int]) throws(ConversionError) -> SourceTensor {
    guard let tensor = tensors[name] else {
      throw ConversionError(path: path, field: name, problem: "is missing; shape \(shape) was expected")
    }
    try tensor.check(shape: shape)
    return tensor
  }
}

/// Every format of weights files, in the order in which a directory is searched.
private let tensorSources: [any TensorSource.Type] = [
  SafetensorsSource.self, PyTorchSource.self, TensorFlowSource.self,
]

/// Opens the weights of a directory.
///
/// - Throws: `ConversionError` where the directory has no weights, or they are wrong.
func openTensors(_ directory: ModelDirectory) throws(ConversionError) -> any TensorSource {
  if directory.checkpointName != nil, let source = try TensorFlowSource(directory) { return source }
  for kind in tensorSources {
    if let source = try kind.init(directory) { return source }
  }
  let expected = "\(tensorSources.map { $0.fileNames }.joined(separator: ", ")) was expected"
  let names = try directory.entries { _ in true }
  for kind in ForeignWeights.allCases {
    guard let name = names.first(where: kind.isName) else { continue }
    throw ConversionError(path: directory.path, problem: "has \(name), \(kind.problem); \(expected)")
  }
  throw ConversionError(path: directory.path, problem: "has no weights; \(expected)")
}
