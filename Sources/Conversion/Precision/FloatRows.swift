/// Rows of floats of one width, one after the other.
struct FloatRows {
  let width: Int
  var values: [Float] = []

  init(width: Int) { self.width = width }

  init(width: Int, values: [Float]) {
    precondition(width > 0 && values.count % width == 0)
    self.width = width
    self.values = values
  }

  var count: Int { values.count / width }

  /// Where row `index` stands in `values`.
  func row(_ index: Int) -> Range<Int> { index * width..<(index + 1) * width }

  /// The rows of these numbers, one after the other.
  func rows(_ order: [Int]) -> FloatRows {
    FloatRows(width: width, values: order.flatMap { values[row($0)] })
  }

  /// The columns of these numbers, side by side.
  func columns(_ order: [Int]) -> FloatRows {
    FloatRows(width: order.count, values: (0..<count).flatMap { row in order.map { values[row * width + $0] } })
  }
}

/// target[i] += factor · source[i] for `count` elements from two places on.
func add(_ factor: Float, times source: [Float], from start: Int, to target: inout [Float], at place: Int, count: Int) {
  // Checked here, so that the loop need not.
  precondition(count >= 0 && start >= 0 && start + count <= source.count && place >= 0 && place + count <= target.count)
  for index in 0..<count { target[place + index] += factor * source[start + index] }
}
