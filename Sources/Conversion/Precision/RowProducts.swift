import Checkpoint
import Kernels
import Threads

/// Sums of products of rows, Σₖ left[k]ᵀ·right[k], by the encoder's own kernels: fast, and the same bits on every
/// instruction set, so that a conversion is too.
struct RowProducts {
  let kernels: KernelSet
  let team: Team

  /// Which part of a product a symmetric sum needs.
  enum Part { case whole, upperTriangle }

  /// sums[row + i, column + j] += factor · Σₖ left[k, i]·right[k, j]. Of the upper triangle's part of `sums`, panels that
  /// lie below the diagonal are left as they are.
  ///
  /// - Parameters:
  ///   - left, right: as many rows of both.
  ///   - column: a multiple of `Panel.width`.
  func add(
    _ left: FloatRows, times right: FloatRows, factor: Float = 1, part: Part = .whole, to sums: Matrix, row: Int = 0,
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
