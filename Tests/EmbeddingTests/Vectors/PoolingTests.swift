import Albert
import Testing

@testable import Embedding

@Suite struct PoolingTests {
  /// The vectors of three tokens, two columns each.
  private let vectors: [Float] = [1, -2, 3, 4, 8, -1]

  private func pool(_ strategy: PoolingStrategy, tokens: [Int]) -> [Float] {
    pool(TextPooler(strategies: [strategy], width: 2), vectors[...], tokens: tokens, pooled: [7, 7])
  }

  private func pool(
    _ pooler: TextPooler, _ vectors: ArraySlice<Float>, tokens: [Int], pooled: ArraySlice<Float>
  ) -> [Float] {
    var rows: [Float] = [5]
    pooler.pool(vectors, tokens: tokens, pooled: pooled, appendingTo: &rows)
    return Array(rows[1...])
  }

  @Test func eachStrategyByItsDefinition() {
    #expect(pool(.mean, tokens: [0, 1, 2]) == [4, Float(1.0 / 3)])
    #expect(pool(.mean, tokens: [1]) == [3, 4])
    #expect(pool(.meanSqrt, tokens: [0, 1]) == [Float(4 / 2.0.squareRoot()), Float(2 / 2.0.squareRoot())])
    #expect(pool(.max, tokens: [0, 1, 2]) == [8, 4])
    #expect(pool(.cls, tokens: [0, 1, 2]) == [1, -2])
    #expect(pool(.last, tokens: [0, 1]) == [3, 4])
    #expect(pool(.pooler, tokens: [0, 1]) == [7, 7])
  }

  @Test func severalStrategiesStandSideBySide() {
    let pooler = TextPooler(strategies: [.max, .cls], width: 2)
    #expect(pooler.columnCount == 4)
    #expect(pool(pooler, vectors[2...], tokens: [0, 1], pooled: []) == [8, 4, 3, 4])
  }

  @Test(arguments: [PoolingStrategy.mean, .meanSqrt, .max, .last]) func nothingToPoolGivesZeros(
    strategy: PoolingStrategy
  ) {
    #expect(pool(strategy, tokens: []) == [0, 0])
  }

  @Test func aWordByEachRule() {
    func word(_ rule: EmbeddingRequest.SubtokenRule) -> [Float] {
      var pooler = WordPooler(rule: rule, width: 2)
      pooler.add([9, 9])
      _ = pooler.finish()
      for piece in stride(from: 0, to: 6, by: 2) { pooler.add(vectors[piece..<piece + 2]) }
      return Array(pooler.finish())
    }
    #expect(word(.first) == [1, -2])
    #expect(word(.last) == [8, -1])
    #expect(word(.firstLast) == [1, -2, 8, -1])
    #expect(word(.mean) == [4, Float(1.0 / 3)])
  }

  @Test func wordsAreRunsOfPiecesOfOneText() {
    var record = TokenizedRecord()
    record.encoding.ids = [2, 5, 6, 7, 3, 8, 3]
    record.isPair = true
    record.encoding.texts = [1..<4, 5..<6]
    record.encoding.words = [-1, 0, 0, 1, -1, 1, -1]
    #expect((0..<7).map(record.word) == [nil, 1..<3, 2..<3, 3..<4, nil, 5..<6, nil])
  }

  /// Some templates have no special token between two texts.
  @Test func theSecondTextBeginsWithItsOwnTokens() {
    var record = TokenizedRecord()
    record.encoding.ids = [2, 5, 6, 8]
    record.isPair = true
    record.encoding.texts = [1..<3, 3..<4]
    #expect((0..<4).map(record.text) == [0, 0, 0, 1])
  }

  @Test func windowsWeighByTheirTokens() {
    func mean(_ windows: SequenceVectors...) -> ArraySlice<Float> {
      var mean = WindowMean()
      for window in windows { mean.add(window) }
      return mean.mean
    }
    let long = SequenceVectors(values: [1, 0], pooledTokens: 3)
    let short = SequenceVectors(values: [5, 8], pooledTokens: 1)
    let empty = SequenceVectors(values: [0, 0], pooledTokens: 0)
    #expect(mean(long, short) == [2, 2])
    #expect(mean(short) == [5, 8])
    #expect(mean(long, short, long) == [Float(11.0 / 7), Float(8.0 / 7)])
    #expect(mean(empty, short) == [5, 8])
    #expect(mean(empty, empty) == [0, 0])
  }
}
