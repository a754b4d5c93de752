/// The weights of a product as integers: weight[k, c] ≈ value[k, c] · scale[c].
struct QuantizedWeights: Equatable {
  let inputCount: Int
  let outputCount: Int
  /// [inputs, outputs].
  var values: [Int16]
  /// [outputs], all above 0.
  let scales: [Float]

  /// The largest value that a scale leaves room for: symmetric, so that -128 never occurs.
  enum Limit: Int16 {
    case int8 = 127
    /// 13 bits: 128 products of two such numbers stay below 2³¹.
    case int16 = 4095
  }

  /// Each weight rounded to the nearest integer of its column.
  init(rounding weights: FloatRows, limit: Limit) {
    inputCount = weights.count
    outputCount = weights.width
    let scales = Self.scales(weights, limit: limit)
    self.scales = scales
    values = weights.values.indices.map { index in
      Self.round(weights.values[index] / scales[index % weights.width], limit)
    }
  }

  /// - Parameter values: [inputs, outputs].
  init(values: [Int16], scales: [Float]) {
    precondition(values.count % scales.count == 0)
    inputCount = values.count / scales.count
    outputCount = scales.count
    self.values = values
    self.scales = scales
  }

  /// Σₖ value[k, c] over some inputs.
  func sums(inputs: Range<Int>) -> [Int32] {
    var sums = [Int32](repeating: 0, count: outputCount)
    for input in inputs {
      for output in 0..<outputCount { sums[output] += Int32(values[input * outputCount + output]) }
    }
    return sums
  }

  /// The largest weight of each column becomes the largest integer. A column of zeros has the scale 1.
  static func scales(_ weights: FloatRows, limit: Limit) -> [Float] {
    var largest = [Float](repeating: 0, count: weights.width)
    for row in 0..<weights.count {
      for column in 0..<weights.width {
        largest[column] = max(largest[column], abs(weights.values[row * weights.width + column]))
      }
    }
    return largest.map {
      // So small a column that its scale would be zero or subnormal counts as zeros.
      let scale = $0 / Float(limit.rawValue)
      return scale >= Float.leastNormalMagnitude ? scale : 1
    }
  }

  static func round(_ value: Float, _ limit: Limit) -> Int16 {
    let limit = Float(limit.rawValue)
    return Int16(min(max(value.rounded(.toNearestOrEven), -limit), limit))
  }
}
