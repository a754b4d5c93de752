/// The same as `multiplyAdd`, with multiplications of 16-bit integers.
public func multiplyAddShorts(rounds: Int) -> Int { Chains<Shorts>.run(rounds: rounds) }

/// The same as `multiplyAdd`, with multiplications of bytes, as this instruction set does them.
public func multiplyAddBytes(rounds: Int) -> Int { Chains<Bytes>.run(rounds: rounds) }

private struct Chains<Kind: IntegerKind> {
  private var sums: (Integers, Integers, Integers, Integers, Integers, Integers)

  #if KERNELS_AVX512
    private static var count: Int { 12 }
  #else
    // A chain takes two of sixteen registers.
    private static var count: Int { 6 }
  #endif

  private init(_ start: Int) {
    let first = Integers(repeating: Int32(truncatingIfNeeded: start))
    sums = (first, first &+ 1, first &+ 2, first &+ 3, first &+ 4, first &+ 5)
  }

  static func run(rounds: Int) -> Int {
    let weights = Integers(repeating: Int32(truncatingIfNeeded: rounds | 1))
    var chains = Chains(rounds & 7)
    #if KERNELS_AVX512
      var others = Chains(rounds & 7 | 8)
      for _ in 0..<rounds {
        chains.advance(weights)
        others.advance(weights)
      }
      chains.sums.0 &+= others.total
    #else
      for _ in 0..<rounds { chains.advance(weights) }
    #endif
    // The result depends on the sum, so that the compiler cannot leave the chains out.
    let products = Kind.packedInputs / packedWords
    return chains.total == Integers(repeating: 77) ? 0 : rounds * count * laneCount * products
  }

  @inline(__always) private mutating func advance(_ weights: Integers) {
    sums.0 = Kind.add(sums.0, times: weights, to: sums.0)
    sums.1 = Kind.add(sums.1, times: weights, to: sums.1)
    sums.2 = Kind.add(sums.2, times: weights, to: sums.2)
    sums.3 = Kind.add(sums.3, times: weights, to: sums.3)
    sums.4 = Kind.add(sums.4, times: weights, to: sums.4)
    sums.5 = Kind.add(sums.5, times: weights, to: sums.5)
  }

  private var total: Integers { sums.0 &+ sums.1 &+ sums.2 &+ sums.3 &+ sums.4 &+ sums.5 }
}
