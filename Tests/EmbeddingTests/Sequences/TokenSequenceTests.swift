import Testing

@testable import Embedding

/// Makes a record of a text with `count` tokens between two special ones. If `first` is not 0, a first text of so many tokens
/// comes before it.
private func record(count: Int, first: Int = 0) -> TokenizedRecord {
  var record = TokenizedRecord(isPair: first > 0)
  let second = first > 0 ? first + 2 : 1
  record.encoding.texts = (first > 0 ? [1..<first + 1] : []) + [second..<second + count]
  record.encoding.ids = (0..<Int32(second + count + 1)).map { $0 }
  return record
}

extension TokenizedRecord {
  fileprivate func sequences(maximumLength: Int, stride: Int) -> [TokenSequence]? {
    RecordSequences(of: self, record: 0, maximumLength: maximumLength, stride: stride).map(Array.init)
  }
}

@Suite struct TokenSequenceTests {
  @Test func aTextThatFitsIsOneSequence() throws {
    let sequences = try #require(record(count: 8).sequences(maximumLength: 10, stride: 2))
    #expect(sequences == [TokenSequence(record: 0, pieces: [0..<10], kept: 0..<10)])
  }

  @Test func windowsOverlapByTheStrideAndCarryTheSpecialTokens() throws {
    let sequences = try #require(record(count: 9).sequences(maximumLength: 6, stride: 1))
    #expect(
      sequences.map(\.pieces) == [[0..<1, 1..<5, 10..<11], [0..<1, 4..<8, 10..<11], [0..<1, 7..<10, 10..<11]])
  }

  @Test func aPairKeepsItsFirstTextInEveryWindow() throws {
    let sequences = try #require(record(count: 5, first: 2).sequences(maximumLength: 8, stride: 0))
    #expect(sequences.map(\.pieces) == [[0..<4, 4..<7, 9..<10], [0..<4, 7..<9, 9..<10]])
  }

  @Test func aFirstTextThatLeavesNoRoomIsTheOneInWindows() throws {
    let sequences = try #require(record(count: 2, first: 7).sequences(maximumLength: 8, stride: 0))
    #expect(sequences.map(\.pieces) == [[0..<1, 1..<4, 8..<12], [0..<1, 4..<7, 8..<12], [0..<1, 7..<8, 8..<12]])
    #expect(sequences.map(\.kept) == [0..<4, 1..<4, 1..<6])
  }

  @Test func noRoomForAWindowIsSaid() {
    #expect(record(count: 5, first: 5).sequences(maximumLength: 8, stride: 0) == nil)
    #expect(record(count: 9).sequences(maximumLength: 5, stride: 3) == nil)
    #expect(record(count: 9).sequences(maximumLength: 5, stride: 2) != nil)
  }

  @Test func tokensAroundTheTextsAreSpecial() {
    let pair = record(count: 2, first: 3)
    #expect((0..<8).map(pair.isSpecial) == [true, false, false, false, true, false, false, true])
    #expect((1..<7).map(pair.text) == [0, 0, 0, 0, 1, 1])
    #expect((0..<2).map(record(count: 0).isSpecial) == [true, true])
  }

  @Test(arguments: 1...40) func everyTokenIsKeptOnceWhereItsContextIsGreatest(count: Int) throws {
    let record = record(count: count)
    for maximumLength in 3...12 {
      for stride in 0..<maximumLength - 2 {
        let sequences = try #require(record.sequences(maximumLength: maximumLength, stride: stride))
        #expect(sequences.allSatisfy { $0.tokenCount <= maximumLength })
        var owner: [Int: Int] = [:]
        for (index, sequence) in sequences.enumerated() {
          let tokens = sequence.pieces.flatMap { $0 }
          for position in sequence.kept { #expect(owner.updateValue(index, forKey: tokens[position]) == nil) }
        }
        #expect(owner.keys.sorted() == Array(0..<record.tokenCount))
        guard sequences.count > 1 else { continue }
        for token in 1...count {
          let contexts = sequences.map { sequence in
            let window = sequence.pieces[1]
            return window.contains(token) ? min(token - window.lowerBound, window.upperBound - 1 - token) : -1
          }
          #expect(owner[token] == contexts.firstIndex(of: contexts.max() ?? -1))
        }
      }
    }
  }
}
