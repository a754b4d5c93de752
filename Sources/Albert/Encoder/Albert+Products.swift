import Kernels

extension Albert {
  /// A product of a layer, for whoever times it.
  public struct LayerProduct {
    public let name: String
    public let weights: Weights
    /// Whether its rows come packed from the product before.
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

  /// Floating-point operations (two a multiply-add) that a token of a sequence of `length` tokens takes, attention
  /// included, activations and norms not.
  public func operationsPerToken(length: Int) -> Double {
    let hidden = Double(configuration.hiddenSize)
    let products = hidden * (4 * hidden + 2 * Double(configuration.intermediateSize))
    let attention = 2 * Double(length) * hidden
    let layers = Double(configuration.layerCount * configuration.innerGroupCount)
    return 2 * (layers * (products + attention) + Double(configuration.embeddingSize) * hidden)
  }
}
