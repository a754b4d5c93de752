import Checkpoint
import Kernels

/// An ALBERT encoder. It reads its weights in place, from a checkpoint.
public final class Albert: Sendable {
  public let configuration: AlbertConfiguration
  public let precision: Precision
  let weights: AlbertWeights
  public let kernels: KernelSet

  /// - Parameter instructionSet: nil for that of `InstructionSet.selected()`. A wrong `ALBERT_EMBED_ISA` is ignored here; a
  ///   caller that must report it calls `selected()` itself.
  /// - Throws: `CheckpointError` where a section of the model is missing or wrong.
  public init(checkpoint: Checkpoint, instructionSet: InstructionSet? = nil) throws(CheckpointError) {
    configuration = try AlbertConfiguration(checkpoint: checkpoint)
    precision = try Precision(checkpoint: checkpoint)
    weights = try AlbertWeights(checkpoint: checkpoint, configuration: configuration, precision: precision)
    kernels = KernelSet(instructionSet ?? (try? InstructionSet.selected()) ?? .best)
  }

  /// The static vectors of the vocabulary: row `id` holds the E columns of that token.
  public var wordEmbeddings: WordEmbeddings { weights.wordEmbeddings }
}
