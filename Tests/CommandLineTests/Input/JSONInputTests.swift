import TestSupport
import Testing

/// JSON as people's programs write it.
@Suite struct JSONInputTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func run(_ arguments: String, _ input: String) throws -> Program.Result {
    try Program.shell("$B -f jsonl --with-text \(arguments)", in: directory.path, input: Array(input.utf8))
  }

  /// The ids, where there are some, and texts of the rows, as JSON has them.
  private func texts(
    _ arguments: String, _ input: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> [String] {
    let result = try run(arguments, input)
    #expect(result.status == 0, "\(result.errors)", sourceLocation: sourceLocation)
    return result.text.matches(of: /"index":\d+,(?:"id":(.*?),)?"text":"(.*?)",/).map { match in
      match.1.map { "\($0)=\(match.2)" } ?? String(match.2)
    }
  }

  @Test func pythonsNumbersMayStandAnywhereButInTheText() throws {
    let input = #"{"text":"a","score":NaN}"# + "\n" + #"{"text":"b","score":Infinity,"x":[-Infinity]}"# + "\n"
    #expect(try texts("-i jsonl", input) == ["a", "b"])
    let text = try run("-i jsonl", "{\"text\":NaN}\n")
    #expect(text.status == 1 && text.errors.contains("line 1: field 'text' is not a string"), "\(text.errors)")
    // An output is JSON for every reader.
    let ids = #"{"text":"a","id":NaN}"# + "\n" + #"{"text":"b","id":-Infinity}"# + "\n" + #"{"text":"c","id":-1.5E3}"#
    #expect(try texts("-i jsonl --id-field id", ids) == ["\"NaN\"=a", "\"-Infinity\"=b", "-1.5E3=c"])
  }

  @Test func aFieldInsideAFieldIsNamed() throws {
    let input = """
      [{"id":"1","content":"An item","metadata":{"key1":"v1","title":"deep","n":{"a":7}}},
       {"id":"2","content":"Another","metadata":{"key1":"v2","title":"deep2","n":{"a":8}}}]
      """
    #expect(try texts("-i json --field metadata.title", input) == ["deep", "deep2"])
    #expect(
      try texts("-i json --field content --id-field metadata.n.a", input) == ["7=An item", "8=Another"])
    let pair = try run("-i json --field content --pair-field metadata.title", input)
    #expect(pair.status == 0 && pair.text.split(separator: "\n").count == 2, "\(pair.errors)")
    let missing = try run("-i json --field metadata.text", input)
    #expect(
      missing.errors.contains("record 1: has no field 'metadata.text'; it has 'id', 'content', 'metadata'"),
      "\(missing.errors)")
  }

  /// What a dotted name means where several fields could be meant.
  @Test(
    arguments: [
      (#"{"a":{"b":"in"},"a.b":"own"}"#, "own"), (#"{"a.b":"own","a":{"b":"in"}}"#, "own"),
      (#"{"a":{"b":"first"},"a":{"b":"last"}}"#, "last"), (#"{"a":{"b":"first","b":"last"}}"#, "last"),
      (#"{"a":5,"a":{"b":"in"}}"#, "in"), (#"{"a":{"b":"in"},"a":5}"#, nil), (#"{"a":[{"b":"in"}]}"#, nil),
      (#"{"a":{"b":7}}"#, nil), (#"{"a":{"c":"in"}}"#, nil), (#"{"ab":{"b":"in"}}"#, nil), (#"{"a":"b"}"#, nil),
    ] as [(String, String?)])
  func theFieldOfTheVeryNameGoesFirst(record: String, text: String?) throws {
    let result = try run("-i jsonl --field a.b", record)
    #expect(result.status == (text == nil ? 1 : 0), "\(record): \(result.errors)")
    if let text { #expect(result.text.contains("\"text\":\"\(text)\""), "\(record)") }
  }

  @Test func theLongestNameInsideGoesFirst() throws {
    #expect(try texts("-i jsonl --field a.b.c", #"{"a":{"b.c":"x"},"a.b":{"c":"y"}}"#) == ["y"])
    #expect(try texts("-i jsonl --field a.b.c", #"{"a":{"b":{"c":"z"},"b.c":"x"},"a.b":{}}"#) == ["x"])
    #expect(try texts("-i jsonl --field a.b.c", #"{"a.b":7,"a":{"b":{"c":"z"}}}"#) == ["z"])
  }

  @Test func aStringIsARecord() throws {
    #expect(try texts("-i jsonl", "\"a\"\n\n {\"text\":\"b\"}\r\n  \"c\\\"\" \n") == ["a", "b", "c\\\""])
    #expect(try texts("-i json", "[\"a\",{\"text\":\"b\"},\n \"c\"]") == ["a", "b", "c"])
    for (arguments, field) in [("--field body", "body"), ("--id-field id", "id"), ("--pair-field b", "b")] {
      let result = try run("-i jsonl \(arguments)", "\"a\"\n")
      #expect(result.status == 1)
      #expect(result.errors.hasSuffix("line 1: is a string, so it has no field '\(field)'\n"), "\(result.errors)")
    }
    let other = try run("-i jsonl", "\"a\" x\n")
    #expect(other.errors.contains("column 5: the end of the text was expected"), "\(other.errors)")
  }

  @Test func halvesOfSurrogatePairsAreCounted() throws {
    for (text, count) in [(#"ok \ud83d\ude00"#, 0), (#"\ud83d end"#, 1), (#"low \udc00"#, 1), (#"\ude00\ud83d"#, 2)] {
      let result = try run("-i jsonl", "{\"skipped\":\"\\ud83d\",\"text\":\"\(text)\"}\n")
      #expect(result.status == 0)
      let found = result.errors.firstMatch(of: /(\d+) invalid bytes? or surrogates? replaced/).map { String($0.1) }
      #expect(found == (count == 0 ? nil : "\(count)"), "\(result.errors)")
    }
    let id = try run("-i jsonl --id-field id", "{\"id\":\"\\ud83d\",\"text\":\"a\"}\n")
    #expect(id.errors.contains("1 invalid byte or surrogate replaced"))
  }

  @Test func ofFieldsWithEqualNamesTheLastCounts() throws {
    #expect(try texts("-i jsonl", #"{"text":5,"text":"a"}"#) == ["a"])
    #expect(try texts("-i jsonl --id-field id", #"{"id":[1],"text":"b","id":"x","text":"a"}"#) == ["\"x\"=a"])
    #expect(try run("-i jsonl", #"{"text":"a","text":5}"#).errors.contains("field 'text' is not a string"))
    // The id of what cannot be read.
    let null = try run("-i jsonl --id-field id --on-error null -q", #"{"id":7,"text":"a"x}"#)
    #expect(null.status == 3 && null.text.contains("\"id\":7"), "\(null.text)")
  }
}
