import Albert

/// Pools a text's token vectors into one vector. Each column is summed by itself, over the tokens in order and in double
/// precision, so that the result depends only on the text's own vectors.
struct TextPooler: Sendable {
  let strategies: [PoolingStrategy]
  /// The number of columns of a token's vector.
  let width: Int

  /// The number of columns of a text's vector.
  var columnCount: Int { strategies.count * width }

  /// Whether only the first token's vector is needed.
  var needsFirstTokenOnly: Bool { strategies.allSatisfy { $0 == .cls || $0 == .pooler } }

  /// Appends the strategies' vectors side by side; zeros if there is no token to pool.
  ///
  /// - Parameters:
  ///   - vectors: `width` floats for each token.
  ///   - tokens: the indices of the tokens to pool, ascending.
  ///   - pooled: the vector of the model's pooler if it is among the strategies; else empty.
  func pool(
    _ vectors: ArraySlice<Float>, tokens: [Int], pooled: ArraySlice<Float>, appendingTo output: inout [Float]
  ) {
    for strategy in strategies {
      switch strategy {
      case .mean: appendSums(of: vectors, tokens, to: &output) { $0 / Double(tokens.count) }
      case .meanSqrt: appendSums(of: vectors, tokens, to: &output) { $0 / Double(tokens.count).squareRoot() }
      case .cls: output += row(vectors, 0)
      case .last: if let last = tokens.last { output += row(vectors, last) } else { appendZeros(to: &output) }
      case .max: appendMaxima(of: vectors, tokens, to: &output)
      case .pooler: output += pooled
      }
    }
  }

  private func row(_ vectors: ArraySlice<Float>, _ token: Int) -> ArraySlice<Float> {
    vectors[vectors.startIndex + token * width..<vectors.startIndex + (token + 1) * width]
  }

  private func appendZeros(to output: inout [Float]) {
    output.append(contentsOf: repeatElement(0, count: width))
  }

  private func appendSums(
    of vectors: ArraySlice<Float>, _ tokens: [Int], to output: inout [Float], finish: (Double) -> Double
  ) {
    guard !tokens.isEmpty else { return appendZeros(to: &output) }
    var sums = [Double](repeating: 0, count: width)
    for token in tokens {
      let row = row(vectors, token).span
      var sums = sums.mutableSpan
      for column in row.indices { sums[column] += Double(row[column]) }
    }
    for sum in sums { output.append(Float(finish(sum))) }
  }

  private func appendMaxima(of vectors: ArraySlice<Float>, _ tokens: [Int], to output: inout [Float]) {
    guard let first = tokens.first else { return appendZeros(to: &output) }
    let start = output.count
    output += row(vectors, first)
    for token in tokens.dropFirst() {
      let row = row(vectors, token).span
      for column in 0..<width { output[start + column] = max(output[start + column], row[column]) }
    }
  }
}
