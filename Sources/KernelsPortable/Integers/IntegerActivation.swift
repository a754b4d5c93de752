/// `apply` for a product of integers, with GELU to 3e-5: a tenth of what separates its two forms, and less than the rounding
/// of its inputs leaves, for half the time.
// A function of its own, for the registers that its constants take.
@inline(never)
func applyToProduct(_ activation: UInt32, to block: MutableFloats, stride: Int, height: Int) {
  switch activation {
  case 0: apply(to: block, stride: stride, height: height, geluErf)
  case 1: apply(to: block, stride: stride, height: height, geluTanh)
  default: apply(activation, to: block, stride: stride, height: height)
  }
}

/// x·(1/2 + t·p(t²)), t being x within ±`bound`: minimax fits of GELU with t·p(t²) = ±1/2 at the bounds, to the last bit, so that
/// beyond them it is 0 or x.
@inline(__always) private func gelu(_ x: Lanes, bound: Float, _ p: (_ square: Lanes) -> Lanes) -> Lanes {
  let t = smaller(Lanes(repeating: bound), larger(Lanes(repeating: -bound), x))
  return x * (t * p(t * t) + 0.5)
}

/// x·Φ(x), Φ the normal distribution function.
@inline(__always) private func geluErf(_ x: Lanes) -> Lanes {
  gelu(x, bound: 4.3985705) { square in
    var p = Lanes(repeating: 3.5694257e-11)
    p = Lanes(repeating: -3.7540473e-09).addingProduct(p, square)
    p = Lanes(repeating: 1.7408473e-07).addingProduct(p, square)
    p = Lanes(repeating: -4.7248686e-06).addingProduct(p, square)
    p = Lanes(repeating: 8.429302e-05).addingProduct(p, square)
    p = Lanes(repeating: -0.0010549924).addingProduct(p, square)
    p = Lanes(repeating: 0.009643025).addingProduct(p, square)
    p = Lanes(repeating: -0.06607636).addingProduct(p, square)
    return Lanes(repeating: 0.39876103).addingProduct(p, square)
  }
}

/// 0.5·x·(1 + tanh(√(2/π)·(x + 0.044715·x³))).
@inline(__always) private func geluTanh(_ x: Lanes) -> Lanes {
  gelu(x, bound: 4.28) { square in
    var p = Lanes(repeating: 5.082904e-11)
    p = Lanes(repeating: -5.0326974e-09).addingProduct(p, square)
    p = Lanes(repeating: 2.1953338e-07).addingProduct(p, square)
    p = Lanes(repeating: -5.6059166e-06).addingProduct(p, square)
    p = Lanes(repeating: 9.434946e-05).addingProduct(p, square)
    p = Lanes(repeating: -0.001122382).addingProduct(p, square)
    p = Lanes(repeating: 0.009885662).addingProduct(p, square)
    p = Lanes(repeating: -0.06642499).addingProduct(p, square)
    return Lanes(repeating: 0.39877346).addingProduct(p, square)
  }
}
