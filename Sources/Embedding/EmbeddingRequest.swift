import Albert
import Checkpoint

/// The embeddings that a run makes from each record.
public struct EmbeddingRequest: Sendable {
  /// The unit that gets a row.
  public enum Level: String, Sendable, CaseIterable {
    case text
    /// A part of a long text, of at most the maximum length.
    case passage
    case word, token

    /// Whether a row is pooled from the tokens of a text, a whole one or a passage.
    public var isPooled: Bool { self == .text || self == .passage }
  }

  /// The tokens of a text that are pooled.
  public enum PoolingScope: String, Sendable, CaseIterable {
    case all
    /// All tokens except the special ones.
    case content
    /// The first text's tokens without special ones.
    case first = "a"
    /// The second text's tokens without special ones.
    case second = "b"
  }

  /// The way in which the chosen layers become one vector for each token.
  public enum LayerMix: Sendable, Equatable {
    /// Side by side, in the order in which they were chosen.
    case concat
    case mean, sum
    /// Σ wᵢ·layerᵢ, with a weight for each layer.
    case weights([Float])
  }

  /// The way in which the vectors of a word's pieces become one.
  public enum SubtokenRule: String, Sendable, CaseIterable {
    case first, last
    /// First and last side by side.
    case firstLast = "first-last"
    case mean
    /// The vector of the piece that has the greatest value of all. Only for the scores of an output layer.
    case max
  }

  /// The treatment of a text of more tokens than fit.
  public enum Overflow: Sendable, Equatable {
    case truncate
    /// Windows of the maximum length that overlap by `stride` tokens.
    case window(stride: Int)
    case error
  }

  /// The content of a record, which decides how many special tokens are added to it.
  public enum Input: Sendable {
    case text, pair
    /// Token ids, special ones included.
    case ids
  }

  /// The request for the model's output layer; nil for embeddings.
  public var head: HeadRequest?
  public var input = Input.text
  public var level = Level.text
  /// Text and passage level: each strategy gives a vector. They are side by side in this order.
  public var poolings: [PoolingStrategy] = [.mean]
  public var poolingScope = PoolingScope.all
  /// The hidden states to use: 0 is the embedding output, 1...L are the layers.
  public var layers: [Int]
  public var layerMix = LayerMix.concat
  public var subtoken = SubtokenRule.mean
  /// Text and passage level: the model's own steps after the pooling.
  public var steps: LoadedVectorSteps?
  /// Text and passage level: UTF-8 that is put before every text or passage; of a pair, before the first text.
  public var prefix: [UInt8] = []
  /// Whether the prefix's tokens, and the special tokens before them, are pooled.
  public var poolsPrefix = true
  /// The number of leading columns that are kept; nil keeps all.
  public var truncatedDimension: Int?
  public var projection: Projection?
  /// Whether rows are scaled to unit length (L2), as the last step.
  public var normalizes = false
  /// The largest number of tokens of a sequence, special ones included.
  public var maximumLength: Int
  /// Not at passage level, where nothing is too long.
  public var overflow = Overflow.truncate
  /// Passage level: the largest number of tokens that neighbouring passages share.
  public var passageStride = 0
  /// Passage, word and token level: whether rows carry their range, and at word and token level their text and id.
  public var labelsRows = false
  /// Passage level: whether rows that carry their range carry their text, too.
  public var labelsPassageTexts = false

  /// A request for the model's last layer, mean pooling, and the model's full length.
  public init(configuration: AlbertConfiguration) {
    layers = [configuration.layerCount]
    maximumLength = configuration.maximumPositions
  }

  /// A request for the vectors of texts that the model is made for, by its checkpoint's defaults.
  ///
  /// - Throws: `CheckpointError` if the weights of a step after the pooling are missing or do not fit.
  public init(_ defaults: EmbeddingDefaults, model: Albert, checkpoint: Checkpoint) throws(CheckpointError) {
    self.init(configuration: model.configuration)
    poolings = defaults.poolings
    normalizes = defaults.normalizes
    maximumLength = defaults.maximumLength
    truncatedDimension = defaults.truncatedDimension
    if let weights = defaults.layerWeights {
      let layerCount = model.configuration.layerCount
      layers = Array(layerCount + 1 - weights.count...layerCount)
      layerMix = .weights(weights)
    }
    if !defaults.steps.isEmpty {
      let width = poolings.count * model.configuration.hiddenSize
      steps = try LoadedVectorSteps(defaults.steps, inputCount: width, model: model, checkpoint: checkpoint)
    }
    if let index = defaults.prompts.defaultIndex { prefix = defaults.prompts.texts[index] }
    poolsPrefix = defaults.prompts.arePooled
  }
}

/// The error of a request that contradicts itself or does not fit the model.
public struct EmbeddingRequestError: Error, CustomStringConvertible, Equatable {
  public let description: String

  public init(_ description: String) { self.description = description }
}
