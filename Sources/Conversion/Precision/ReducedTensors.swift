import Albert
import Checkpoint
import Files
import Kernels

/// The tensors of a model in reduced precision that replace those in single precision.
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
  ///   - weights: the rounded weights, turned if the product's rows are.
  ///   - bias: the bias in single precision.
  ///   - offset: the number that makes the product's rows unsigned where the encoding adds one.
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
      // Adding 128 makes the rows unsigned. The sums start at what subtracts that again.
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
  /// `sums` with zeros after each group, so that it has whole panels.
  fileprivate var filledSums: [Int32] {
    let (sums, filling) = (sums, [Int32](repeating: 0, count: Panel.filled(outputCount) - outputCount))
    return stride(from: 0, to: sums.count, by: outputCount).flatMap { sums[$0..<$0 + outputCount] + filling }
  }
}
