import TestSupport
import Testing

@testable import Files

@Suite struct UTF8RepairTests {
  /// Bytes, the text that Python's `bytes.decode(errors="replace")` makes of them, and how many bytes it replaces.
  static let cases: [([UInt8], String, Int)] = [
    ([], "", 0),
    (Array("naïve 😀".utf8), "naïve 😀", 0),
    ([0x41, 0x00, 0x42], "A\0B", 0),
    ([0x80, 0x41], "\u{FFFD}A", 1),
    ([0xC0, 0xAF], "\u{FFFD}\u{FFFD}", 2),
    ([0xC3], "\u{FFFD}", 1),
    ([0xC3, 0x28], "\u{FFFD}(", 1),
    ([0xE2, 0x82], "\u{FFFD}", 2),
    ([0xE2, 0x82, 0x41], "\u{FFFD}A", 2),
    ([0xE2, 0x28, 0xA1], "\u{FFFD}(\u{FFFD}", 2),
    ([0xE0, 0x80, 0xAF], "\u{FFFD}\u{FFFD}\u{FFFD}", 3),
    ([0xED, 0xA0, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}", 3),
    ([0xED, 0x9F, 0xBF], "\u{D7FF}", 0),
    ([0xF0, 0x9F, 0x98], "\u{FFFD}", 3),
    ([0xF0, 0x9F, 0x98, 0x41], "\u{FFFD}A", 3),
    ([0xF0, 0x80, 0x80, 0x41], "\u{FFFD}\u{FFFD}\u{FFFD}A", 3),
    ([0xF4, 0x8F, 0xBF, 0xBF], "\u{10FFFF}", 0),
    ([0xF4, 0x90, 0x80, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}", 4),
    ([0xF5, 0xFF], "\u{FFFD}\u{FFFD}", 2),
    ([0xFE, 0xC3, 0xA9, 0xE2, 0x82], "\u{FFFD}é\u{FFFD}", 3),
  ]

  @Test(arguments: cases) func repairsAsPythonDoes(bytes: [UInt8], expected: String, replaced: Int) {
    var text = Array("x".utf8)
    #expect(UTF8Repair.append(bytes[...], to: &text) == replaced)
    #expect(text == Array("x\(expected)".utf8))
  }

  @Test func agreesWithTheStandardLibraryOnRandomBytes() {
    var generator = SplitMix64(state: 7)
    // Lead and continuation bytes are drawn more often than others.
    let bytes: [UInt8] = [
      0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC2, 0xE0, 0xE1, 0xED, 0xEF, 0xF0, 0xF1, 0xF4, 0xF5,
    ]
    for _ in 0..<20_000 {
      let input = (0..<Int.random(in: 1...12, using: &generator)).map { _ in bytes.randomElement(using: &generator) ?? 0
      }
      var text: [UInt8] = []
      _ = UTF8Repair.append(input[...], to: &text)
      #expect(text == Array(String(decoding: input, as: UTF8.self).utf8), "\(input)")
    }
  }
}
