import Albert
import Testing

@testable import AlbertEmbed

@Suite struct PoolingTests {
  /// Three tokens of two columns.
  private let vectors: [Float] = [1, -2, 3, 4, 8, -1]

  private func pool(_ strategy: PoolingStrategy, tokens: [Int]) -> [Float] {
    TextPooler(strategies: [strategy], width: 2).pool(vectors[...], tokens: tokens, pooled: [7, 7])
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
    #expect(pooler.pool(vectors[2...], tokens: [0, 1], pooled: []) == [8, 4, 3, 4])
  }

  @Test(arguments: [PoolingStrategy.mean, .meanSqrt, .max, .last]) func nothingToPoolGivesZeros(
    strategy: PoolingStrategy
  ) {
    #expect(pool(strategy, tokens: []) == [0, 0])
  }

  @Test func aWordByEachRule() {
    func word(_ rule: EmbeddingRequest.SubtokenRule) -> [Float] {
      WordPooler(rule: rule, width: 2).pool(vectors, pieces: 0..<3)
    }
    #expect(word(.first) == [1, -2])
    #expect(word(.last) == [8, -1])
    #expect(word(.firstLast) == [1, -2, 8, -1])
    #expect(word(.mean) == [4, Float(1.0 / 3)])
  }

  @Test func wordsAreRunsOfPiecesOfOneText() {
    var record = TokenizedRecord()
    record.encoding.ids = [2, 5, 6, 7, 3, 8, 3]
    record.encoding.typeIDs = [0, 0, 0, 0, 0, 1, 1]
    record.encoding.starts = [-1, 0, 2, 4, -1, 0, -1]
    record.encoding.words = [-1, 0, 0, 1, -1, 1, -1]
    #expect(record.words == [1..<3, 3..<4, 5..<6])
  }

  @Test func windowsWeighByTheirTokens() {
    let windows = [
      SequenceVectors(values: [1, 0], pooledTokens: 3), SequenceVectors(values: [5, 8], pooledTokens: 1),
    ]
    #expect(SequenceVectors.weightedMean(windows[...]) == [2, 2])
    #expect(SequenceVectors.weightedMean(windows[1...]) == [5, 8])
  }
}
