/// What one sequence gave: at text level its pooled vector, else the vectors of its kept tokens.
struct SequenceVectors: Sendable {
  var values: [Float] = []
  /// Tokens that were pooled, which is what a window's vector counts for among its text's windows.
  var pooledTokens = 0

  /// The mean of windows' pooled vectors, weighted by their tokens; the vector itself where there is one window.
  static func weightedMean(_ windows: ArraySlice<SequenceVectors>) -> [Float] {
    guard windows.count > 1, let first = windows.first else { return windows.first?.values ?? [] }
    let total = Double(windows.reduce(0) { $0 + $1.pooledTokens })
    guard total > 0 else { return first.values }
    var sums = [Double](repeating: 0, count: first.values.count)
    for window in windows {
      for column in sums.indices { sums[column] += Double(window.pooledTokens) * Double(window.values[column]) }
    }
    return sums.map { Float($0 / total) }
  }
}
