import Kernels

/// An activation of the feed-forward network or the pooler.
public typealias Activation = Kernels.Activation

/// The shape of an ALBERT model, as its `config.json` gives it.
public struct AlbertConfiguration: Sendable, Equatable {
  public var vocabularySize: Int
  /// E, the width of the factorized embedding.
  public var embeddingSize: Int
  /// H, the width of the hidden states.
  public var hiddenSize: Int
  /// FF, the width of the feed-forward network's inside.
  public var intermediateSize: Int
  /// The number of passes; in each a hidden state goes through a layer group.
  public var layerCount: Int
  /// The number of groups of parameters; pass i uses group floor(i / (layerCount / groupCount)).
  public var groupCount: Int
  /// The number of layers in a group. A pass applies them one after the other.
  public var innerGroupCount: Int
  public var headCount: Int
  public var maximumPositions: Int
  public var tokenTypeCount: Int
  /// The activation of the feed-forward network.
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

/// A value of a configuration that a model cannot have.
public struct AlbertConfigurationError: Error, Equatable {
  /// The field's name in `config.json`.
  public let field: String
  public let problem: String
}

extension AlbertConfiguration {
  /// Every size with its name in `config.json` and its upper bound. The bounds are far above any ALBERT. Sizes within them make
  /// no tensor or workspace whose number of bytes overflows, and no more tensors than a checkpoint holds.
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

  /// The most layers that all groups together may have, and all passes together.
  private static let maximumLayers = 4096

  /// Checks every value, so that a configuration that passes can be computed with.
  ///
  /// - Throws: `AlbertConfigurationError` that names the first wrong field, what was found and what was expected.
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
