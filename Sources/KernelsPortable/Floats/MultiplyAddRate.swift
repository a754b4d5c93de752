#if KERNELS_AVX512
  private typealias Chains = (Lanes, Lanes, Lanes, Lanes, Lanes, Lanes, Lanes, Lanes, Lanes, Lanes, Lanes, Lanes)
  private let chainCount = 12
#else
  // A chain takes two of sixteen registers.
  private typealias Chains = (Lanes, Lanes, Lanes, Lanes, Lanes)
  private let chainCount = 5
#endif

/// Runs nothing but fused multiply-adds of single precision on registers, in independent chains: the most that this core can do.
/// Returns how many multiply-adds `rounds` rounds were.
public func multiplyAdd(rounds: Int) -> Int {
  let factor = Lanes(repeating: 0.5)
  var chains = chains(startingFrom: Lanes(repeating: Float(rounds & 7)))
  for _ in 0..<rounds { advance(&chains, factor) }
  // The result depends on the sum, so that the compiler cannot leave the chains out.
  return finish(chains) == -1 ? 0 : rounds * chainCount * laneCount
}

@inline(__always) private func next(_ chain: inout Lanes, _ factor: Lanes) {
  chain = factor.addingProduct(chain, factor)
}

#if KERNELS_AVX512
  @inline(__always) private func chains(startingFrom value: Lanes) -> Chains {
    (
      value, value + 1, value + 2, value + 3, value + 4, value + 5, value + 6, value + 7, value + 8, value + 9,
      value + 10, value + 11
    )
  }

  @inline(__always) private func advance(_ chains: inout Chains, _ factor: Lanes) {
    next(&chains.0, factor)
    next(&chains.1, factor)
    next(&chains.2, factor)
    next(&chains.3, factor)
    next(&chains.4, factor)
    next(&chains.5, factor)
    next(&chains.6, factor)
    next(&chains.7, factor)
    next(&chains.8, factor)
    next(&chains.9, factor)
    next(&chains.10, factor)
    next(&chains.11, factor)
  }

  @inline(__always) private func finish(_ chains: Chains) -> Float {
    total(
      chains.0 + chains.1 + chains.2 + chains.3 + chains.4 + chains.5 + chains.6 + chains.7 + chains.8 + chains.9
        + chains.10 + chains.11)
  }
#else
  @inline(__always) private func chains(startingFrom value: Lanes) -> Chains {
    (value, value + 1, value + 2, value + 3, value + 4)
  }

  @inline(__always) private func advance(_ chains: inout Chains, _ factor: Lanes) {
    next(&chains.0, factor)
    next(&chains.1, factor)
    next(&chains.2, factor)
    next(&chains.3, factor)
    next(&chains.4, factor)
  }

  @inline(__always) private func finish(_ chains: Chains) -> Float {
    total(chains.0 + chains.1 + chains.2 + chains.3 + chains.4)
  }
#endif
