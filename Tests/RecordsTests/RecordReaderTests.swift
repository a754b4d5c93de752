import Files
import Foundation
import TestSupport
import Testing

@testable import Records

@Suite struct RecordReaderTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  /// A record as a test sees it.
  private enum Read: Equatable {
    case text(String)
    case pair(String, String)
    case ids([Int32])
    case unreadable(String)
  }

  private func configuration(
    _ inputs: [String], _ format: InputFormat, _ fields: RecordFields = RecordFields(), part: Range<Int>? = nil
  ) -> RecordReader.Configuration {
    RecordReader.Configuration(inputs: InputNames(inputs.map { .path($0) }), format: format, fields: fields, part: part)
  }

  private func records(of batch: RecordBatch) -> [Read] {
    func text(_ range: Range<Int>) -> String { String(decoding: batch.contents.text[range], as: UTF8.self) }
    return batch.contents.records.map { record in
      switch record.content {
      case .text(let range): .text(text(range))
      case .pair(let first, let second): .pair(text(first), text(second))
      case .ids(let range): .ids(Array(batch.contents.ids[range]))
      case .unreadable(let problem): .unreadable(problem)
      }
    }
  }

  private func readAll(_ reader: RecordReader, batchRecords: Int = 1000) throws -> [Read] {
    var all: [Read] = []
    var batch = RecordBatch()
    var next: Int?
    while try reader.read(into: &batch, limit: .init(records: batchRecords, bytes: 1 << 20)) {
      if let next { #expect(batch.firstIndex == next) }
      next = batch.firstIndex + batch.contents.records.count
      all += records(of: batch)
    }
    return all
  }

  private func read(
    _ content: String, _ format: InputFormat, _ fields: RecordFields = RecordFields()
  ) throws -> [Read] {
    try readAll(RecordReader(configuration([directory.file(Array(content.utf8))], format, fields)))
  }

  @Test func linesKeepEverythingButTheirEnds() throws {
    #expect(try read("a\r\n\n b \r\n\rc\r\r\nd\0e", .lines) == ["a", "", " b ", "\rc\r", "d\0e"].map { .text($0) })
    #expect(try read("\u{FEFF}a\n\u{FEFF}b\n", .lines) == [.text("a"), .text("\u{FEFF}b")])
    #expect(try read("", .lines) == [])
    #expect(try read("\u{FEFF}", .lines) == [])
    #expect(try read("\n", .lines) == [.text("")])
    #expect(try read("a\r", .lines) == [.text("a\r")])
  }

  @Test func zeroBytesEndTexts() throws {
    #expect(try read("a\nb\0\0c", .nul) == [.text("a\nb"), .text(""), .text("c")])
  }

  @Test func aFileIsARecord() throws {
    let paths = try ["a\nb\n", "", "\u{FEFF}c"].map { try directory.file(Array($0.utf8)) }
    #expect(try readAll(RecordReader(configuration(paths, .file))) == [.text("a\nb\n"), .text(""), .text("c")])
    let missing = try readAll(RecordReader(configuration([paths[0], "/nonexistent/x", paths[2]], .file)))
    #expect(
      missing == [.text("a\nb\n"), .unreadable("/nonexistent/x: cannot read: No such file or directory"), .text("c")])
  }

  @Test func csvFollowsRFC4180() throws {
    let content = "id,text,other\r\n1,plain,x\r\n2,\"a,b \"\"q\"\"\nsecond line\",\r\n\r\n3,5\" pipe,y\n4,\"\",z"
    let expected: [Read] = ["plain", "a,b \"q\"\nsecond line", "5\" pipe", ""].map { .text($0) }
    #expect(try read(content, .csv) == expected)
    #expect(try read("a,b\nx,y\n", .csv, RecordFields(text: "b")) == [.text("y")])
    #expect(try read("a,b\nx,y\n", .csv, RecordFields(text: "b", pair: "a")) == [.pair("y", "x")])
    #expect(
      try read("text,b\nx\nu,v,w\n\"x", .csv).map { if case .unreadable = $0 { true } else { false } } == [
        true, true, true,
      ])
    #expect(try read("text", .csv) == [])
  }

  @Test func csvHeaderMustHaveTheColumns() throws {
    let path = try directory.file(Array("a,b\n1,2\n".utf8))
    #expect(throws: InputOutputError.failed("\(path), line 1: the header has no column 'c'; it has 'a', 'b'")) {
      try readAll(RecordReader(configuration([path], .csv, RecordFields(text: "c"))))
    }
    let problem = "the header has no column 'text'; it has 'a', 'b'; --field names the one to embed"
    #expect(throws: InputOutputError.failed("\(path), line 1: \(problem)")) {
      try readAll(RecordReader(configuration([path], .csv)))
    }
    let twice = try directory.file(Array("text\tn\ttext\n1\t2\t3\n".utf8))
    #expect(throws: InputOutputError.failed("\(twice), line 1: the header has the column 'text' 2 times")) {
      try readAll(RecordReader(configuration([twice], .tsv)))
    }
    #expect(try readAll(RecordReader(configuration([twice], .tsv, RecordFields(text: "n")))) == [.text("2")])
  }

  /// The line ends are those of Python's `csv` and pandas.
  @Test func everyLineEndEndsARow() throws {
    let expected: [Read] = ["a", "b\rc\r\nd\n", "e"].map { .text($0) }
    for end in ["\n", "\r\n", "\r"] {
      let content = ["n,text", "1,a", "", "2,\"b\rc\r\nd\n\"", "3,e"].joined(separator: end)
      #expect(try read(content, .csv) == expected, "\(end.debugDescription)")
      #expect(try read(content + end, .csv) == expected, "\(end.debugDescription)")
      #expect(try read(content + end + end, .csv) == expected, "\(end.debugDescription)")
    }
    #expect(try read("\"te\r\nxt\"\r\na\r\n", .csv, RecordFields(text: "te\r\nxt")) == [.text("a")])
    let path = try directory.file(Array("text\r\"a\r\nb\rc\nd\"\r1,2\r".utf8))
    let reader = RecordReader(configuration([path], .csv))
    var batch = RecordBatch()
    #expect(try reader.read(into: &batch, limit: .init(records: 10, bytes: 1000)))
    #expect(batch.contents.records.map(\.place.line) == [2, 6])
  }

  @Test func aFirstLineNamesTheDelimiter() throws {
    for line in ["sep=;", "SEP=;", "\"sep=;\""] {
      #expect(try read("\u{FEFF}\(line)\r\nid;text\r\n1;a,b\r\n2;\"c;d\"", .csv) == [.text("a,b"), .text("c;d")])
    }
    #expect(try read("sep=\t\nid\ttext\n1\ta\n", .csv) == [.text("a")])
    // Any other line is a header.
    for line in ["sep=", "sep=;;", "sep=\"", "xep=;"] {
      #expect(throws: InputOutputError.self, "\(line)") { try read("\(line)\nid;text\n", .csv) }
    }
    // A delimiter holds for its own file only.
    let paths = try ["sep=;\nid;text\n1;a,\n", "id,text\n1,b;\n"].map { try directory.file(Array($0.utf8)) }
    #expect(try readAll(RecordReader(configuration(paths, .csv))) == [.text("a,"), .text("b;")])
  }

  @Test func aQuoteThatStaysOpenIsNamed() throws {
    let long = String(repeating: "y,\n", count: 400)
    let path = try directory.file(Array("text,b\n1,x\n\"two\nlines\",\"open\n\(long)".utf8))
    var configuration = configuration([path], .csv)
    configuration.maximumRecordSize = 1000
    let problem =
      "a quote that opens here is not closed within 1000 bytes; --quoting none reads quotation marks as ordinary characters"
    #expect(throws: InputOutputError.failed("\(path), line 4: \(problem)")) {
      try readAll(RecordReader(configuration))
    }
    #expect(throws: InputOutputError.self) { try RecordReader(configuration).countRecords() }
    // A quote that is closed makes a long record, and reading goes on after it.
    let closed = try directory.file(Array("text,b\n1,\"\(long)\"\n2,x\n".utf8))
    configuration.inputs = [.path(closed)]
    #expect(try readAll(RecordReader(configuration)) == [.unreadable("is longer than 1000 bytes"), .text("2")])
  }

  @Test func tabsSeparateWhatCommasDo() throws {
    let content = "text\tn\n\"a tab:\t and\na \"\"line\"\"\"\t1\n\n5\" pipe\t2\na, b\t3\n"
    #expect(try read(content, .tsv) == ["a tab:\t and\na \"line\"", "5\" pipe", "a, b"].map { .text($0) })
  }

  @Test func elementsOfAnArrayAreRecords() throws {
    let content = """
      \u{FEFF}
       [ {"text":"a, [b] \\"{", "x":[1,{"y":[]}]},
         {"text": "\\\\"} ,{
           "text": "c"
      }\t,5,{"text"}, {"text":"d"} {}\r
      ]\r\n\t
      """
    #expect(
      try read(content, .json) == [
        .text("a, [b] \"{"), .text("\\"), .text("c"), .unreadable("column 1: '{' was expected; '5' found"),
        .unreadable("column 8: ':' was expected; '}' found"),
        .unreadable("column 14: the end of the text was expected; '{' found"),
      ])
    #expect(try read("[]", .json) == [])
    #expect(try read(" [\n] ", .json) == [])
    #expect(try read("[,{\"text\":\"a\"},]", .json).count == 3)
    #expect(try read("[[{\"text\":\"a\"}]]", .json) == [.unreadable("column 1: '{' was expected; '[' found")])
    #expect(
      try read("[{\n\"text\": }]", .json) == [.unreadable("line 2, column 9: a value was expected; '}' found")])
  }

  @Test(arguments: [
    ("", "is empty; an array of objects was expected"), (" \n", "is empty; an array of objects was expected"),
    ("{\"text\":\"a\"}\n", "begins with '{', so it is not an array; -i jsonl reads an object on each line"),
    ("text\n", "is not a JSON array, which begins with '['"), ("[", "ends inside its array: it is cut short"),
    ("[{\"text\":\"a\"}", "ends inside its array: it is cut short"),
    ("[{\"text\":\"a\"},", "ends inside its array: it is cut short"),
    ("[{\"text\":\"a\"}, {\"te", "ends inside its array: it is cut short"),
    ("[{\"text\":\"a\"}]\n[", "goes on after the end of its array"),
  ])
  func whatIsNoArrayIsRefused(content: String, problem: String) throws {
    let path = try directory.file(Array(content.utf8))
    #expect(throws: InputOutputError.failed("\(path): \(problem)")) {
      try readAll(RecordReader(configuration([path], .json)))
    }
    #expect(throws: InputOutputError.self) { try RecordReader(configuration([path], .json)).countRecords() }
  }

  @Test func elementsOfAnySizePass() throws {
    var configuration = configuration([], .json)
    configuration.maximumRecordSize = 1000
    let long = String(repeating: "x", count: 300_000)
    let blanks = String(repeating: " ", count: 200_000)
    let path = try directory.file(
      Array("[{\"text\":\"\(long)\"},{\"text\":\"a\"},\(blanks){\"text\":\"b\"}]\(blanks)".utf8))
    configuration.inputs = [.path(path)]
    #expect(
      try readAll(RecordReader(configuration)) == [
        .unreadable("is longer than 1000 bytes"), .text("a"), .unreadable("is longer than 1000 bytes"),
      ])
  }

  @Test func jsonLinesGiveTheirFields() throws {
    let content = """
      {"text":"a\\n\\u00e9","id":1}
        \t
      {"x":{"text":"no"},"text":"b"}\r
      {"text":1}
      {"t":""}
      {"text":"a","text":"last"}
      {"text":5,"text":"last"}
      {"text":"a","text":5}
      {"text":"a"} x
      [1]
      """
    #expect(
      try read(content, .jsonl) == [
        .text("a\né"), .text("b"), .unreadable("field 'text' is not a string"),
        .unreadable("has no field 'text'; it has 't'; --field names the one to embed"),
        .text("last"), .text("last"), .unreadable("field 'text' is not a string"),
        .unreadable("column 14: the end of the text was expected; 'x' found"),
        .unreadable("column 1: '{' was expected; '[' found"),
      ])
  }

  @Test func idsAreCarried() throws {
    let path = try directory.file(
      Array("{\"text\":\"a\",\"k\":\"x\"}\n{\"k\":-1.50,\"text\":\"b\"}\n{\"text\":\"c\"}\n".utf8))
    let reader = RecordReader(configuration([path], .jsonl, RecordFields(id: "k")))
    var batch = RecordBatch()
    #expect(try reader.read(into: &batch, limit: .init(records: 10, bytes: 1000)))
    #expect(batch.contents.records.map(\.id) == [.text(Array("x".utf8)), .literal(Array("-1.50".utf8)), nil])
    #expect(records(of: batch)[2] == .unreadable("has no field 'k'; it has 'text'"))
  }

  @Test func tokenIDsAreRead() throws {
    #expect(
      try read("2 31,  5\t3\r\n\n-1\n99999999999\n7x", .ids) == [
        .ids([2, 31, 5, 3]), .unreadable("has no token ids"), .unreadable("'-1' is not a token id"),
        .unreadable("'99999999999' is not a token id"), .unreadable("'7x' is not a token id"),
      ])
  }

  @Test func pairsAreSeparated() throws {
    #expect(
      try read("a ||| b ||| c\nd", .lines, RecordFields(pairSeparator: " ||| ")) == [
        .pair("a", "b ||| c"), .unreadable("has no ' ||| ' between two texts"),
      ])
  }

  // MARK: Parts

  private static let samples: [(InputFormat, String)] = [
    (.lines, "\u{FEFF}first\r\n\n\nnaïve 😀 line\nx\n\nlast without end"),
    (.nul, "one\ntwo\0\0drei äöü\0end"),
    (.jsonl, "{\"text\":\"é\"}\n\n{\"text\":\"b\\n\"}\n{bad}\n{\"text\":\"c\"}"),
    (.csv, "text,n\n\"a\nb\"\"\",1\n\nc,2\n\"😀,\r\n\",3\nlast,4\n"),
    (.csv, "\u{FEFF}sep=;\r\nn;text\r\r1;\"a\r\nb\"\r\n\r\n2;c\r3;\"d\"\"\r\"\r\n4;e\r"),
    (.jsonl, "\"a\"\r\n{\"text\":\"\\ud83d\",\"n\":NaN}\n\n\"b\"\n5\n\"c\""),
    (.tsv, "text\tn\na\t1\n\"b\n\"\t2\nc\t3"),
    (.json, "\u{FEFF} [{\"text\":\"é,]\"} ,\n{\"text\":\"\\\"\"},[7],\n\n {\"text\":\"c\"} ]\n"),
    (.ids, "1 2 3\n4\n\n5 6\n"),
    (.file, "a whole file\n"),
  ]

  /// Inputs without records.
  private func empty(_ format: InputFormat) -> String { format == .json ? "[]" : "" }

  @Test(arguments: samples) func partsTogetherAreTheWhole(format: InputFormat, content: String) throws {
    let paths = try [content, empty(format), content].map { try directory.file(Array($0.utf8)) }
    let size = paths.reduce(0) { $0 + (FileIdentity(path: $1)?.size ?? 0) }
    let whole = try readAll(RecordReader(configuration(paths, format)))
    #expect(!whole.isEmpty)
    for count in [1, 2, 3, 7, 64, 1000] {
      var joined: [Read] = []
      for number in 1...count {
        let shard = try #require(Shard(number: number, count: count))
        let reader = RecordReader(configuration(paths, format, part: shard.byteRange(of: size)))
        var batch = RecordBatch()
        while try reader.read(into: &batch, limit: .init(records: 2, bytes: 1000)) {
          #expect(batch.firstIndex == joined.count)
          joined += records(of: batch)
        }
      }
      #expect(joined == whole, "\(count) parts")
    }
  }

  @Test(arguments: samples) func readingGoesOnFromEveryPosition(format: InputFormat, content: String) throws {
    let paths = try [content, empty(format), content].map { try directory.file(Array($0.utf8)) }
    let whole = try readAll(RecordReader(configuration(paths, format)))
    var positions = [ReaderPosition()]
    let reader = RecordReader(configuration(paths, format))
    var batch = RecordBatch()
    while try reader.read(into: &batch, limit: .init(records: 1, bytes: 1000)) { positions.append(batch.end) }
    #expect(positions.count == whole.count + 1)
    for position in positions {
      let second = RecordReader(configuration(paths, format))
      try second.resume(from: position)
      #expect(try readAll(second) == Array(whole[position.records...]), "\(position)")
    }
  }

  @Test(arguments: samples) func aPipeThatBringsSingleBytesGivesTheSame(format: InputFormat, content: String) throws {
    let path = try directory.file(Array(content.utf8))
    let whole = try readAll(RecordReader(configuration([path], format)))
    let fifo = directory.path("fifo")
    #expect(mkfifo(fifo, 0o600) == 0)
    let writer = Thread {
      guard let handle = FileHandle(forWritingAtPath: fifo) else { return }
      for byte in content.utf8 {
        try? handle.write(contentsOf: [byte])
        usleep(200)
      }
      try? handle.close()
    }
    writer.start()
    #expect(try readAll(RecordReader(configuration([fifo], format))) == whole)
  }

  @Test func aPipeHandsOverWhatIsThere() throws {
    let fifo = directory.path("fifo")
    #expect(mkfifo(fifo, 0o600) == 0)
    // The test writes to the pipe that it reads, so it decides which bytes are there.
    let descriptor = open(fifo, O_RDWR)
    defer { close(descriptor) }
    let reader = RecordReader(configuration([fifo], .lines))
    var batch = RecordBatch()
    #expect(write(descriptor, "one\ntwo\nthr", 11) == 11)
    #expect(try reader.read(into: &batch, limit: .init(records: 10, bytes: 1000)))
    #expect(records(of: batch) == [.text("one"), .text("two")])
    #expect(write(descriptor, "ee\n", 3) == 3)
    #expect(try reader.read(into: &batch, limit: .init(records: 10, bytes: 1000)))
    #expect(records(of: batch) == [.text("three")])
  }

  @Test func idsCountTowardsABatch() throws {
    let line = "{\"text\":\"a\",\"id\":\"\(String(repeating: "i", count: 300))\"}\n"
    let path = try directory.file(Array(String(repeating: line, count: 10).utf8))
    let reader = RecordReader(configuration([path], .jsonl, RecordFields(id: "id")))
    var batch = RecordBatch()
    var sizes: [Int] = []
    while try reader.read(into: &batch, limit: .init(records: 1000, bytes: 1000)) {
      sizes.append(batch.contents.records.count)
    }
    #expect(sizes == [4, 4, 2])
  }

  /// Offsets into the longest record fit 32 bits, even if each of its bytes becomes the three of U+FFFD.
  @Test func offsetsIntoTheLongestRecordFit() {
    #expect(RecordReader.maximumRecordSize * "\u{FFFD}".utf8.count <= Int(Int32.max))
  }

  /// The limit falls between characters or inside one, before or after the bytes of the first read.
  @Test(arguments: [0, 1, 2, 3], [10, 1000, 300_000])
  func aLongTextIsShortenedAtACharacter(first: Int, size: Int) throws {
    let long = [UInt8](repeating: 0x41, count: first) + [[UInt8]](repeating: Array("😀".utf8), count: size / 2).joined()
    let kept = size - (size - first) % 4
    let path = try directory.file(long + Array("\r\nnext\n".utf8))
    var configuration = configuration([path], .lines)
    configuration.keptTextSize = size
    let reader = RecordReader(configuration)
    var batch = RecordBatch()
    #expect(try reader.read(into: &batch, limit: .init(records: 1, bytes: 1 << 30)))
    #expect(batch.contents.records.map(\.isShortened) == [true])
    #expect(batch.contents.text.count == kept)
    let isPrefix = long.starts(with: batch.contents.text)
    #expect(isPrefix)
    #expect(batch.replacedBytes == 0)
    #expect(try reader.read(into: &batch, limit: .init(records: 1, bytes: 1 << 30)))
    #expect(records(of: batch) == [.text("next")])
    #expect(batch.contents.records.map(\.isShortened) == [false])
  }
}
