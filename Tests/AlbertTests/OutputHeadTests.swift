import Foundation
import Testing

@testable import Albert

@Suite struct OutputHeadTests {
  private func head(_ function: OutputHead.ScoreFunction, labels: Int) -> OutputHead {
    OutputHead(task: .textClassification, labels: (0..<labels).map { "\($0)" }, function: function)
  }

  @Test func scoresAreTheMathematicalOnes() {
    let rows: [[Float]] = [
      [0, 0], [1, -1, 0.5], [88, -88], [-1e4, 1e4, 0], [3.25, 3.25, 3.25], [1e-8, -1e-8], [-700, 0], [-746, 0, 2],
      [.leastNonzeroMagnitude, 0],
    ]
    for row in rows {
      let sigmoid = head(.sigmoid, labels: row.count).scores(row[...])
      for (score, logit) in zip(sigmoid, row) {
        #expect(abs(Double(score) - 1 / (1 + exp(-Double(logit)))) <= 6e-8 * Double(score) + 1e-45)
      }
      let powers = row.map { exp(Double($0) - Double(row.max() ?? 0)) }
      let sum = powers.reduce(0, +)
      for (score, power) in zip(head(.softmax, labels: row.count).scores(row[...]), powers) {
        #expect(abs(Double(score) - power / sum) <= 6e-8 * Double(score) + 1e-45)
      }
      #expect(head(.identity, labels: row.count).scores(row[...]) == row)
    }
  }

  @Test func anyFloatGivesAScore() {
    for value in [Float.nan, .infinity, -.infinity, .greatestFiniteMagnitude] {
      for function in OutputHead.ScoreFunction.allCases {
        #expect(head(function, labels: 2).scores([value, 0]).count == 2)
      }
    }
    #expect(head(.sigmoid, labels: 2).scores([.infinity, -.infinity]) == [1, 0])
  }

  @Test func theFirstOfEqualOnesIsTheBest() {
    let row: [Float] = [9, 1, 3, 3, 2]
    #expect(OutputHead.best(row[1...]) == 1)
    #expect(OutputHead.best([.nan, .nan][...]) == 0)
  }
}
