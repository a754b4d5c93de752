import Albert
import Checkpoint
import Kernels

/// The steps that a model's makers put behind the pooling, with their weights.
public struct VectorSteps: Sendable {
  private enum Step: Sendable {
    case dense(Weights, Activation?)
    case layerNorm(LayerNormalization)
    case normalize
  }

  private let model: Albert
  private let steps: [Step]
  /// Keep the mapped memory alive that the weights point to.
  private let tensors: [MappedArray<Float>]
  let inputCount: Int
  let outputCount: Int

  /// Whether one of the steps is a product.
  public var multiplies: Bool {
    steps.contains { if case .dense = $0 { true } else { false } }
  }

  /// - Parameter width: columns of the pooled vectors.
  /// - Throws: `CheckpointError` where the weights of a step are missing or do not fit.
  public init(_ steps: [VectorStep], width: Int, model: Albert, checkpoint: Checkpoint) throws(CheckpointError) {
    var tensors: [MappedArray<Float>] = []
    for tensor in VectorStep.tensors(steps, width: width) {
      tensors.append(try checkpoint.tensor(tensor.name, shape: tensor.shape, layout: tensor.layout))
    }
    var next = tensors.makeIterator()
    func take() -> MappedArray<Float> {
      guard let tensor = next.next() else { preconditionFailure("steps and their tensors differ") }
      return tensor
    }
    var width = width
    inputCount = width
    self.steps = steps.map { step in
      switch step {
      case .dense(let outputs, let activation):
        defer { width = outputs }
        let panels = take()
        return .dense(
          Weights(panels: .floats(panels.unsafeElements), bias: Array(take()), inputCount: width), activation)
      case .layerNorm(let epsilon):
        let scale = Array(take())
        return .layerNorm(LayerNormalization(scale: scale, shift: Array(take()), epsilon: epsilon))
      case .normalize: return .normalize
      }
    }
    outputCount = width
    self.model = model
    self.tensors = tensors
  }

  /// A row of `outputCount` columns of one of `inputCount`.
  func apply(to row: [Float]) -> [Float] {
    precondition(row.count == inputCount)
    var row = row
    for step in steps {
      switch step {
      case .dense(let weights, let activation): row = model.multiply(row, by: weights, activation: activation)
      case .layerNorm(let norm): row = normalize(row, by: norm)
      case .normalize: RowFinisher.normalize(&row, from: 0)
      }
    }
    return row
  }

  private func normalize(_ row: [Float], by norm: LayerNormalization) -> [Float] {
    let matrix = Matrix(columnCount: row.count, rowCount: 1)
    matrix.update(row: 0, from: row)
    // The kernel adds what the layer was given, which here is nothing.
    let nothing = Matrix(columnCount: row.count, rowCount: 1)
    model.kernels.normalize(matrix, adding: nothing, rows: 0..<1, by: norm, into: matrix)
    return matrix[0].withUnsafeBufferPointer { Array($0) }
  }
}
