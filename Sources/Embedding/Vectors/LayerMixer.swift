import Albert

/// Joins the hidden states of the chosen layers into one vector for each token.
struct LayerMixer: Sendable {
  private let layers: [Int]
  private let mix: EmbeddingRequest.LayerMix
  private let hiddenSize: Int
  /// The number of columns of a token's vector.
  let width: Int
  /// The layers whose states the encoder must deliver, ascending.
  let wantedLayers: [Int]

  init(request: EmbeddingRequest, hiddenSize: Int) {
    layers = request.layers
    mix = request.layerMix
    self.hiddenSize = hiddenSize
    width = mix == .concat ? layers.count * hiddenSize : hiddenSize
    wantedLayers = layers.sorted()
  }

  /// Adds a layer's state of a token to `vectors`, which hold `width` floats for each token, all zero before the first layer.
  func add(layer: Int, row: Span<Float>, token: Int, to vectors: inout [Float]) {
    guard let place = layers.firstIndex(of: layer) else { return }
    let start = token * width + (mix == .concat ? place * hiddenSize : 0)
    var vectors = vectors.mutableSpan
    switch mix {
    case .concat: for column in row.indices { vectors[start + column] = row[column] }
    case .sum, .mean: for column in row.indices { vectors[start + column] += row[column] }
    case .weights(let weights): for column in row.indices { vectors[start + column] += weights[place] * row[column] }
    }
    if mix == .mean, layers.count > 1, layer == wantedLayers.last {
      for column in row.indices { vectors[start + column] /= Float(layers.count) }
    }
  }
}
