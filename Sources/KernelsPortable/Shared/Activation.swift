import CShims

/// Applies an activation to a block: `height` rows of `passWidth` columns.
func apply(_ activation: KernelActivation, to block: MutableFloats, stride: Int, height: Int) {
  switch activation {
  case .identity: break
  case .geluErf: apply(to: block, stride: stride, height: height, geluErf)
  case .geluTanh: apply(to: block, stride: stride, height: height, geluTanh)
  case .relu: apply(to: block, stride: stride, height: height) { larger(.zero, $0) }
  case .silu: apply(to: block, stride: stride, height: height) { logistic($0, exponent: $0 * -1.442695) }
  case .tanh: apply(to: block, stride: stride, height: height, tanh)
  }
}

@inline(__always)
func apply(to block: MutableFloats, stride: Int, height: Int, _ function: (Lanes) -> Lanes) {
  for row in 0..<height {
    for column in Swift.stride(from: 0, to: passWidth, by: laneCount) {
      let target = block + row * stride + column
      store(function(load(target)), to: target)
    }
  }
}

/// x / (1 + 2^exponent).
@inline(__always) private func logistic(_ x: Lanes, exponent: Lanes) -> Lanes { x / (exp2(exponent) + 1) }

/// 0.5·x·(1 + tanh(√(2/π)·(x + 0.044715·x³))), which is x / (1 + e^-2u) with u the argument of tanh.
@inline(__always) private func geluTanh(_ x: Lanes) -> Lanes {
  // -2·√(2/π)·log2(e), and that times 0.044715.
  let slope = Lanes(repeating: -2.3022082).addingProduct(x * x, Lanes(repeating: -0.10294324))
  return logistic(x, exponent: x * slope)
}

/// x·Φ(x), Φ the normal distribution function: x / (1 + 2^-l), with l = log2(Φ / (1 - Φ)) = x·p(x²). p is a minimax fit on
/// |x| <= 5.5, by which x·Φ is exact to 3e-10. Beyond 5.5, p keeps its last value, and x·Φ is within 2e-8·|x| of 0 or x.
@inline(__always) private func geluErf(_ x: Lanes) -> Lanes {
  let square = smaller(Lanes(repeating: 30.25), x * x)
  // The coefficients of -p, that of the highest power first.
  var p = Lanes(repeating: -7.4417774e-16)
  p = Lanes(repeating: 1.1076606e-13).addingProduct(p, square)
  p = Lanes(repeating: -7.169898e-12).addingProduct(p, square)
  p = Lanes(repeating: 2.632306e-10).addingProduct(p, square)
  p = Lanes(repeating: -5.9016316e-09).addingProduct(p, square)
  p = Lanes(repeating: 7.6601225e-08).addingProduct(p, square)
  p = Lanes(repeating: -3.0516756e-07).addingProduct(p, square)
  p = Lanes(repeating: -8.0466825e-06).addingProduct(p, square)
  p = Lanes(repeating: 0.00015028735).addingProduct(p, square)
  p = Lanes(repeating: 0.00010680407).addingProduct(p, square)
  p = Lanes(repeating: -0.10484237).addingProduct(p, square)
  p = Lanes(repeating: -2.3022082).addingProduct(p, square)
  return logistic(x, exponent: x * p)
}
