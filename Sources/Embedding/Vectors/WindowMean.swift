/// The mean of the pooled vectors of a text's windows, weighted by their tokens. If there is one window it is that window's
/// vector, bit for bit.
struct WindowMean {
  private var first: SequenceVectors?
  /// The weighted sums; empty while there is one window.
  private var sums: [Double] = []
  private var tokenCount = 0.0

  mutating func add(_ window: SequenceVectors) {
    guard let first else {
      first = window
      return
    }
    if sums.isEmpty {
      sums = [Double](repeating: 0, count: first.values.count)
      addToSums(first)
    }
    addToSums(window)
  }

  private mutating func addToSums(_ window: SequenceVectors) {
    let values = window.values.span
    tokenCount += Double(window.pooledTokens)
    for column in sums.indices { sums[column] += Double(window.pooledTokens) * Double(values[column]) }
  }

  /// The mean; zeros, as a single window gives them, if there is no token to pool.
  var mean: ArraySlice<Float> {
    tokenCount > 0 ? sums.map { Float($0 / tokenCount) }[...] : first?.values ?? []
  }
}
