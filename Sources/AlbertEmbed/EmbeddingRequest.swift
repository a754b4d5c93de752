import Albert

/// Which embeddings a run makes of each record.
public struct EmbeddingRequest: Sendable {
  /// What gets a row.
  public enum Level: String, Sendable, CaseIterable {
    case text, word, token
  }

  public var level = Level.text
  /// Text level: one vector a strategy, side by side in this order.
  public var poolings: [PoolingStrategy] = [.mean]
  /// To unit length (L2), the last step.
  public var normalizes = false
  /// Tokens an input may have, special ones included.
  public var maximumLength: Int

  public init(maximumLength: Int) { self.maximumLength = maximumLength }
}
