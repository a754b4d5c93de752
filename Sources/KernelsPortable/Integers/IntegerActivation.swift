import CShims

/// The same as `apply`, for products of integers. It computes GELU to 3e-5, without an exponential and a quotient. That error is
/// less than a tenth of the difference between GELU's two forms, and less than the error that the rounding of its inputs makes.
// It is not inlined, since its constants take registers.
@inline(never)
func applyToProduct(_ activation: KernelActivation, to block: MutableFloats, stride: Int, height: Int) {
  switch activation {
  case .geluErf: apply(to: block, stride: stride, height: height) { Gelu.erf($0) }
  case .geluTanh: apply(to: block, stride: stride, height: height) { Gelu.tanh($0) }
  case .identity: break
  case .relu, .silu, .tanh: apply(activation, to: block, stride: stride, height: height)
  }
}

/// x·(1/2 + t·p(t²)), where t is x clamped to ±`bound`. It is a minimax fit of GELU with t·p(t²) = ±1/2 at the bounds, to the last
/// bit, so that it is 0 or x beyond them.
private struct Gelu {
  let bound: Float
  /// The coefficients of p, that of the lowest power first.
  let p: (Float, Float, Float, Float, Float, Float, Float, Float, Float)

  /// x·Φ(x), Φ the normal distribution function.
  @inline(__always) static var erf: Gelu {
    Gelu(
      bound: 4.3985705,
      p: (
        0.39876103, -0.06607636, 0.009643025, -0.0010549924, 8.429302e-05, -4.7248686e-06, 1.7408473e-07,
        -3.7540473e-09, 3.5694257e-11
      ))
  }

  /// 0.5·x·(1 + tanh(√(2/π)·(x + 0.044715·x³))).
  @inline(__always) static var tanh: Gelu {
    Gelu(
      bound: 4.28,
      p: (
        0.39877346, -0.06642499, 0.009885662, -0.001122382, 9.434946e-05, -5.6059166e-06, 2.1953338e-07,
        -5.0326974e-09, 5.082904e-11
      ))
  }

  @inline(__always) func callAsFunction(_ x: Lanes) -> Lanes {
    let t = smaller(Lanes(repeating: bound), larger(Lanes(repeating: -bound), x))
    let square = t * t
    var sum = Lanes(repeating: p.8)
    sum = Lanes(repeating: p.7).addingProduct(sum, square)
    sum = Lanes(repeating: p.6).addingProduct(sum, square)
    sum = Lanes(repeating: p.5).addingProduct(sum, square)
    sum = Lanes(repeating: p.4).addingProduct(sum, square)
    sum = Lanes(repeating: p.3).addingProduct(sum, square)
    sum = Lanes(repeating: p.2).addingProduct(sum, square)
    sum = Lanes(repeating: p.1).addingProduct(sum, square)
    sum = Lanes(repeating: p.0).addingProduct(sum, square)
    return x * (t * sum + 0.5)
  }
}
