import Checkpoint

/// The steps from a text's pooled vector to its embedding, with their weights.
public struct LoadedVectorSteps: Sendable {
  private let functions: [@Sendable ([Float]) -> [Float]]
  /// The mapped memory that the functions point to.
  private let weights: [[MappedArray<Float>]]
  /// Columns of a pooled vector.
  public let inputCount: Int
  /// Columns of an embedding.
  public let outputCount: Int
  /// Whether one of the steps is a matrix product.
  public let multiplies: Bool

  /// - Parameter inputCount: the number of columns of a pooled vector.
  /// - Throws: `CheckpointError` where a tensor of a step is missing or has another shape.
  public init(
    _ steps: VectorSteps, inputCount: Int, model: Albert, checkpoint: Checkpoint
  ) throws(CheckpointError) {
    weights = try steps.tensors(inputCount: inputCount).map { (tensors) throws(CheckpointError) in
      try tensors.map { (tensor) throws(CheckpointError) in
        try checkpoint.tensor(tensor.name, shape: tensor.shape, layout: tensor.layout)
      }
    }
    var width = inputCount
    functions = zip(steps.steps, weights).map { step, weights in
      defer { width = step.outputCount(inputCount: width) }
      return step.function(model: model, weights: weights, inputCount: width)
    }
    self.inputCount = inputCount
    outputCount = width
    multiplies = steps.steps.contains { $0.multiplies }
  }

  /// The embedding of a pooled vector.
  public func apply(to vector: [Float]) -> [Float] {
    precondition(vector.count == inputCount)
    return functions.reduce(vector) { $1($0) }
  }
}
