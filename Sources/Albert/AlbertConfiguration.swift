import Kernels

/// The non-linearities that a feed-forward network can have.
public typealias Activation = Kernels.Activation

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
  /// The feed-forward network's.
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

/// A field of a configuration, by its name in `config.json`, whose value no model can have.
public struct AlbertConfigurationError: Error, Equatable {
  public let field: String
  public let problem: String
}

extension AlbertConfiguration {
  /// Every size with its name in `config.json` and its upper bound. The bounds are far above any ALBERT; below them no
  /// product of sizes that a tensor or a workspace needs can overflow, and the number of tensors fits a checkpoint.
  var sizes: [(field: String, value: Int, maximum: Int)] {
    [
      ("vocab_size", vocabularySize, 1 << 28),
      ("embedding_size", embeddingSize, 1 << 16),
      ("hidden_size", hiddenSize, 1 << 16),
      ("intermediate_size", intermediateSize, 1 << 20),
      ("num_hidden_layers", layerCount, 1 << 10),
      ("num_hidden_groups", groupCount, 1 << 10),
      ("inner_group_num", innerGroupCount, 1 << 10),
      ("num_attention_heads", headCount, 1 << 16),
      ("max_position_embeddings", maximumPositions, 1 << 20),
      ("type_vocab_size", tokenTypeCount, 1 << 16),
    ]
  }

  /// Layers that all groups together, and all passes together, may have.
  private static let maximumLayers = 4096

  /// Checks every value, so that whoever holds a configuration that passed can compute with it.
  public func validate() throws(AlbertConfigurationError) {
    for size in sizes where size.value < 1 || size.value > size.maximum {
      throw AlbertConfigurationError(
        field: size.field, problem: "is \(size.value); 1 to \(size.maximum) was expected")
    }
    guard hiddenSize % headCount == 0 else {
      throw AlbertConfigurationError(
        field: "num_attention_heads", problem: "is \(headCount), which does not divide hidden_size \(hiddenSize)")
    }
    guard max(groupCount, layerCount) * innerGroupCount <= Self.maximumLayers else {
      throw AlbertConfigurationError(
        field: "inner_group_num",
        problem: "is \(innerGroupCount), with \(layerCount) layers and \(groupCount) groups more than "
          + "\(Self.maximumLayers) layers together")
    }
    guard layerNormEpsilon > 0, layerNormEpsilon <= 1 else {
      throw AlbertConfigurationError(
        field: "layer_norm_eps", problem: "is \(layerNormEpsilon); more than 0 and at most 1 was expected")
    }
  }
}
