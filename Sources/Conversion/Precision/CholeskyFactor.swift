import Kernels

/// The upper triangular factor U of a symmetric, positive definite matrix H = Uᵀ·U.
///
/// It is computed in blocks of rows. This type factors a block, and one product subtracts its part from all rows below, so that the
/// kernels do nearly all the work.
struct CholeskyFactor {
  /// U in its upper triangle. The elements below are not used.
  let matrix: Matrix
  /// Rows of a block: so few that the work outside of the kernels is small.
  static let blockSize = 128

  var size: Int { matrix.columnCount }

  /// Factors a matrix in place. Only its upper triangle is read.
  init(of matrix: Matrix, size: Int, products: RowProducts) {
    precondition(matrix.columnCount == size && matrix.rowCount >= size)
    self.matrix = matrix
    for start in stride(from: 0, to: size, by: Self.blockSize) {
      let end = min(start + Self.blockSize, size)
      let width = size - start
      var rows = FloatMatrix(width: width)
      rows.values.reserveCapacity((end - start) * width)
      for row in start..<end { rows.values += Self.columns(start..<size, of: matrix, row: row) }
      Self.factor(&rows)
      for row in start..<end {
        let left = [Float](repeating: 0, count: start)
        matrix.update(row: row, from: left + rows.values[rows.row(row - start)])
      }
      guard end < size else { break }
      var right = FloatMatrix(width: size - end)
      for row in 0..<rows.count { right.values += rows.values[rows.row(row).dropFirst(end - start)] }
      products.add(right, times: right, factor: -1, part: .upperTriangle, to: matrix, row: end, column: end)
    }
  }

  /// Factors the rows of a block, from its first column on. The part of the rows above is subtracted already.
  private static func factor(_ rows: inout FloatMatrix) {
    let width = rows.width
    // Rounding can bring a pivot of a nearly singular matrix to zero or below.
    let leastPivot = Float.leastNormalMagnitude
    for row in 0..<rows.count {
      let pivot = max(rows.values[row * width + row], leastPivot).squareRoot()
      for column in row..<width { rows.values[row * width + column] /= pivot }
      let source = Array(rows.values[rows.row(row)])
      for below in row + 1..<max(rows.count, row + 1) {
        add(
          -source[below], times: source, from: below, to: &rows.values, at: below * width + below, count: width - below)
      }
    }
  }

  static func columns(_ columns: Range<Int>, of matrix: Matrix, row: Int) -> [Float] {
    let row = matrix[row]
    return [Float](unsafeUninitializedCapacity: columns.count) { buffer, count in
      for (index, column) in columns.enumerated() { buffer.initializeElement(at: index, to: row[column]) }
      count = columns.count
    }
  }
}
