/// What one sequence gave: at text level its pooled vector, else the vectors of its kept tokens.
struct SequenceVectors: Sendable {
  var values: [Float] = []
  /// Tokens that were pooled, which is what a window's vector counts for among its text's windows.
  var pooledTokens = 0
}

/// The mean of windows' pooled vectors, weighted by their tokens; the vector itself where there is one window.
struct WindowMean {
  private var first: [Float] = []
  private var sums: [Double] = []
  private var windowCount = 0
  private var tokenCount = 0.0

  mutating func add(_ window: SequenceVectors) {
    windowCount += 1
    if windowCount == 1 {
      first = window.values
      sums = [Double](repeating: 0, count: first.count)
    }
    tokenCount += Double(window.pooledTokens)
    for column in sums.indices { sums[column] += Double(window.pooledTokens) * Double(window.values[column]) }
  }

  /// Zeros, as a single window gives them, where there is no token to pool.
  var mean: [Float] { windowCount > 1 && tokenCount > 0 ? sums.map { Float($0 / tokenCount) } : first }
}
