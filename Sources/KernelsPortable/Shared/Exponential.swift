// exp2 and tanh, made of IEEE operations alone so that every instruction set gives the same bits. The polynomials are minimax
// fits (Remez) on the reduced range.

/// 2^f - 1 = f·q(f) on [-1/2, 1/2], to 2e-9 of 2^f.
@inline(__always) private func exponentialTail(_ f: Lanes) -> Lanes {
  var q = Lanes(repeating: 0.00015353604)
  q = Lanes(repeating: 0.0013398852).addingProduct(q, f)
  q = Lanes(repeating: 0.009618436).addingProduct(q, f)
  q = Lanes(repeating: 0.055503324).addingProduct(q, f)
  q = Lanes(repeating: 0.24022648).addingProduct(q, f)
  return Lanes(repeating: 0.6931472).addingProduct(q, f)
}

/// x = n + f with n whole and f in [-1/2, 1/2]: f, and n in the bits of a float's exponent. Expects -126 <= x <= 127.
@inline(__always) private func split(_ x: Lanes) -> (power: SIMD16<UInt32>, fraction: Lanes) {
  // Adding 1.5·2^23 rounds x to the nearest whole number, which then stands in the low bits of the significand.
  let shift = Lanes(repeating: 12_582_912)
  let shifted = x + shift
  let fraction = x - (shifted - shift)
  return (unsafeBitCast(shifted, to: SIMD16<UInt32>.self) &<< SIMD16(repeating: 23), fraction)
}

/// 2^x within 1 ulp. Beyond [-125, 127] it is 2^-125 or 2^127, so that no result is subnormal or infinite.
// Transparent, since the optimizer would otherwise call it, and pass lanes through memory.
@_transparent func exp2(_ x: Lanes) -> Lanes {
  let clamped = smaller(Lanes(repeating: 127), larger(Lanes(repeating: -125), x))
  let (power, fraction) = split(clamped)
  let significand = Lanes(repeating: 1).addingProduct(exponentialTail(fraction), fraction)
  return unsafeBitCast(unsafeBitCast(significand, to: SIMD16<UInt32>.self) &+ power, to: Lanes.self)
}

/// tanh(x) within 3 ulp: (e^2x - 1) / (e^2x + 1), where e^2x - 1 is computed without cancellation.
@inline(__always) func tanh(_ x: Lanes) -> Lanes {
  // x·2·log2(e). tanh is ±1 in single precision well within ±30.
  let y = smaller(Lanes(repeating: 30), larger(Lanes(repeating: -30), x * 2.8853900))
  let (power, fraction) = split(y)
  let scale = unsafeBitCast(SIMD16<UInt32>(repeating: 0x3F80_0000) &+ power, to: Lanes.self)
  let excess = (scale - 1).addingProduct(exponentialTail(fraction) * fraction, scale)
  return excess / (excess + 2)
}
