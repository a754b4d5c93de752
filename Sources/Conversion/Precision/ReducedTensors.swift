import Albert
import Checkpoint
import Kernels

/// The tensors that a model of reduced precision has instead of those of single precision.
struct ReducedTensors {
  /// A tensor's elements, in its layout.
  enum Elements {
    case bytes([Int8])
    case shorts([Int16])
    case sums([Int32])
    case floats([Float])
  }

  private(set) var elements: [String: Elements] = [:]

  /// Adds the tensors of a product.
  ///
  /// - Parameters:
  ///   - weights: as integers, turned if the product's rows are.
  ///   - bias: that of the product in single precision.
  ///   - offset: what is added to the product's rows where they are made unsigned.
  mutating func add(_ product: AlbertProduct, _ weights: QuantizedWeights, bias: [Float], offset: Float) {
    var bias = bias
    for tensor in product.tensors where tensor.layout != .rowMajor {
      let values = weights.panels(tensor.layout)
      elements[tensor.name] = tensor.elementType == .int8 ? .bytes(values.map { Int8($0) }) : .shorts(values)
    }
    switch product.encoding {
    case .float32, .int16: break
    case .turnedInt8:
      // Rows become unsigned by adding 128, which these sums take off again.
      elements["\(product.name).start"] = .sums(weights.groupSums.map { -128 * $0 })
    case .offsetInt8:
      for (output, sum) in weights.sums(inputs: 0..<weights.inputCount).enumerated() {
        bias[output] = Float(Double(bias[output]) - Double(offset) * Double(sum) * Double(weights.scales[output]))
      }
    }
    elements["\(product.name).scale"] = .floats(weights.scales)
    elements["\(product.name).bias"] = .floats(bias)
  }
}

extension QuantizedWeights {
  /// The values in panels of 32 columns, filled up with zeros.
  func panels(_ layout: TensorLayout) -> [Int16] {
    guard let together = layout.inputsTogether else { preconditionFailure("a layout without panels") }
    let inputs = layout.filledInputs(inputCount)
    var panels = [Int16](repeating: 0, count: inputs * Panel.filled(outputCount))
    for input in 0..<inputCount {
      for output in 0..<outputCount {
        let group = output / Panel.width * (inputs / together) + input / together
        panels[(group * Panel.width + output % Panel.width) * together + input % together] =
          values[input * outputCount + output]
      }
    }
    return panels
  }

  /// [groups, filled outputs]: the sums of each group of inputs.
  fileprivate var groupSums: [Int32] {
    (0..<QuantizedGroup.count(inputCount)).flatMap { group in
      sums(inputs: group * QuantizedGroup.width..<min((group + 1) * QuantizedGroup.width, inputCount))
        + [Int32](repeating: 0, count: Panel.filled(outputCount) - outputCount)
    }
  }
}
