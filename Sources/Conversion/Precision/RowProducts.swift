import Checkpoint
import Kernels
import Threads

/// Computes sums of products of rows, Σₖ left[k]ᵀ·right[k], with the encoder's kernels. They are fast and have the same bits on every
/// instruction set, so a conversion has them too.
struct RowProducts {
  let kernels: KernelSet
  let team: Team

  /// The part of the sums that is computed.
  enum Part { case whole, upperTriangle }

  /// sums[row + i, column + j] += factor · Σₖ left[k, i]·right[k, j]. For the upper triangle the panels below the diagonal do not
  /// change.
  ///
  /// - Parameters:
  ///   - left, right: matrices with the same number of rows.
  ///   - column: a multiple of `Panel.width`.
  func add(
    _ left: FloatMatrix, times right: FloatMatrix, factor: Float = 1, part: Part = .whole, to sums: Matrix,
    row: Int = 0,
    column: Int = 0
  ) {
    precondition(left.count == right.count)
    let depth = left.count
    guard depth > 0 else { return }
    let transposed = Matrix(columnCount: depth, rowCount: left.width)
    var scaledColumn = [Float](repeating: 0, count: depth)
    for output in 0..<left.width {
      for input in 0..<depth { scaledColumn[input] = factor * left.values[input * left.width + output] }
      transposed.update(row: output, from: scaledColumn)
    }
    let panels = TensorLayout.panels32.packed(right.values, inputs: depth, outputs: right.width)
    panels.withUnsafeBufferPointer { panels in
      let weights = Weights(panels: .floats(panels), bias: [Float](repeating: 0, count: right.width), inputCount: depth)
      let rowsPerPart = 96
      team.run((left.width + rowsPerPart - 1) / rowsPerPart) { index, _ in
        let rows = index * rowsPerPart..<min((index + 1) * rowsPerPart, left.width)
        let first = part == .whole ? 0 : min(rows.lowerBound / Panel.width, weights.panelCount)
        let packed = PackedRows()
        kernels.pack(transposed, rows: rows, for: weights, into: packed)
        kernels.multiply(
          packed, by: weights, panels: first..<weights.panelCount, start: .output, into: sums,
          row: row + rows.lowerBound, firstColumn: column + first * Panel.width)
      }
    }
  }
}
