import Testing

@testable import Embedding

/// The text with a sign at each boundary: / word, ¦ line, | sentence, ‖ sentence and line, ¶ paragraph.
private func marked(_ text: String, pieces: Int = 1) -> String {
  let bytes = Array(text.utf8)
  var boundaries: [Boundary] = []
  var scanner = BoundaryScanner()
  var start = 0
  for piece in 1...pieces {
    var end = bytes.count * piece / pieces
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    scanner.scan(bytes.span, start..<end, into: &boundaries)
    start = end
  }
  var result = ""
  start = 0
  for boundary in boundaries {
    let sign =
      switch boundary.rank {
      case .word: "/"
      case .line: "¦"
      case .sentence: "|"
      case .sentenceAndLine: "‖"
      case .paragraph: "¶"
      }
    result += String(decoding: bytes[start..<boundary.end], as: UTF8.self) + sign
    start = boundary.next
  }
  return result + String(decoding: bytes[start...], as: UTF8.self)
}

@Suite struct BoundaryScannerTests {
  @Test(arguments: [
    ("One two. Three  four! Five?", "One/two.|Three/four!|Five?"),
    (" \u{A0}  Both ends.  ", " \u{A0}  Both/ends.  "),
    // Numbers, addresses, what goes on in lower case, and what a comma or dash follows.
    ("Pi is 3.14, see example.com/a?b=c. Yes.", "Pi/is/3.14,/see/example.com/a?b=c.|Yes."),
    ("Dr. Who etc. and e.g. this. No. 5 is 12. A", "Dr.|Who/etc./and/e.g./this.|No./5/is/12.|A"),
    (
      "He said \"Stop!\" And (it stopped.) Then… nothing… Now", "He/said/\"Stop!\"|And/(it/stopped.)|Then…/nothing…|Now"
    ),
    ("Yahoo! , he said. \"Go.\" “Now.” It", "Yahoo!/,/he/said.|\"Go.\"|“Now.”|It"),
    ("Wait... what?! Yes ... Now", "Wait.../what?!|Yes/...|Now"),
    // Lines.
    (
      "A line\nthat goes on.\nA new one.\r\nAnd\r\n\r\nthen\n \nend\u{2029}of it",
      "A/line¦that/goes/on.‖A/new/one.‖And¶then¶end¶of/it"
    ),
    ("Points.\n- one\n- two etc.\nand", "Points.‖-/one¦-/two/etc.¦and"),
    // Chinese and Japanese: every ideograph is a word, punctuation stays where it belongs.
    ("你好，世界。“再见！”他说（走了）。", "你/好，/世/界。|“再/见！”|他/说/（走/了）。"),
    ("我用Swift5写。很快.真的!好", "我/用/Swift5/写。|很/快.|真/的!|好"),
    ("「はい。」「トマトだ。」きっと", "「は/い。」|「トマト/だ。」|きっ/と"),
    ("ﾃｽﾄ｡はい", "ﾃｽﾄ｡|は/い"),
    // Hindi, Arabic, Urdu.
    ("यह है। वह भी।हाँ॥ ठीक?", "यह/है।|वह/भी।|हाँ॥|ठीक?"),
    ("ما هذا؟ كتاب، جديد. نعم", "ما/هذا؟|كتاب،/جديد.|نعم"),
    ("یہ ہے۔ وہ", "یہ/ہے۔|وہ"),
    // Marks, joiners, emoji.
    ("e\u{301}a\u{308}. N\u{303}o", "e\u{301}a\u{308}.|N\u{303}o"),
    ("👩‍👩‍👧 🇩🇪🇫🇷! ok", "👩‍👩‍👧/🇩🇪🇫🇷!|ok"),
    ("字\u{FE00}字", "字\u{FE00}/字"),
  ]) func boundariesAreFound(text: String, expected: String) {
    #expect(marked(text) == expected)
  }

  @Test func piecesGiveTheSameBoundaries() {
    let text = "One two. Three\r\n\r\nfour! “再见！”他说。 यह है। é. Yes"
    for pieces in 2...60 { #expect(marked(text, pieces: pieces) == marked(text)) }
  }
}
