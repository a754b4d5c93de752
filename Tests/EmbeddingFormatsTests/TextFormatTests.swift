import Foundation
import Testing

@testable import EmbeddingFormats

@Suite struct TextFormatTests {
  private func text(_ format: any RecordFormat<OutputRecord>, _ records: [OutputRecord]) -> String {
    var output: [UInt8] = []
    format.begin(isFirstShard: true, to: &output)
    for record in records { format.write(record, upTo: OutputCounts(), to: &output) }
    return String(decoding: output, as: UTF8.self)
  }

  private let hardText = Array("a \"b\", \\ \u{1}\n\u{7F} é😀".utf8)

  @Test func jsonLines() throws {
    let records = [
      OutputRecord(
        index: 5, id: .text(hardText), text: hardText, tokenCount: 9, isTruncated: true,
        rows: [0.1, -1e-7, 16_777_216, .nan][...]),
      OutputRecord(
        index: 6, id: .literal(Array("-1.50".utf8)), failure: "is \"bad\"", rows: [.nan, .nan, .nan, .nan][...]),
    ]
    let lines = text(JSONLinesFormat(), records).split(separator: "\n").map(String.init)
    #expect(
      lines == [
        #"{"index":5,"id":"a \"b\", \\ \u0001\n"# + "\u{7F}" + #" é😀","text":"a \"b\", \\ \u0001\n"# + "\u{7F}"
          + #" é😀","embedding":[0.1,-1e-07,16777216.0,null],"tokens":9,"truncated":true}"#,
        #"{"index":6,"id":-1.50,"embedding":null,"tokens":0,"truncated":false,"error":"is \"bad\""}"#,
      ])
    for line in lines { _ = try JSONSerialization.jsonObject(with: Data(line.utf8)) }
  }

  @Test func severalPoolingsHaveTheirNames() {
    let record = OutputRecord(index: 0, tokenCount: 3, rows: [1, 2, 3, 4][...])
    #expect(
      text(JSONLinesFormat(partNames: ["mean", "cls"]), [record])
        == "{\"index\":0,\"embedding\":{\"mean\":[1.0,2.0],\"cls\":[3.0,4.0]},\"tokens\":3,\"truncated\":false}\n")
  }

  private var labelled: OutputRecord {
    OutputRecord(
      index: 2, tokenCount: 2, rows: [0, 1, 2, 3, 4][1...],
      labels: [
        RowLabel(text: "[CLS]", id: 2, range: nil), RowLabel(text: "▁a,", id: 7, range: 0..<2),
      ][...])
  }

  @Test func tokensAreLabelled() {
    #expect(
      text(JSONLinesFormat(labelsRows: true), [labelled]) == """
        {"index":2,"tokens":[{"token":"[CLS]","id":2,"start":null,"end":null,"embedding":[1.0,2.0]},\
        {"token":"▁a,","id":7,"start":0,"end":2,"embedding":[3.0,4.0]}],"truncated":false}

        """)
    #expect(
      text(CSVFormat(columnCount: 2, hasIDs: false, hasTexts: false, labelsRows: true), [labelled]) == """
        index,token,start,end,d0,d1
        2,[CLS],,,1.0,2.0
        2,"▁a,",0,2,3.0,4.0

        """)
    #expect(
      text(BERTJSONLinesFormat(layerIndices: [-1, -2]), [labelled]) == """
        {"linex_index": 2, "features": [{"token": "[CLS]", "layers": [{"index": -1, "values": [1.0]}, \
        {"index": -2, "values": [2.0]}]}, {"token": "▁a,", "layers": [{"index": -1, "values": [3.0]}, \
        {"index": -2, "values": [4.0]}]}]}

        """)
  }

  @Test func csvQuotesWhatNeedsIt() {
    let records = [
      OutputRecord(index: 0, id: .text(Array("x\"y".utf8)), text: Array("two\nlines, é".utf8), rows: [0.5, -0.0][...]),
      OutputRecord(index: 1, failure: "bad", rows: [.nan, .infinity][...]),
    ]
    #expect(
      text(CSVFormat(columnCount: 2, hasIDs: true, hasTexts: true), records) == """
        index,id,text,d0,d1
        0,"x""y","two
        lines, é",0.5,-0.0
        1,,,,

        """)
  }

  @Test func numbersReadBackToThemselves() {
    var bits: UInt32 = 0x1234_5678
    for _ in 0..<20_000 {
      bits = bits &* 1_664_525 &+ 1_013_904_223
      let value = Float(bitPattern: bits)
      guard value.isFinite else { continue }
      var output: [UInt8] = []
      output.append(number: value, orNonFinite: "null")
      let text = String(decoding: output, as: UTF8.self)
      if Float(text)?.bitPattern != bits { Issue.record("\(text) for \(value)") }
      // JSON allows neither a bare point nor a leading plus.
      if text.contains(/^-?\d+(\.\d+)?(e[-+]\d+)?$/) == false { Issue.record("\(text) is not a JSON number") }
    }
  }
}
