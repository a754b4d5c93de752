import Checkpoint
import Kernels

/// An ALBERT encoder whose weights are read in place from a checkpoint.
public final class Albert: Sendable {
  public let configuration: AlbertConfiguration
  public let precision: Precision
  let weights: AlbertWeights
  public let kernels: KernelSet

  /// - Parameter instructionSet: nil for the one that `InstructionSet.selected()` gives; a caller that wants to hear of
  ///   a wrong `ALBERT_EMBED_ISA` asks for that itself, here it counts for nothing.
  public init(checkpoint: Checkpoint, instructionSet: InstructionSet? = nil) throws(CheckpointError) {
    configuration = try AlbertConfiguration(checkpoint: checkpoint)
    precision = try Precision(checkpoint: checkpoint)
    weights = try AlbertWeights(checkpoint: checkpoint, configuration: configuration, precision: precision)
    kernels = KernelSet(instructionSet ?? (try? InstructionSet.selected()) ?? .best)
  }

  /// The static vectors of the vocabulary: row `id` holds the E columns of that token's word embedding.
  public var wordEmbeddings: WordEmbeddings { weights.wordEmbeddings }
}
