import Kernels

extension Albert {
  /// A product of a layer, for benchmarks.
  public struct LayerProduct {
    public let name: String
    public let weights: Weights
    /// Whether the previous product packs its rows.
    public let takesPackedRows: Bool
  }

  /// The products of the first layer.
  public var layerProducts: [LayerProduct] {
    let layer = weights.groups[0][0]
    let attention = layer.attention.count == 1 ? ["query, key, value"] : ["query, key", "value"]
    return zip(attention, layer.attention).map {
      LayerProduct(name: $0, weights: $1, takesPackedRows: false)
    } + [
      LayerProduct(name: "attention output", weights: layer.attentionOutput, takesPackedRows: false),
      LayerProduct(name: "feed-forward in", weights: layer.feedForwardIn, takesPackedRows: false),
      LayerProduct(name: "feed-forward out", weights: layer.feedForwardOut, takesPackedRows: true),
    ]
  }

  /// The multiplications and additions of each kind that a token takes in a sequence of `length` tokens. Attention is included;
  /// activations and norms are not.
  public func operationsPerToken(length: Int) -> [OperandKind: Double] {
    let layers = Double(configuration.layerCount * configuration.innerGroupCount)
    let attention: OperandKind = precision == .float32 ? .float32 : .int16
    var operations = [attention: 2 * layers * 2 * Double(length * configuration.hiddenSize)]
    func add(_ weights: Weights, times count: Double) {
      operations[weights.operands, default: 0] += 2 * count * Double(weights.inputCount * weights.outputCount)
    }
    add(weights.projection, times: 1)
    for product in layerProducts { add(product.weights, times: layers) }
    return operations
  }
}
