import Albert
import Checkpoint
import Files
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

  private(set) var elements: NamedValues<Elements> = [:]

  /// Adds the tensors of a product.
  ///
  /// - Parameters:
  ///   - weights: as integers, turned if the product's rows are.
  ///   - bias: that of the product in single precision.
  ///   - offset: what is added to the product's rows where they are made unsigned.
  mutating func add(_ product: AlbertProduct, _ weights: QuantizedWeights, bias: [Float], offset: Float) {
    var bias = bias
    for tensor in product.tensors where tensor.layout != .rowMajor {
      let values = tensor.layout.packed(
        weights.values, inputs: weights.inputCount, outputs: weights.outputCount)
      elements[tensor.name] = tensor.elementType == .int8 ? .bytes(values.map { Int8($0) }) : .shorts(values)
    }
    switch product.encoding {
    case .float32, .int16: break
    case .turnedInt8:
      // Rows become unsigned by adding 128, which these sums take off again.
      elements["\(product.name).start"] = .sums(weights.filledSums.map { -128 * $0 })
    case .offsetInt8:
      var sums = [Double](repeating: 0, count: bias.count)
      for (index, (sum, scale)) in zip(weights.sums, weights.scales).enumerated() {
        sums[index % bias.count] += Double(sum) * Double(scale)
      }
      bias = zip(bias, sums).map { Float(Double($0) - Double(offset) * $1) }
    }
    elements["\(product.name).scale"] = .floats(weights.scales)
    elements["\(product.name).bias"] = .floats(bias)
  }
}

extension QuantizedWeights {
  /// `sums`, each group's filled up with zeros to whole panels.
  fileprivate var filledSums: [Int32] {
    let (sums, filling) = (sums, [Int32](repeating: 0, count: Panel.filled(outputCount) - outputCount))
    return stride(from: 0, to: sums.count, by: outputCount).flatMap { sums[$0..<$0 + outputCount] + filling }
  }
}
