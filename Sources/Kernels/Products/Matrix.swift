import CShims

/// A row-major matrix of activations, whose number of rows can grow. It holds what was written last.
public final class Matrix {
  public let columnCount: Int
  /// Floats from one row to the next. Rows have room for whole panels of columns, and take an odd number of cache lines (16
  /// floats): rows at a multiple of 4096 bytes would all compete for the same few lines of the first-level cache.
  let stride: Int
  public private(set) var rowCount = 0
  private var memory: UnsafeMutableRawBufferPointer

  /// - Parameter room: columns that products may write, where they are more than `columnCount` filled up to whole panels.
  public init(columnCount: Int, rowCount: Int = 0, room: Int = 0) {
    precondition(columnCount > 0)
    self.columnCount = columnCount
    stride = Panel.filled(max(columnCount, room)) + 16
    memory = UnsafeMutableRawBufferPointer(start: nil, count: 0)
    reserve(rowCount: rowCount)
  }

  deinit { memory.deallocate() }

  /// Makes room for at least `rowCount` rows. If that takes new memory, the contents are lost.
  public func reserve(rowCount: Int) {
    guard rowCount > self.rowCount else { return }
    memory.deallocate()
    self.rowCount = rowCount
    memory = .allocate(byteCount: rowCount * stride * MemoryLayout<Float>.stride, alignment: 64)
    memory.bindMemory(to: Float.self).initialize(repeating: 0)
  }

  /// The columns of one row.
  public subscript(row: Int) -> Span<Float> {
    @_lifetime(borrow self)
    borrowing get {
      precondition(row >= 0 && row < rowCount, "row beyond the matrix")
      let span = Span(_unsafeStart: UnsafePointer(address(row: row, column: 0)), count: columnCount)
      return _overrideLifetime(span, borrowing: self)
    }
  }

  /// Copies `values`, which are whole rows, to the rows from `row` on.
  public func update(row: Int, from values: [Float]) {
    precondition(values.count % columnCount == 0 && row >= 0 && row + values.count / columnCount <= rowCount)
    values.withUnsafeBufferPointer { values in
      guard let base = values.baseAddress else { return }
      for index in 0..<values.count / columnCount {
        address(row: row + index, column: 0).update(from: base + index * columnCount, count: columnCount)
      }
    }
  }

  /// Copies row `source` of another matrix of the same width to row `row`.
  public func update(row: Int, from other: Matrix, row source: Int) {
    precondition(other.columnCount == columnCount)
    precondition(row >= 0 && row < rowCount && source >= 0 && source < other.rowCount)
    address(row: row, column: 0).update(from: other.address(row: source, column: 0), count: columnCount)
  }

  /// Where a kernel writes. The caller has checked it, as for `address`.
  func output(row: Int, column: Int = 0) -> KernelOutput {
    KernelOutput(base: address(row: row, column: column), stride: stride)
  }

  /// The address of an element, for kernels. The caller has checked that the element and those after it are inside.
  func address(row: Int, column: Int) -> UnsafeMutablePointer<Float> {
    memory.bindMemory(to: Float.self).baseAddress.unsafelyUnwrapped + (row * stride + column)
  }
}
