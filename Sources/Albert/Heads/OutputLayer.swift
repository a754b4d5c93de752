import Checkpoint
import Kernels

/// A head with its weights. They are read in place, and are always in single precision.
public struct OutputLayer: Sendable {
  public let head: OutputHead
  private let model: Albert
  private let weights: Weights
  /// Keeps the mapped memory alive that `weights` points to.
  private let panels: MappedArray<Float>

  /// - Parameter index: the head's index among those of the checkpoint.
  /// - Throws: `CheckpointError` where a tensor is missing or of another shape.
  public init(_ index: Int, of heads: OutputHeads, model: Albert, checkpoint: Checkpoint) throws(CheckpointError) {
    head = heads.heads[index]
    let tensors = heads.tensors(of: index, hiddenSize: model.configuration.hiddenSize)
    panels = try checkpoint.tensor(tensors[0].name, shape: tensors[0].shape, layout: tensors[0].layout)
    let bias = try checkpoint.tensor(tensors[1].name, of: Float.self, shape: tensors[1].shape)
    weights = Weights(
      panels: .floats(panels.unsafeElements), bias: Array(bias), inputCount: model.configuration.hiddenSize)
    self.model = model
  }

  /// The logits of each row of `states`, one for each label. Their bits do not depend on the other rows.
  ///
  /// - Parameter states: the states of the last layer, row-major with H columns; those of the first tokens where the head reads
  ///   the pooler.
  public func logits(_ states: [Float]) -> [Float] {
    model.multiply(head.task.readsPooler ? model.pool(states) : states, by: weights, activation: nil)
  }
}
