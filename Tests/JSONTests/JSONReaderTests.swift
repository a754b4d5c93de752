import Testing

@testable import JSON

@Suite struct JSONReaderTests {
  private func parse(_ text: String) throws(JSONError) -> JSONValue { try JSONValue(parsing: Array(text.utf8)) }

  @Test func everyKindOfValue() throws {
    let value = try parse(" {\"a\": [1, -2.5e+3, true, false, null, \"x\", [], {}], \"\": {\"b\": []}}\r\n\t")
    #expect(
      value
        == .object([
          JSONMember(
            name: Array("a".utf8),
            value: .array([
              .number("1"), .number("-2.5e+3"), .bool(true), .bool(false), .null, .string(Array("x".utf8)), .array([]),
              .object([]),
            ])),
          JSONMember(name: [], value: .object([JSONMember(name: Array("b".utf8), value: .array([]))])),
        ]))
  }

  @Test(arguments: [
    (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
    (#""\u0041\u00e9\u4E2d""#, "A\u{E9}\u{4E2D}"),
    (#""\uD83D\uDE00!""#, "\u{1F600}!"),
    (#""\uDBFF\uDFFF""#, "\u{10FFFF}"),
    (#""\ud83d""#, "\u{FFFD}"),
    (#""\ud83dx\ude00""#, "\u{FFFD}x\u{FFFD}"),
    (#""\ud83d\n""#, "\u{FFFD}\n"),
    (#""\ud83d\ud83d\ude00""#, "\u{FFFD}\u{1F600}"),
    (#""\u0000""#, "\0"),
    ("\"e\u{301} \u{E9} \u{7F} \u{1F600}\"", "e\u{301} \u{E9} \u{7F} \u{1F600}"),
  ])
  func strings(text: String, content: String) throws {
    #expect(try parse(text) == .string(Array(content.utf8)))
  }

  @Test(arguments: [
    ("", "line 1, column 1: a value was expected; the text ends"),
    ("[1,\n  2,]", "line 2, column 5: a value was expected; ']' found"),
    ("[1 2]", "line 1, column 4: ',' or ']' was expected; '2' found"),
    ("[\"\u{4E2D}\u{6587}\" 1]", "line 1, column 7: ',' or ']' was expected; '1' found"),
    ("{\"a\" 1}", "line 1, column 6: ':' was expected; '1' found"),
    ("{\"a\": 1,}", "line 1, column 9: a string was expected; '}' found"),
    ("{a: 1}", "line 1, column 2: a string was expected; 'a' found"),
    ("{\"a\": 1", "line 1, column 8: ',' or '}' was expected; the text ends"),
    ("[1]]", "line 1, column 4: the end of the text was expected; ']' found"),
    ("01", "line 1, column 2: the end of the text was expected; '1' found"),
    ("-", "line 1, column 2: a digit was expected; the text ends"),
    ("1.", "line 1, column 3: a digit was expected; the text ends"),
    ("1e+", "line 1, column 4: a digit was expected; the text ends"),
    (".5", "line 1, column 1: a value was expected; '.' found"),
    ("Nan", "line 1, column 3: 'NaN' was expected; 'n' found"),
    ("-Inf", "line 1, column 5: 'Infinity' was expected; the text ends"),
    ("+1", "line 1, column 1: a value was expected; '+' found"),
    ("nul", "line 1, column 4: 'null' was expected; the text ends"),
    ("trve", "line 1, column 3: 'true' was expected; 'v' found"),
    ("\"abc", "line 1, column 5: the string is not closed; the text ends"),
    ("\"a\nb\"", "line 1, column 3: a control character must be escaped in a string; byte 0xa found"),
    (#""\x""#, #"line 1, column 3: one of "\/bfnrtu was expected after '\'; 'x' found"#),
    (#""\u12g4""#, #"line 1, column 6: four hexadecimal digits were expected after '\u'; 'g' found"#),
    (#""\ud83d\u""#, #"line 1, column 10: four hexadecimal digits were expected after '\u'; '"' found"#),
    ("\u{FEFF}1", "line 1, column 1: a value was expected; byte 0xef found"),
    ("[// no\n]", "line 1, column 2: a value was expected; '/' found"),
  ])
  func errors(text: String, error: String) {
    #expect { try parse(text) } throws: { ($0 as? JSONError)?.description == error }
    // Skipping a value refuses the same texts.
    #expect {
      let bytes = Array(text.utf8)
      var reader = JSONReader(bytes.span)
      try reader.skipValue()
      try reader.finish()
    } throws: {
      ($0 as? JSONError)?.description == error
    }
  }

  @Test(
    arguments: [
      [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xC3, 0x22], [0xE0, 0x9F, 0x80], [0xED, 0xA0, 0x80], [0xE2, 0x82],
      [0xE2, 0x82, 0x22], [0xF0, 0x8F, 0x80, 0x80], [0xF0, 0x9F, 0x98], [0xF0, 0x9F, 0x98, 0x22],
      [0xF4, 0x90, 0x80, 0x80],
      [0xF5, 0x80, 0x80, 0x80], [0xFF],
    ] as [[UInt8]])
  func invalidUTF8(bytes: [UInt8]) {
    #expect(throws: JSONError.self) { try JSONValue(parsing: [0x22] + bytes + [0x22]) }
    #expect(throws: JSONError.self) { try JSONValue(parsing: [0x22] + bytes) }
  }

  @Test func nestingIsLimited() throws {
    let limit = JSONReader.maximumDepth
    for (open, close) in [("[", "]"), ("{\"a\":[", "]}")] {
      let depth = open.hasPrefix("{") ? limit / 2 : limit
      _ = try parse(String(repeating: open, count: depth) + String(repeating: close, count: depth))
      #expect(throws: JSONError.self) { try parse(String(repeating: open, count: depth + 1)) }
    }
    #expect(throws: JSONError.self) { try parse(String(repeating: "[", count: 1_000_000)) }
    // Siblings are not nested.
    _ = try parse("[" + String(repeating: "[],", count: 2000) + "[]]")
  }

  @Test func cutAtEveryLengthIsAnError() throws {
    let text = Array(#"{"a": [1, -2.5e3, true, null, "x\n\ud83d\ude00é"], "b": {"c": false}}"#.utf8)
    _ = try JSONValue(parsing: text)
    for count in 0..<text.count {
      #expect(throws: JSONError.self) { try JSONValue(parsing: Array(text[..<count])) }
    }
  }

  @Test func anyByteAnywhereNeverTraps() {
    let text = Array(#"[{"a": -1.5e3}, "\u00e9é\\", true, null]"#.utf8)
    for index in text.indices {
      for byte in UInt8.min...UInt8.max {
        var changed = text
        changed[index] = byte
        _ = try? JSONValue(parsing: changed)
      }
    }
  }

  @Test func readsOneMemberAndSkipsTheRest() throws {
    let text = Array(#"{"id": [1, {"text": "no"}], "text": "yes\t1", "n": -12e1, "z": null}"#.utf8)
    var reader = JSONReader(text.span)
    var name: [UInt8] = []
    var found: [UInt8] = []
    var number = 0..<0
    try reader.enterObject()
    while try reader.nextMember(&name) {
      switch String(decoding: name, as: UTF8.self) {
      case "text": try reader.string(appendingTo: &found)
      case "n": number = try reader.number()
      default: try reader.skipValue()
      }
    }
    try reader.finish()
    #expect(found == Array("yes\t1".utf8))
    #expect(Array(text[number]) == Array("-12e1".utf8))
  }

  @Test(arguments: ["NaN", "Infinity", "-Infinity"]) func pythonsNumbersAreRead(word: String) throws {
    #expect(try parse("{\"a\": [\(word), 1]}") == parse("{\"a\": [\(word),1]}"))
    #expect(try parse(" \(word) ") == .number(word))
    #expect(throws: JSONError(field: "x", problem: "is \(word); a finite number was expected")) {
      try parse(word).double("x")
    }
    #expect(throws: JSONError.self) { try parse(word).int("x") }
  }

  @Test func halvesOfSurrogatePairsAreCounted() throws {
    for (text, count) in [(#""\ud83d\ude00""#, 0), (#""\ud83d x""#, 1), (#""\udc00""#, 1), (#""\ude00\ud83d""#, 2)] {
      let bytes = Array(text.utf8)
      var reader = JSONReader(bytes.span)
      var output: [UInt8] = []
      try reader.string(appendingTo: &output)
      #expect(reader.replacedSurrogates == count, "\(text)")
    }
  }

  @Test func readsASliceOfABuffer() throws {
    let buffer = Array("garbage[1, 2]garbage".utf8)
    var reader = JSONReader(buffer.span.extracting(7..<13))
    #expect(try reader.value() == .array([.number("1"), .number("2")]))
    try reader.finish()
    #expect(reader.position == 6)
  }
}
