import EmbeddingFormats
import Testing

/// A long record's rows come in parts. The output is the same wherever the record is divided.
@Suite struct RecordPartsTests {
  private func written(_ format: some RecordFormat<OutputRecord>, cutAt cuts: [Int]) -> String {
    let labels = (0..<5).map { RowLabel(text: "▁t\($0)", id: Int32($0), range: $0 == 0 ? nil : $0..<$0 + 1) }
    let rows = (0..<10).map { Float($0) / 4 }
    var output: [UInt8] = []
    for (part, (start, end)) in zip([0] + cuts, cuts + [5]).enumerated() {
      var record = OutputRecord(
        index: 3, id: .text(Array("a".utf8)), text: Array("t".utf8), tokenCount: 5, isTruncated: true,
        rows: rows[2 * start..<2 * end], labels: labels[start..<end])
      record.firstRow = start
      record.isLastPart = part == cuts.count
      format.write(record, upTo: OutputCounts(), to: &output)
    }
    return String(decoding: output, as: UTF8.self)
  }

  @Test func jsonLinesOfPartsAreThoseOfTheWhole() {
    let format = JSONLinesFormat(labelsRows: true)
    let whole = written(format, cutAt: [])
    #expect(
      whole.hasPrefix(#"{"index":3,"id":"a","text":"t","tokens":[{"token":"▁t0","id":0,"start":null,"end":null,"#))
    #expect(whole.hasSuffix("\"embedding\":[2.0,2.25]}],\"truncated\":true}\n"))
    for cuts in [[1], [2, 4], [1, 2, 3, 4], [3, 5]] { #expect(written(format, cutAt: cuts) == whole) }
  }

  @Test func bertJSONLinesOfPartsAreThoseOfTheWhole() {
    let format = BERTJSONLinesFormat(layerIndices: [-1, -2])
    let whole = written(format, cutAt: [])
    #expect(
      whole.hasPrefix(
        #"{"linex_index": 3, "features": [{"token": "▁t0", "layers": [{"index": -1, "values": [0.0]}, {"index": -2,"#))
    for cuts in [[1], [2, 4], [1, 2, 3, 4], [3, 5]] { #expect(written(format, cutAt: cuts) == whole) }
  }

  /// The first row is null.
  @Test func passagesOfPartsAreThoseOfTheWhole() {
    let lines = PassageJSONLinesFormat(hasTexts: true)
    let json = written(lines, cutAt: [])
    #expect(
      json.hasPrefix(
        """
        {"index":3,"passage":0,"id":"a","start":null,"end":null,"embedding":null,"tokens":1}
        {"index":3,"passage":1,"id":"a","start":1,"end":2,"text":"▁t1","embedding":[0.5,0.75],"tokens":1}

        """))
    let table = PassageCSVFormat(columnCount: 2, hasIDs: true, hasTexts: true)
    let csv = written(table, cutAt: [])
    #expect(csv.hasPrefix("3,0,a,,,▁t0,0.0,0.25\n3,1,a,1,2,▁t1,0.5,0.75\n"))
    for cuts in [[1], [2, 4], [1, 2, 3, 4], [3, 5]] {
      #expect(written(lines, cutAt: cuts) == json)
      #expect(written(table, cutAt: cuts) == csv)
    }
  }

  @Test func csvOfPartsIsThatOfTheWhole() {
    let format = CSVFormat(columnCount: 2, hasIDs: true, hasTexts: true, labelsRows: true)
    let whole = written(format, cutAt: [])
    #expect(whole.hasPrefix("3,a,t,▁t0,,,0.0,0.25\n3,a,t,▁t1,1,2,0.5,0.75\n"))
    for cuts in [[1], [2, 4], [1, 2, 3, 4], [3, 5]] { #expect(written(format, cutAt: cuts) == whole) }
  }
}
