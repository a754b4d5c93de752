import Albert
import Checkpoint

/// The modules after the pooling as steps of a checkpoint, with their weights.
struct PipelineSteps {
  private(set) var steps = VectorSteps()
  /// The source of each tensor of the steps; nil for a tensor of zeros.
  private var sources: [SourceTensor?] = []
  /// The number of columns of the vector after the last step.
  private(set) var outputCount: Int

  /// - Parameter inputCount: columns of the pooled vector.
  init(inputCount: Int) { outputCount = inputCount }

  mutating func append(_ converted: ConvertedStep) {
    steps.append(converted.step)
    sources += converted.tensors
    outputCount = converted.step.outputCount(inputCount: outputCount)
  }

  /// Removes the last step if it is a normalization to unit length.
  ///
  /// - Returns: whether it was one.
  mutating func removeLastNormalization() -> Bool { steps.removeLastNormalization() }

  /// Adds the steps' tensors, whose elements are read when the writer asks for them.
  ///
  /// - Parameter inputCount: columns of the pooled vector.
  func add(to writer: inout CheckpointWriter, inputCount: Int) {
    for (tensor, source) in zip(steps.tensors(inputCount: inputCount).joined(), sources) {
      writer.add(tensor.name, as: Float.self, shape: tensor.shape, layout: tensor.layout) {
        guard let source else { return [Float](repeating: 0, count: tensor.shape[0]) }
        let elements = try source.floats()
        guard tensor.layout == .panels32 else { return elements }
        return tensor.layout.packed(elements, inputs: tensor.shape[0], outputs: tensor.shape[1], order: .outputsFirst)
      }
    }
  }
}
