extension OutputHead {
  /// The scores of a row of logits. They are computed in double precision and in one fixed order, so they have the same bits
  /// everywhere.
  public func scores(_ logits: ArraySlice<Float>) -> [Float] {
    switch function {
    case .identity: return Array(logits)
    case .sigmoid:
      return logits.map { logit in
        // There are two forms. Each is used where its exponential does not overflow.
        let power = exponential(-abs(Double(logit)))
        return Float((logit < 0 ? power : 1) / (1 + power))
      }
    case .softmax:
      let greatest = Double(logits.max() ?? 0)
      let powers = logits.map { exponential(Double($0) - greatest) }
      var sum = 0.0
      for power in powers { sum += power }
      return powers.map { Float($0 / sum) }
    }
  }

  /// The column of the greatest value; of equal values, the first one.
  public static func best(_ row: ArraySlice<Float>) -> Int {
    var best = row.startIndex
    for index in row.indices where row[index] > row[best] { best = index }
    return best - row.startIndex
  }
}

/// e to the power of `x`, within a few units in the last place; NaN for NaN. It uses only additions, multiplications and
/// divisions, so every machine gives the same bits. The C library's function does not.
///
/// - Parameter x: at most 0, or NaN.
private func exponential(_ x: Double) -> Double {
  guard x > -745 else { return x.isNaN ? .nan : 0 }
  // x = n·ln 2 + r. The series of e to the power of r ends with r^13 / 13!: later terms do not change the sum.
  let n = (x * 1.442_695_040_888_963_4).rounded()
  let r = (x - n * 0x1.62e4_2fef_a000_0p-1) - n * 0x1.cf79_abc9_e3b3_ap-40
  var sum = 1.0
  for divisor in stride(from: 13.0, through: 1, by: -1) { sum = 1 + sum * r / divisor }
  return sum * Double(sign: .plus, exponent: Int(n), significand: 1)
}
