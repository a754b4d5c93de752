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
  ///   - column: a multiple of 32.
  func add(
    _ left: FloatRows, times right: FloatRows, factor: Float = 1, part: Part = .whole, to sums: Matrix, row: Int = 0,
    column: Int = 0
  ) {
    precondition(left.count == right.count)
    let depth = left.count
    guard depth > 0 else { return }
    let transposed = Matrix(columnCount: depth, rowCount: left.width)
    var column32 = [Float](repeating: 0, count: depth)
    for output in 0..<left.width {
      for input in 0..<depth { column32[input] = factor * left.values[input * left.width + output] }
      transposed.update(row: output, from: column32)
    }
    let panels = panels32(right)
    panels.withUnsafeBufferPointer { panels in
      let weights = Weights(panels: .floats(panels), bias: [Float](repeating: 0, count: right.width), inputCount: depth)
      let rowsPerPart = 96
      team.run((left.width + rowsPerPart - 1) / rowsPerPart) { index, _ in
        let rows = index * rowsPerPart..<min((index + 1) * rowsPerPart, left.width)
        let first = part == .whole ? 0 : min(rows.lowerBound / 32, weights.panelCount)
        let packed = PackedRows()
        kernels.pack(transposed, rows: rows, for: weights, into: packed)
        kernels.multiply(
          packed, by: weights, panels: first..<weights.panelCount, start: .output, into: sums,
          row: row + rows.lowerBound, firstColumn: column + first * 32)
      }
    }
  }

  /// Rows, an input each, in panels of 32 columns.
  private func panels32(_ rows: FloatRows) -> [Float] {
    let width = 32
    var panels: [Float] = []
    panels.reserveCapacity((rows.width + width - 1) / width * width * rows.count)
    for first in stride(from: 0, to: rows.width, by: width) {
      let filled = min(width, rows.width - first)
      for row in 0..<rows.count {
        panels += rows.values[row * rows.width + first..<row * rows.width + first + filled]
        for _ in filled..<width { panels.append(0) }
      }
    }
    return panels
  }
}
