import Albert
import Checkpoint
import Files
import JSON
import Kernels

/// The modules of a sentence-transformers directory that stand behind its pooling, with their weights.
struct PipelineSteps {
  private(set) var steps: [VectorStep] = []
  /// For each tensor of `VectorStep.tensors` where its elements come from; nil for a bias that a module does not have.
  private var sources: [SourceTensor?] = []
  /// Columns of the vector behind the last step.
  private(set) var width: Int

  /// - Parameter width: columns of the pooled vector.
  init(width: Int) { self.width = width }

  mutating func appendNormalize() { steps.append(.normalize) }

  /// Takes a final normalization away; returns whether there was one.
  mutating func removeFinalNormalize() -> Bool {
    guard steps.last == .normalize else { return false }
    steps.removeLast()
    return true
  }

  /// Appends a Dense module: `config.json` and the tensors linear.weight and linear.bias.
  ///
  /// - Throws: `ConversionError` where it does something that this program does not, or its weights do not fit.
  mutating func appendDense(_ directory: ModelDirectory) throws(ConversionError) {
    let file = try directory.json("config.json")
    try file.check(.dense)
    if let inputs = try file.int("in_features"), inputs != width {
      throw file.error("in_features", "is \(inputs); the vectors before have \(width) columns")
    }
    guard let outputs = try file.int("out_features"), 1...65_536 ~= outputs else {
      throw file.error("out_features", "is missing, or no number from 1 to 65536")
    }
    let tensors = try openTensors(directory)
    sources.append(try Self.tensor("linear.weight", [outputs, width], in: tensors))
    sources.append(try file.bool("bias") == false ? nil : Self.tensor("linear.bias", [outputs], in: tensors))
    steps.append(.dense(outputs: outputs, activation: try Self.activation(file)))
    width = outputs
  }

  /// Appends a LayerNorm module: the tensors norm.weight and norm.bias, and PyTorch's own epsilon.
  ///
  /// - Throws: `ConversionError` where its weights do not fit.
  mutating func appendLayerNorm(_ directory: ModelDirectory) throws(ConversionError) {
    let file = try directory.jsonIfPresent("config.json")
    try file?.check(.layerNorm)
    if let file, let dimension = try file.int("dimension"), dimension != width {
      throw file.error("dimension", "is \(dimension); the vectors before have \(width) columns")
    }
    let tensors = try openTensors(directory)
    sources.append(try Self.tensor("norm.weight", [width], in: tensors))
    sources.append(try Self.tensor("norm.bias", [width], in: tensors))
    steps.append(.layerNorm(epsilon: 1e-5))
  }

  /// Adds the steps' tensors, whose elements are read when the writer asks for them.
  ///
  /// - Parameter pooledWidth: columns of the pooled vector.
  func add(to writer: inout CheckpointWriter, pooledWidth: Int) {
    for (tensor, source) in zip(VectorStep.tensors(steps, width: pooledWidth), sources) {
      writer.add(tensor.name, as: Float.self, shape: tensor.shape, layout: tensor.layout) {
        guard let source else { return [Float](repeating: 0, count: tensor.shape[0]) }
        let elements = try source.floats()
        guard tensor.layout == .panels32 else { return elements }
        return panels32(fromOutputRows: elements, inputs: tensor.shape[0], outputs: tensor.shape[1])
      }
    }
  }

  /// A tensor of a module, of this shape.
  static func tensor(
    _ name: String, _ shape: [Int], in source: any TensorSource
  ) throws(ConversionError) -> SourceTensor {
    guard let tensor = source.tensors[name] else {
      throw ConversionError(path: source.path, field: name, problem: "is missing; shape \(shape) was expected")
    }
    guard tensor.shape == shape else {
      throw ConversionError(
        path: source.path, field: name, problem: "has shape \(tensor.shape); \(shape) was expected")
    }
    if case .other(let type) = tensor.elementType {
      throw ConversionError(
        path: source.path, field: name, problem: "has elements of type \(type), which cannot be read")
    }
    return tensor
  }

  /// A module of PyTorch by its class; absent it is Tanh.
  private static func activation(_ file: JSONFile) throws(ConversionError) -> Activation? {
    let name = try file.string("activation_function") ?? "torch.nn.Tanh"
    guard name.begins(with: "torch.") else {
      throw file.error(
        "activation_function", "is '\(name)', code of the model's own, in whose place sentence-transformers takes Tanh")
    }
    switch name.split(separator: ".").last {
    case "Tanh": return .tanh
    case "Identity": return nil
    case "ReLU": return .relu
    case "GELU": return .geluErf
    case "SiLU": return .silu
    default:
      throw file.error("activation_function", "is '\(name)'; Tanh, Identity, ReLU, GELU and SiLU are supported")
    }
  }
}
