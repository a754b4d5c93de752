/// A matrix of floats in row-major order.
struct FloatMatrix {
  let width: Int
  var values: [Float] = []

  init(width: Int) { self.width = width }

  init(width: Int, values: [Float]) {
    precondition(width > 0 && values.count % width == 0)
    self.width = width
    self.values = values
  }

  var count: Int { values.count / width }

  /// The range of row `index` in `values`.
  func row(_ index: Int) -> Range<Int> { index * width..<(index + 1) * width }

  /// The rows with these indices, in this order.
  func rows(_ order: [Int]) -> FloatMatrix {
    FloatMatrix(width: width, values: order.flatMap { values[row($0)] })
  }

  /// The columns with these indices, in this order.
  func columns(_ order: [Int]) -> FloatMatrix {
    FloatMatrix(width: order.count, values: (0..<count).flatMap { row in order.map { values[row * width + $0] } })
  }
}

/// target[first + i] += factor · source[start + i] for `count` elements.
func add(_ factor: Float, times source: [Float], from start: Int, to target: inout [Float], at first: Int, count: Int) {
  // This check replaces those in the loop.
  precondition(count >= 0 && start >= 0 && start + count <= source.count && first >= 0 && first + count <= target.count)
  for index in 0..<count { target[first + index] += factor * source[start + index] }
}
