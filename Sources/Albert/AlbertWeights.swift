import Checkpoint
import Kernels

/// The parameters of a model. Matrices and tables are read in place; biases, scales and norms (some 100 KB) are copies.
struct AlbertWeights: Sendable {
  struct Layer: Sendable {
    /// Query, key and value side by side, H -> 3H, in one product or several.
    let attention: [Weights]
    /// H -> H.
    let attentionOutput: Weights
    let attentionNorm: LayerNormalization
    /// H -> FF.
    let feedForwardIn: Weights
    /// FF -> H.
    let feedForwardOut: Weights
    let feedForwardNorm: LayerNormalization
  }

  let wordEmbeddings: WordEmbeddings
  let embeddings: KernelSet.Embeddings
  /// E -> H.
  let projection: Weights
  /// The layers of each group.
  let groups: [[Layer]]
  /// H -> H; nil where the model has none.
  let pooler: Weights?
  /// Keeps the mapped memory alive to which `Weights` and `Embeddings` point.
  private let checkpoint: Checkpoint

  /// - Throws: `CheckpointError` where a tensor is missing, or differs from what configuration and precision require.
  init(
    checkpoint: Checkpoint, configuration: AlbertConfiguration, precision: Precision
  ) throws(CheckpointError) {
    func table(_ name: String, rows: Int) throws(CheckpointError) -> MappedArray<Float> {
      try checkpoint.tensor("embeddings.\(name)", of: Float.self, shape: [rows, configuration.embeddingSize])
    }
    func norm(_ name: String, width: Int) throws(CheckpointError) -> LayerNormalization {
      LayerNormalization(
        scale: Array(try checkpoint.tensor("\(name).scale", of: Float.self, shape: [width])),
        shift: Array(try checkpoint.tensor("\(name).shift", of: Float.self, shape: [width])),
        epsilon: configuration.layerNormEpsilon)
    }
    func weights(_ product: AlbertProduct) throws(CheckpointError) -> Weights {
      try product.weights(in: checkpoint, activation: configuration.activation)
    }
    wordEmbeddings = try WordEmbeddings(checkpoint: checkpoint, configuration: configuration, precision: precision)
    embeddings = KernelSet.Embeddings(
      words: wordEmbeddings.table,
      positions: try table("position", rows: configuration.maximumPositions).unsafeElements,
      types: try table("token-type", rows: configuration.tokenTypeCount).unsafeElements,
      norm: try norm("embeddings.norm", width: configuration.embeddingSize))
    projection = try weights(configuration.projection(precision))
    var groups: [[Layer]] = []
    for group in 0..<configuration.groupCount {
      var layers: [Layer] = []
      for layer in 0..<configuration.innerGroupCount {
        let name = LayerName(group: group, index: layer)
        let products = configuration.layerProducts(name, precision)
        var attention: [Weights] = []
        for product in products.attention { attention.append(try weights(product)) }
        layers.append(
          Layer(
            attention: attention, attentionOutput: try weights(products.attentionOutput),
            attentionNorm: try norm("\(name.prefix).attention.norm", width: configuration.hiddenSize),
            feedForwardIn: try weights(products.feedForwardIn), feedForwardOut: try weights(products.feedForwardOut),
            feedForwardNorm: try norm("\(name.prefix).feed-forward.norm", width: configuration.hiddenSize)))
      }
      groups.append(layers)
    }
    self.groups = groups
    pooler = try configuration.pooler(precision).map(weights)
    self.checkpoint = checkpoint
  }
}
