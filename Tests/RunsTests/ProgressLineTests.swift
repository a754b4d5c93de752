import Testing

@testable import Runs

@Suite struct ProgressLineTests {
  private let line = ProgressLine(
    records: 1_234_567, share: 0.625, recordsPerSecond: 98.6, tokensPerSecond: 12_345.4, secondsLeft: 3_725)

  @Test func theLeastImportantPartGoesFirst() {
    #expect(line.text() == "1234567 records, 62 %, 99 records/s, 12345 tokens/s, 1:02:05 left")
    #expect(line.text(columns: 90) == "[##########......] \(line.text())")
    #expect(line.text(columns: 79) == "[##########......] 1234567 records, 62 %, 99 records/s, 1:02:05 left")
    #expect(line.text(columns: 50) == "1234567 records, 62 %, 99 records/s, 1:02:05 left")
    #expect(line.text(columns: 39) == "1234567 records, 62 %, 1:02:05 left")
    #expect(line.text(columns: 19) == "62 %, 1:02:05 left")
    #expect(line.text(columns: 4) == "62 %")
    #expect(line.text(columns: 1) == "6")
  }

  @Test(arguments: 0..<100) func aLineFitsAnyWidth(columns: Int) {
    #expect(line.text(columns: columns).count <= columns)
    var unknown = line
    (unknown.share, unknown.secondsLeft) = (nil, nil)
    #expect(unknown.text(columns: columns).count <= columns)
    #expect(!unknown.text(columns: columns).contains("["))
  }

  @Test func countsAndTimesAreInWords() {
    #expect(
      ProgressLine(records: 1, recordsPerSecond: 0, tokensPerSecond: 0).text() == "1 record, 0 records/s, 0 tokens/s")
    for (seconds, text) in [
      (7.2, "7 s"), (59.4, "59 s"), (59.6, "1:00"), (185, "3:05"), (7385, "2:03:05"), (86_399, "23:59:59"),
      (90_000, "1 d 1 h"), (1_000_000_000, "11574 d 1 h"),
    ] { #expect(ProgressLine.time(seconds) == text) }
    #expect(ProgressLine.time(.infinity) == ProgressLine.time(1e12))
  }
}
