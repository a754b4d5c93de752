import Kernels

/// The weights of a product as integers: weight[k, c] ≈ value[k, c] · scale[g, c], where g is the group of input k.
struct QuantizedWeights: Equatable {
  let groups: InputGroups
  var inputCount: Int { groups.inputCount }
  let outputCount: Int
  /// [inputs, outputs].
  var values: [Int16]
  /// [groups, outputs], all above 0.
  let scales: [Float]

  /// The largest magnitude of a value. It is the same for both signs, so that -128 never occurs.
  enum Limit: Int16 {
    case int8 = 127
    case int16 = 4095

    /// The largest sum of magnitudes in a group of a column.
    var sum: Int {
      switch self {
      // No group is wide enough for a larger one.
      case .int8: .max
      case .int16: Panels.largestShortSum
      }
    }
  }

  /// Rounds each weight to the nearest multiple of its scale.
  init(rounding weights: FloatMatrix, limit: Limit, groups: InputGroups) {
    precondition(groups.inputCount == weights.count)
    self.groups = groups
    outputCount = weights.width
    let scales = Self.scales(weights, limit: limit, groups: groups)
    self.scales = scales
    values = weights.values.indices.map { index in
      let input = index / weights.width
      let scale = scales[input / groups.width * weights.width + index % weights.width]
      return Self.round(weights.values[index] / scale, limit)
    }
  }

  /// - Parameters:
  ///   - values: [inputs, outputs].
  ///   - scales: [groups, outputs].
  init(values: [Int16], scales: [Float], groups: InputGroups, outputCount: Int) {
    self.groups = groups
    self.outputCount = outputCount
    precondition(values.count == groups.inputCount * outputCount && scales.count == groups.count * outputCount)
    self.values = values
    self.scales = scales
  }

  /// Σₖ value[k, c] over the inputs k of each group: [groups, outputs].
  var sums: [Int32] {
    var sums = [Int32](repeating: 0, count: scales.count)
    for (index, value) in values.enumerated() {
      sums[index / outputCount / groups.width * outputCount + index % outputCount] += Int32(value)
    }
    return sums
  }

  /// The scales with which the largest weight of each column and group becomes the largest integer, or a smaller one where the sum
  /// of the magnitudes would be too large; 1 where all weights are zero.
  static func scales(_ weights: FloatMatrix, limit: Limit, groups: InputGroups) -> [Float] {
    var largest = [Float](repeating: 0, count: groups.count * weights.width)
    var sums = [Double](repeating: 0, count: largest.count)
    for row in 0..<weights.count {
      let first = row / groups.width * weights.width
      for column in 0..<weights.width {
        let magnitude = abs(weights.values[row * weights.width + column])
        largest[first + column] = max(largest[first + column], magnitude)
        sums[first + column] += Double(magnitude)
      }
    }
    // Rounding adds a half to each magnitude at most. The last one is for the rounding of the scale and the quotients.
    let largestSum = Float(limit.sum - groups.width / 2 - 1)
    return zip(largest, sums).map { largest, sum in
      // Weights whose scale would be zero or subnormal count as zero.
      let scale = max(largest / Float(limit.rawValue), Float(sum) / largestSum)
      return scale >= Float.leastNormalMagnitude ? scale : 1
    }
  }

  static func round(_ value: Float, _ limit: Limit) -> Int16 {
    let limit = Float(limit.rawValue)
    return Int16(min(max(value.rounded(.toNearestOrEven), -limit), limit))
  }
}
