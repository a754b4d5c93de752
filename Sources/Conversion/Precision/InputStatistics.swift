import Kernels

/// The statistics of a product's inputs: H = Σ xᵀx over the rows x that were added.
final class InputStatistics {
  let width: Int
  private let products: RowProducts
  /// The upper triangle of H.
  private var hessian: Matrix
  private var pending: FloatMatrix
  private(set) var rowCount = 0

  /// Rows that are added together, so few that one product adds them in order.
  private static let chunk = 256

  /// The number of rows that suffice for H: several for each input.
  var sufficientRowCount: Int { max(16_384, 8 * width) }

  init(width: Int, products: RowProducts) {
    self.width = width
    self.products = products
    hessian = Matrix(columnCount: width, rowCount: width)
    pending = FloatMatrix(width: width)
  }

  func add(_ row: Span<Float>) {
    precondition(row.count == width)
    for column in 0..<width { pending.values.append(row[column]) }
    rowCount += 1
    if pending.count == Self.chunk { flush() }
  }

  private func flush() {
    products.add(pending, times: pending, part: .upperTriangle, to: hessian)
    pending.values.removeAll(keepingCapacity: true)
  }

  /// Sorts the inputs by their mean squares, the smallest first. Then the inputs of a group have about the same size, so that few need
  /// a finer scale than the group has. And the weights that matter most are rounded first, while most others can still compensate.
  ///
  /// - Returns: the old index of each input, in the new order.
  func sortInputs() -> [Int] {
    let rows = symmetricRows()
    func square(_ input: Int) -> Float { rows.values[input * width + input] }
    let order = (0..<width).sorted { square($0) == square($1) ? $0 < $1 : square($0) < square($1) }
    for (index, input) in order.enumerated() {
      hessian.update(row: index, from: order.map { rows.values[input * width + $0] })
    }
    return order
  }

  /// All of H.
  private func symmetricRows() -> FloatMatrix {
    flush()
    var rows = FloatMatrix(width: width, values: [Float](repeating: 0, count: width * width))
    for row in 0..<width {
      let source = hessian[row]
      for column in row..<width {
        rows.values[row * width + column] = source[column]
        rows.values[column * width + row] = source[column]
      }
    }
    return rows
  }

  /// The factor of H, for turned inputs where `isTurned`. A tenth of the mean of H's diagonal is added to each element of the diagonal,
  /// so that inputs that were always zero, or always in proportion to each other, do no harm. A tenth keeps more of the neighbours
  /// than the usual hundredth, because other texts than those of the calibration will come.
  func factor(isTurned: Bool) -> CholeskyFactor {
    var rows = symmetricRows()
    if isTurned {
      // H is turned on both sides. The second turn works on the columns of the transpose.
      WalshHadamardTurn.turnColumns(of: &rows)
      transpose(&rows)
      WalshHadamardTurn.turnColumns(of: &rows)
    }
    let diagonal = (0..<width).reduce(into: 0.0) { $0 += Double(rows.values[$1 * width + $1]) }
    let damping = diagonal > 0 ? Float(0.1 * diagonal / Double(width)) : 1
    let matrix = Matrix(columnCount: width, rowCount: width)
    for row in 0..<width {
      rows.values[row * width + row] += damping
      matrix.update(row: row, from: Array(rows.values[rows.row(row)]))
    }
    return CholeskyFactor(of: matrix, size: width, products: products)
  }

  private func transpose(_ rows: inout FloatMatrix) {
    for row in 0..<width {
      for column in row + 1..<max(width, row + 1) { rows.values.swapAt(row * width + column, column * width + row) }
    }
  }
}
