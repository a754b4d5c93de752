import Checkpoint
import Kernels

/// The parameters of a model: matrices and tables in place, biases and norms (some 50 KB) copied.
struct AlbertWeights: Sendable {
  struct Layer: Sendable {
    /// Query, key and value side by side: H -> 3H.
    let queryKeyValue: Weights
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
  /// Keep the mapped memory alive that `Weights` and `Embeddings` point to.
  private let tensors: [String: MappedArray<Float>]

  init(checkpoint: Checkpoint, configuration: AlbertConfiguration) throws(CheckpointError) {
    var tensors: [String: MappedArray<Float>] = [:]
    for tensor in configuration.tensors {
      tensors[tensor.name] = try checkpoint.tensor(tensor.name, shape: tensor.shape, layout: tensor.layout)
    }
    // The list names every tensor that is asked for below.
    func tensor(_ name: String) -> MappedArray<Float> {
      guard let tensor = tensors[name] else { preconditionFailure("no tensor '\(name)' in the list") }
      return tensor
    }
    func product(_ name: String, inputs: Int) -> Weights {
      Weights(
        panels: tensor("\(name).weight").unsafeElements, bias: Array(tensor("\(name).bias")), inputCount: inputs)
    }
    func norm(_ name: String) -> LayerNormalization {
      LayerNormalization(
        scale: Array(tensor("\(name).scale")), shift: Array(tensor("\(name).shift")),
        epsilon: configuration.layerNormEpsilon)
    }
    let hidden = configuration.hiddenSize
    wordEmbeddings = WordEmbeddings(table: tensor("embeddings.word"), width: configuration.embeddingSize)
    embeddings = KernelSet.Embeddings(
      words: tensor("embeddings.word").unsafeElements, positions: tensor("embeddings.position").unsafeElements,
      types: tensor("embeddings.token-type").unsafeElements, norm: norm("embeddings.norm"))
    projection = product("projection", inputs: configuration.embeddingSize)
    groups = (0..<configuration.groupCount).map { group in
      (0..<configuration.innerGroupCount).map { layer in
        let prefix = "group.\(group).layer.\(layer)"
        return Layer(
          queryKeyValue: product("\(prefix).attention.qkv", inputs: hidden),
          attentionOutput: product("\(prefix).attention.output", inputs: hidden),
          attentionNorm: norm("\(prefix).attention.norm"),
          feedForwardIn: product("\(prefix).feed-forward.in", inputs: hidden),
          feedForwardOut: product("\(prefix).feed-forward.out", inputs: configuration.intermediateSize),
          feedForwardNorm: norm("\(prefix).feed-forward.norm"))
      }
    }
    pooler = configuration.hasPooler ? product("pooler", inputs: hidden) : nil
    self.tensors = tensors
  }
}
