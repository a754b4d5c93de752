import Albert
import Checkpoint

/// Which embeddings a run makes of each record.
public struct EmbeddingRequest: Sendable {
  /// What gets a row.
  public enum Level: String, Sendable, CaseIterable {
    case text, word, token
  }

  /// Which tokens of a text are pooled.
  public enum PoolingScope: String, Sendable, CaseIterable {
    case all
    /// All but the special tokens.
    case content
    /// The first text's content.
    case first = "a"
    /// The second text's content.
    case second = "b"
  }

  /// How the chosen layers become one vector a token.
  public enum LayerMix: Sendable, Equatable {
    /// Side by side, in the order in which they were chosen.
    case concat
    case mean, sum
    /// Σ wᵢ·layerᵢ, a weight a layer.
    case weights([Float])
  }

  /// How the vectors of a word's pieces become one.
  public enum SubtokenRule: String, Sendable, CaseIterable {
    case first, last
    /// First and last side by side.
    case firstLast = "first-last"
    case mean
  }

  /// What is done with a text of more tokens than fit.
  public enum Overflow: Sendable, Equatable {
    case truncate
    /// Windows of the maximum length that overlap by `stride` tokens.
    case window(stride: Int)
    case error
  }

  /// What a record holds, which says how many special tokens stand around it.
  public enum Input: Sendable {
    case text, pair
    /// Token ids, special ones included.
    case ids
  }

  public var input = Input.text
  public var level = Level.text
  /// Text level: one vector a strategy, side by side in this order.
  public var poolings: [PoolingStrategy] = [.mean]
  public var poolingScope = PoolingScope.all
  /// Hidden states to use: 0 is the embedding output, 1...L the layers.
  public var layers: [Int]
  public var layerMix = LayerMix.concat
  public var subtoken = SubtokenRule.mean
  /// Text level: what the model's makers put behind the pooling.
  public var steps: LoadedVectorSteps?
  /// Text level: what is put in front of every text, of a pair in front of the first one.
  public var prefix: [UInt8] = []
  /// Whether the prefix' tokens, and those that the tokenizer puts before them, are pooled.
  public var poolsPrefix = true
  /// Keep this many leading columns.
  public var truncatedDimension: Int?
  public var projection: Projection?
  /// To unit length (L2), the last step.
  public var normalizes = false
  /// Tokens an input may have, special ones included.
  public var maximumLength: Int
  public var overflow = Overflow.truncate
  /// Word and token level: whether rows carry their text, id and place.
  public var labelsRows = false

  /// The model's last layer, mean pooling, the model's full length.
  public init(configuration: AlbertConfiguration) {
    layers = [configuration.layerCount]
    maximumLength = configuration.maximumPositions
  }

  /// The vectors of texts that the model's makers had in mind.
  ///
  /// - Throws: `CheckpointError` where the weights of a step behind the pooling are missing or do not fit.
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

/// A request that the model cannot fulfil, or that makes no sense.
public struct EmbeddingRequestError: Error, CustomStringConvertible, Equatable {
  public let description: String

  public init(_ description: String) { self.description = description }
}
