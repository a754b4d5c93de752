import EmbeddingFormats
import Testing

@Suite struct Word2VecFormatTests {
  @Test func everyWordIsOneFieldAndThereOnce() {
    let words = ["▁the", "", "two words", "tab\there\n", "▁the", "\u{A0}", "<1>"]
    let format = Word2VecFormat(words: words, columnCount: 2)
    var output: [UInt8] = []
    format.begin(isFirstShard: true, to: &output)
    for index in words.indices {
      let record = OutputRecord(index: index, rows: [0.5, index == 0 ? .nan : -1e-5])
      format.write(record, upTo: OutputCounts(), to: &output)
    }
    let lines = String(decoding: output, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0] == "7 2")
    #expect(lines[1] == "▁the 0.5 nan")
    let names = lines[1...7].map { $0.split(separator: " ", omittingEmptySubsequences: false) }
    #expect(names.allSatisfy { $0.count == 3 })
    #expect(
      names.map { $0[0] } == ["▁the", "<1>", "two<0x20>words", "tab<0x09>here<0x0A>", "▁the<4>", "\u{A0}", "<1><6>"])
    #expect(lines[2] == "<1> 0.5 -1e-05")
    #expect(lines.count == 9 && lines[8].isEmpty)
  }
}
