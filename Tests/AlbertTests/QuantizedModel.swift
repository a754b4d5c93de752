import Albert
import Checkpoint
import Files
import Kernels
import TestSupport

/// A random model in a reduced precision. Every weight is rounded to the nearest integer.
final class QuantizedModel {
  let configuration: AlbertConfiguration
  let checkpoint: Checkpoint
  private let directory: TemporaryDirectory

  /// - Parameters:
  ///   - name: the precision that the file names; nil for its own.
  ///   - widestGroup: the most inputs of a group; nil for each product's own.
  ///   - change: changes the sections, as in a hostile file.
  init(
    _ model: RandomModel, _ precision: Precision, named name: Precision? = nil, widestGroup: Int? = nil,
    change: (inout [Section]) -> Void = { _ in }
  ) throws {
    configuration = model.configuration
    var sections: [Section] = []
    for tensor in configuration.tensors(precision) {
      guard let values = model.tensors[tensor.name] else { continue }
      let isHalf = tensor.elementType == .float16
      if isHalf { sections.append(Section(tensor, .halves(values.map { Binary16(clamping: $0) }))) }
      if tensor.elementType == .float32, tensor.layout == .rowMajor, !Self.isOfProduct(tensor.name) {
        sections.append(Section(tensor, .floats(values)))
      }
    }
    for var product in configuration.products(precision) {
      if let widestGroup { product.widestGroup = widestGroup }
      let (matrix, bias) = Self.parameters(of: product, in: model)
      sections += QuantizedProduct(product, matrix: matrix, bias: bias, activation: configuration.activation).sections
    }
    change(&sections)
    var writer = CheckpointWriter()
    configuration.add(to: &writer)
    (name ?? precision).add(to: &writer)
    for section in sections { section.add(to: &writer) }
    directory = try TemporaryDirectory()
    try writer.write(to: directory.path("quantized.albert"))
    checkpoint = try Checkpoint(path: directory.path("quantized.albert"))
  }

  private static func isOfProduct(_ name: String) -> Bool {
    name.hasSuffix(".bias") || (name.hasSuffix(".weight") && !name.hasPrefix("embeddings"))
  }

  /// The parameters of a product. The random model has queries, keys and values in one matrix.
  private static func parameters(of product: AlbertProduct, in model: RandomModel) -> (matrix: [Float], bias: [Float]) {
    var (role, columns) = (product.role, 0..<product.outputCount)
    let hidden = model.configuration.hiddenSize
    if case .layer(let layer, let step) = role, step == .queryKey || step == .value {
      role = .layer(layer, .queryKeyValue)
      columns = step == .queryKey ? 0..<2 * hidden : 2 * hidden..<3 * hidden
    }
    let name = role.name
    let bias = model.tensors["\(name).bias"] ?? []
    let matrix = model.tensors["\(name).weight"] ?? []
    let rows = (0..<product.inputCount).flatMap { input in columns.map { matrix[input * bias.count + $0] } }
    return (rows, columns.map { bias[$0] })
  }

  /// A section that will be written.
  struct Section {
    enum Elements {
      case floats([Float]), halves([Binary16]), integers([Int32]), shorts([Int16]), bytes([Int8])
    }
    let tensor: AlbertTensor
    var elements: Elements

    init(_ tensor: AlbertTensor, _ elements: Elements) { (self.tensor, self.elements) = (tensor, elements) }

    func add(to writer: inout CheckpointWriter) {
      func add<Element: CheckpointElement>(_ elements: [Element]) {
        writer.add(tensor.name, as: Element.self, shape: tensor.shape, layout: tensor.layout) { elements }
      }
      switch elements {
      case .floats(let elements): add(elements)
      case .halves(let elements): add(elements)
      case .integers(let elements): add(elements)
      case .shorts(let elements): add(elements)
      case .bytes(let elements): add(elements)
      }
    }
  }
}

/// A product's tensors, rounded.
private struct QuantizedProduct {
  private(set) var sections: [QuantizedModel.Section] = []

  init(_ product: AlbertProduct, matrix: [Float], bias: [Float], activation: Activation) {
    let (inputs, outputs) = (product.inputCount, product.outputCount)
    let largest: Float = product.encoding == .int16 ? 4095 : 127
    let weights = product.encoding == .turnedInt8 ? Self.turned(matrix, inputs: inputs, outputs: outputs) : matrix
    // [groups, outputs]
    var scale: [Float] = []
    var integers = [Int](repeating: 0, count: inputs * outputs)
    let groupWidth = product.groups.width
    for first in stride(from: 0, to: inputs, by: groupWidth) {
      let group = first..<min(first + groupWidth, inputs)
      for column in 0..<outputs {
        let magnitude = group.map { abs(weights[$0 * outputs + column]) }.max() ?? 0
        let unit = magnitude > 0 ? magnitude / largest : 1
        scale.append(unit)
        for input in group {
          integers[input * outputs + column] = Int((weights[input * outputs + column] / unit).rounded())
        }
      }
    }
    for tensor in product.tensors {
      switch tensor.name.dropFirst(product.name.count + 1) {
      case "scale": sections.append(.init(tensor, .floats(scale)))
      case "bias":
        let offset = product.encoding == .offsetInt8 ? activation.offset : 0
        let corrected = (0..<outputs).map { column in
          let sum = (0..<inputs).reduce(Float(0)) {
            $0 + Float(integers[$1 * outputs + column]) * scale[$1 / groupWidth * outputs + column]
          }
          return bias[column] - offset * sum
        }
        sections.append(.init(tensor, .floats(corrected)))
      case "start":
        var start = [Int32](repeating: 0, count: tensor.shape[0] * tensor.shape[1])
        for input in 0..<inputs {
          for column in 0..<outputs {
            start[input / groupWidth * tensor.shape[1] + column] -= 128 * Int32(integers[input * outputs + column])
          }
        }
        sections.append(.init(tensor, .integers(start)))
      default:
        let panels = tensor.layout.packed(integers, inputs: inputs, outputs: outputs)
        sections.append(
          .init(tensor, tensor.elementType == .int8 ? .bytes(panels.map(Int8.init)) : .shorts(panels.map(Int16.init))))
      }
    }
  }

  /// The matrix, turned in the largest blocks of 128, 64, 32 and 16 inputs that fit.
  private static func turned(_ matrix: [Float], inputs: Int, outputs: Int) -> [Float] {
    var result = matrix
    var first = 0
    for size in [128, 64, 32, 16] {
      while first + size <= inputs {
        var distance = size / 2
        while distance > 0 {
          for input in first..<first + size where (input - first) & distance == 0 {
            for column in 0..<outputs {
              let (upper, lower) = (input * outputs + column, (input + distance) * outputs + column)
              (result[upper], result[lower]) = (result[upper] + result[lower], result[upper] - result[lower])
            }
          }
          distance /= 2
        }
        let norm = 1 / Float(size).squareRoot()
        for index in first * outputs..<(first + size) * outputs { result[index] *= norm }
        first += size
      }
    }
    return result
  }
}
