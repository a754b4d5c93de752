import Checkpoint
import Kernels

/// LayerNorm: layer normalization over the columns. The checkpoint's settings are the bits of the epsilon, and 0.
public struct LayerNormStep: VectorStep {
  public static let code: UInt32 = 1

  public let epsilon: Float

  public init(epsilon: Float) { self.epsilon = epsilon }

  public init?(settings: (UInt32, UInt32)) {
    epsilon = Float(bitPattern: settings.0)
    guard epsilon > 0, epsilon <= 1 else { return nil }
  }

  public var settings: (UInt32, UInt32) { (epsilon.bitPattern, 0) }

  public func tensors(inputCount: Int) -> [AlbertTensor] {
    ["scale", "shift"].map { AlbertTensor(name: $0, shape: [inputCount]) }
  }

  public var description: String { "layer norm" }

  public func function(
    model: Albert, weights: [MappedArray<Float>], inputCount: Int
  ) -> @Sendable ([Float]) -> [Float] {
    let norm = LayerNormalization(scale: Array(weights[0]), shift: Array(weights[1]), epsilon: epsilon)
    return { vector in
      let row = Matrix(columnCount: inputCount, rowCount: 1)
      row.update(row: 0, from: vector)
      // The kernel normalizes the sum of two matrices: a layer's input and its output. Here the first one is zero.
      let zero = Matrix(columnCount: inputCount, rowCount: 1)
      model.kernels.normalize(row, adding: zero, rows: 0..<1, by: norm, into: row)
      return row[0].withUnsafeBufferPointer { Array($0) }
    }
  }
}
