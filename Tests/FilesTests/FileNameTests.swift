import Console
import Testing

@testable import Files

@Suite struct FileNameTests {
  @Test(arguments: [
    Array("plain.txt".utf8), [0x63, 0xE9, 0x2E], [0xFF, 0x80, 0xC3], Array("é😀".utf8), [0xF0, 0x9F, 0x98],
    // A name that holds the scalars that stand for bytes.
    Array("\u{10FF80}x\u{10FFFF}".utf8), Array("\u{10FF7F}".utf8), [],
  ])
  func aNameSurvivesTheRoundTrip(bytes: [UInt8]) {
    #expect(fileNameBytes(fileName(bytes)) == bytes)
    let length = withFileName(fileName(bytes)) { strlen($0) }
    #expect(length == bytes.count)
  }

  @Test func randomNamesSurviveTheRoundTrip() {
    var state: UInt64 = 7
    for _ in 0..<2000 {
      let bytes = (0..<12).map { _ -> UInt8 in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        // Many bytes of the scalars that stand for bytes.
        return [0xF4, 0x8F, 0xBE, 0xBF, 0x80, 0x61, UInt8(state >> 40 & 0xFF), 0xFF][Int(state >> 60 & 7)]
      }
      #expect(fileNameBytes(fileName(bytes)) == bytes)
    }
  }

  @Test func printableTextStaysOnOneLine() {
    #expect(printable("a\u{1B}[31m\nb\r\u{7F}\u{9B}") == "a\\x1B[31m\\x0Ab\\x0D\\x7F\\u{9B}")
    #expect(printable(fileName([0x63, 0xE9])) == "c\\xE9")
    #expect(printable("\u{202E}é") == "\\u{202E}é")
  }
}
