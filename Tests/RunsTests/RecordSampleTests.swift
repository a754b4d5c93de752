import Testing

@testable import Records
@testable import Runs

@Suite struct RecordSampleTests {
  private func sample(of texts: [String]) -> [String] {
    var sample = RecordSample()
    for text in texts {
      var contents = RecordContents()
      contents.text = Array(text.utf8)
      contents.records = [Record(.text(0..<contents.text.count))]
      sample.offer(contents.records[0], of: contents)
    }
    return sample.records.map { String(decoding: $0.text, as: UTF8.self) }
  }

  @Test func aLongTextIsCutBetweenScalars() {
    for shift in 0..<4 {
      let text = String(repeating: "a", count: (1 << 16) - shift) + "😀b"
      #expect(sample(of: [text]) == [String(repeating: "a", count: (1 << 16) - shift)])
    }
    let whole = String(repeating: "a", count: (1 << 16) - 4) + "😀"
    #expect(sample(of: [whole, whole + "b"]) == [whole, whole])
  }

  @Test func recordsOfAllPartsAreKept() throws {
    let numbers = sample(of: (0..<5000).map { "\($0) " + String(repeating: "x", count: 1000) }).map {
      Int($0.prefix { $0 != " " }) ?? -1
    }
    #expect((200...1100).contains(numbers.count))
    let steps = zip(numbers, numbers.dropFirst()).map { $1 - $0 }
    #expect(Set(steps).count == 1 && numbers.first == 0 && numbers.last ?? 0 > 4900)
  }
}
