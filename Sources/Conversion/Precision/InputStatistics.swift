import Kernels

/// What is known of a product's inputs: H = Σ xᵀx over rows that were seen.
final class InputStatistics {
  let width: Int
  private let products: RowProducts
  /// The upper triangle.
  private var hessian: Matrix
  private var pending: FloatRows
  private(set) var rowCount = 0

  /// Rows that are added together: one part of a product's inputs, so that sums stay in order.
  private static let chunk = 256

  /// Rows from which H is known well enough: several an input.
  var sufficientRowCount: Int { max(16_384, 8 * width) }

  init(width: Int, products: RowProducts) {
    self.width = width
    self.products = products
    hessian = Matrix(columnCount: width, rowCount: width)
    pending = FloatRows(width: width)
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

  /// Puts the inputs in the order of their mean squares, the least one first: those of a group are of about a size then, so
  /// that few make its scale coarser than they need it, and the weights that count most are rounded first, while the most
  /// others can make up for it.
  ///
  /// - Returns: which input stands at each place now.
  func sortInputs() -> [Int] {
    let rows = symmetricRows()
    func square(_ input: Int) -> Float { rows.values[input * width + input] }
    let order = (0..<width).sorted { square($0) == square($1) ? $0 < $1 : square($0) < square($1) }
    for (place, input) in order.enumerated() {
      hessian.update(row: place, from: order.map { rows.values[input * width + $0] })
    }
    return order
  }

  /// The whole of H.
  private func symmetricRows() -> FloatRows {
    flush()
    var rows = FloatRows(width: width, values: [Float](repeating: 0, count: width * width))
    for row in 0..<width {
      let source = hessian[row]
      for column in row..<width {
        rows.values[row * width + column] = source[column]
        rows.values[column * width + row] = source[column]
      }
    }
    return rows
  }

  /// The factor of H, of turned inputs where `isTurned`, with a part of its mean diagonal added to each of its diagonal's
  /// elements, so that inputs that were never seen, or always together, do no harm. The texts to come are others than those of
  /// the calibration: a tenth keeps more of the neighbours than a hundredth, which is usual.
  func factor(isTurned: Bool) -> CholeskyFactor {
    var rows = symmetricRows()
    if isTurned {
      // Both of its sides; its turned columns are the rows of a transpose.
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

  private func transpose(_ rows: inout FloatRows) {
    for row in 0..<width {
      for column in row + 1..<max(width, row + 1) { rows.values.swapAt(row * width + column, column * width + row) }
    }
  }
}
