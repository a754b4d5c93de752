import Albert

/// Makes one vector of a text's token vectors. Sums run over the tokens in order, in double precision, a column apart
/// from every other, so that the result depends on nothing but the text's own vectors.
struct TextPooler: Sendable {
  let strategies: [PoolingStrategy]
  /// Columns of a token's vector.
  let width: Int

  /// Columns of a text's vector.
  var columnCount: Int { strategies.count * width }

  /// Whether the first token's vector is all that is needed.
  var needsFirstTokenOnly: Bool { strategies.allSatisfy { $0 == .cls || $0 == .pooler } }

  /// The strategies' vectors side by side; zeros where there is no token to pool.
  ///
  /// - Parameters:
  ///   - vectors: `width` floats a token.
  ///   - tokens: the tokens to pool, ascending.
  ///   - pooled: the model's own pooler's vector, where that is among the strategies.
  func pool(_ vectors: ArraySlice<Float>, tokens: [Int], pooled: ArraySlice<Float>) -> [Float] {
    var result: [Float] = []
    result.reserveCapacity(columnCount)
    for strategy in strategies {
      switch strategy {
      case .mean: result += sum(vectors, tokens) { $0 / Double(tokens.count) }
      case .meanSqrt: result += sum(vectors, tokens) { $0 / Double(tokens.count).squareRoot() }
      case .cls: result += row(vectors, 0)
      case .last: result += tokens.last.map { row(vectors, $0) } ?? zeros[...]
      case .max: result += maximum(vectors, tokens)
      case .pooler: result += pooled
      }
    }
    return result
  }

  private var zeros: [Float] { [Float](repeating: 0, count: width) }

  private func row(_ vectors: ArraySlice<Float>, _ token: Int) -> ArraySlice<Float> {
    vectors[vectors.startIndex + token * width..<vectors.startIndex + (token + 1) * width]
  }

  private func sum(_ vectors: ArraySlice<Float>, _ tokens: [Int], finish: (Double) -> Double) -> [Float] {
    guard !tokens.isEmpty else { return zeros }
    var sums = [Double](repeating: 0, count: width)
    for token in tokens {
      let row = row(vectors, token)
      for column in 0..<width { sums[column] += Double(row[row.startIndex + column]) }
    }
    return sums.map { Float(finish($0)) }
  }

  private func maximum(_ vectors: ArraySlice<Float>, _ tokens: [Int]) -> [Float] {
    guard let first = tokens.first else { return zeros }
    var result = Array(row(vectors, first))
    for token in tokens.dropFirst() {
      let row = row(vectors, token)
      for column in 0..<width { result[column] = max(result[column], row[row.startIndex + column]) }
    }
    return result
  }
}
