/// The shape of an ALBERT model, as its `config.json` gives it.
public struct AlbertConfiguration: Sendable, Equatable {
  public var vocabularySize: Int
  /// E, the width of the factorized embedding.
  public var embeddingSize: Int
  /// H, the width of the hidden states.
  public var hiddenSize: Int
  /// Width of the feed-forward network's inside.
  public var intermediateSize: Int
  /// How often a hidden state passes through a layer group.
  public var layerCount: Int
  /// Groups of parameters; pass i uses group floor(i / (layerCount / groupCount)).
  public var groupCount: Int
  /// Layers inside a group, applied in turn at each pass.
  public var innerGroupCount: Int
  public var headCount: Int
  public var maximumPositions: Int
  public var tokenTypeCount: Int
  public var activation: Activation
  public var layerNormEpsilon: Float
  public var hasPooler: Bool

  public init(
    vocabularySize: Int, embeddingSize: Int, hiddenSize: Int, intermediateSize: Int, layerCount: Int, groupCount: Int,
    innerGroupCount: Int, headCount: Int, maximumPositions: Int, tokenTypeCount: Int, activation: Activation,
    layerNormEpsilon: Float, hasPooler: Bool
  ) {
    self.vocabularySize = vocabularySize
    self.embeddingSize = embeddingSize
    self.hiddenSize = hiddenSize
    self.intermediateSize = intermediateSize
    self.layerCount = layerCount
    self.groupCount = groupCount
    self.innerGroupCount = innerGroupCount
    self.headCount = headCount
    self.maximumPositions = maximumPositions
    self.tokenTypeCount = tokenTypeCount
    self.activation = activation
    self.layerNormEpsilon = layerNormEpsilon
    self.hasPooler = hasPooler
  }

  /// d, the width of a head.
  public var headSize: Int { hiddenSize / headCount }
}

/// The feed-forward network's non-linearity.
public enum Activation: UInt32, Sendable, CaseIterable {
  /// x·Φ(x) by the error function (`gelu`).
  case geluErf = 0
  /// The tanh form (`gelu_new`, `gelu_pytorch_tanh`).
  case geluTanh = 1
  case relu = 2
  /// x·sigmoid(x) (`silu`, `swish`).
  case silu = 3
}
