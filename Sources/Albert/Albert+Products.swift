import Kernels

extension Albert {
  /// The products of the first layer, by name, for whoever times them.
  public var layerProducts: [(name: String, weights: Weights)] {
    let layer = weights.groups[0][0]
    return [
      ("query, key, value", layer.queryKeyValue), ("attention output", layer.attentionOutput),
      ("feed-forward in", layer.feedForwardIn), ("feed-forward out", layer.feedForwardOut),
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
