import Checkpoint

/// An ALBERT encoder whose weights are read in place from a checkpoint.
public final class Albert: Sendable {
  public let configuration: AlbertConfiguration

  public init(checkpoint: Checkpoint) throws(CheckpointError) { fatalError("to be written") }

  /// The static vectors of the vocabulary: row `id` holds the E columns of that token's word embedding.
  public var wordEmbeddings: WordEmbeddings { fatalError("to be written") }
}
