import Testing

@testable import JSON

@Suite struct JSONValueTests {
  private let value: JSONValue

  init() throws {
    value = try JSONValue(
      parsing: Array(
        #"{"n": 12, "twice": 1, "x": 1e-12, "big": 9223372036854775808, "huge": 1e999, "s": "é", "list": [1, "a"], "no": null, "twice": 2, "yes": true}"#
          .utf8))
  }

  @Test func accessors() throws {
    #expect(try value.member("n")?.int("n") == 12)
    #expect(try value.member("x")?.double("x") == 1e-12)
    #expect(try value.member("s")?.string("s") == "é")
    #expect(try value.member("s")?.bytes("s") == [0xC3, 0xA9])
    #expect(try value.member("yes")?.bool("yes") == true)
    #expect(try value.member("list")?.elements("list").count == 2)
  }

  @Test func theLastOfEqualNamesCounts() throws {
    #expect(try value.member("twice")?.int("twice") == 2)
  }

  @Test func nullCountsAsAbsent() throws {
    #expect(try value.member("no") == nil)
    #expect(try value.member("nothing") == nil)
  }

  @Test func namesAreComparedByBytes() throws {
    let decomposed = try JSONValue(parsing: Array("{\"e\u{301}\": 1}".utf8))
    #expect(try decomposed.member("\u{E9}") == nil)
    #expect(try decomposed.member("e\u{301}") != nil)
  }

  @Test(arguments: [
    ("x", "x: is 1e-12; an integer was expected"),
    ("big", "big: is 9223372036854775808; an integer was expected"),
    ("s", "s: is the string \"é\"; an integer was expected"),
    ("list", "list: is an array; an integer was expected"),
    ("yes", "yes: is true; an integer was expected"),
  ])
  func integerErrors(name: String, error: String) {
    #expect {
      _ = try value.members("text").last { Array(name.utf8) == $0.name }?.value.int(name)
    } throws: {
      ($0 as? JSONError)?.description == error
    }
  }

  @Test func otherErrors() {
    #expect(throws: JSONError(field: "huge", problem: "is 1e999; a finite number was expected")) {
      try value.member("huge")?.double("huge")
    }
    #expect(throws: JSONError(field: "n", problem: "is 12; a string was expected")) {
      try value.member("n")?.string("n")
    }
    #expect(throws: JSONError(field: "text", problem: "is an array; an object was expected")) {
      try JSONValue.array([]).member("n")
    }
  }

  @Test func writtenStringsReadBack() throws {
    var every: [UInt8] = []
    for scalar in (0...0x2FF).compactMap(UnicodeScalar.init(_:)) { every += Array(scalar.utf8) }
    every += Array("\"\\/ \u{2028}\u{1F600}e\u{301}".utf8)
    #expect(try JSONValue(parsing: [UInt8](jsonString: every.span)) == .string(every))
    let short = Array("a\"b\\c\n\u{1}\u{1F}é".utf8)
    #expect([UInt8](jsonString: short.span) == Array(#""a\"b\\c\n\u0001\u001fé""#.utf8))
  }

  @Test func writtenValuesReadBack() throws {
    let value: JSONValue = [
      "text": JSONValue("a \"b\""), "number": JSONValue(-12), "float": JSONValue(Float(0.1)),
      "double": JSONValue(1e-12),
      "flag": JSONValue(true), "not finite": JSONValue(Double.nan), "list": .array([JSONValue(1), .null, .array([])]),
      "object": [:],
    ]
    #expect(
      String(decoding: value.text, as: UTF8.self)
        == #"{"text":"a \"b\"","number":-12,"float":0.1,"double":1e-12,"flag":true,"not finite":null,"#
        + #""list":[1,null,[]],"object":{}}"#)
    #expect(try JSONValue(parsing: value.text) == value)
  }
}
