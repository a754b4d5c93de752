import Foundation
import TestSupport
import Testing

/// What goes wrong is said in one line, with the documented status, and leaves nothing that looks whole.
@Suite struct FailureTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func expectFailure(
    _ script: String, _ status: Int32 = 1, saying parts: [String], sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let result = try Program.shell(script, in: directory.path)
    #expect(result.status == status, "\(script): \(result.errors)", sourceLocation: sourceLocation)
    let lines = result.errors.split(separator: "\n")
    #expect(lines.count == 1, "\(result.errors)", sourceLocation: sourceLocation)
    #expect(result.errors.hasPrefix("albert-embed: "), "\(result.errors)", sourceLocation: sourceLocation)
    for part in parts { #expect(result.errors.contains(part), "\(result.errors)", sourceLocation: sourceLocation) }
  }

  @Test func inputsAndOutputsThatCannotBe() throws {
    try directory.write("a\nb\n", to: "in.txt")
    try directory.write("a\n", to: "other.txt")
    try FileManager.default.createDirectory(atPath: directory.path("folder"), withIntermediateDirectories: true)
    try expectFailure("$B nothing.txt", saying: ["nothing.txt", "No such file"])
    try expectFailure("$B folder", saying: ["folder", "directory"])
    try expectFailure("$B in.txt -o folder", saying: ["folder", "directory"])
    try expectFailure("$B in.txt -o no/such/f.npy", saying: ["no/such/f.npy", "No such file"])
    try expectFailure("$B in.txt > /dev/full", saying: ["standard output", "No space left"])
    try expectFailure("$B in.txt -o /dev/full", saying: ["/dev/full", "No space left"])
    try expectFailure("$B in.txt -f csv > /dev/full", saying: ["No space left"])
    try expectFailure("$B <&-", saying: ["standard input"])
    try expectFailure("$B in.txt >&-", saying: ["standard output"])
    try expectFailure("$B in.txt -f csv -o in.txt", saying: ["in.txt", "input"])
    try expectFailure("$B other.txt >> other.txt", saying: ["other.txt", "input"])
    try expectFailure("$B < other.txt >> other.txt", saying: ["standard input", "input"])
    try expectFailure("$B in.txt --level token -o f.npy --offsets f.npy", saying: ["f.npy", "two outputs"])
    try expectFailure("$B in.txt -f npy -m \"$ALBERT_EMBED_MODEL\" -o \"$ALBERT_EMBED_MODEL\"", saying: ["model"])
    try expectFailure("$B -m nosuchmodel in.txt", saying: ["nosuchmodel", "models/nosuchmodel.albert", "convert"])
    try expectFailure("$B -m in.txt in.txt", saying: ["in.txt", "checkpoint"])
    try expectFailure("cat in.txt | $B --rows 3 | cat > f.npy; exit ${PIPESTATUS[1]}", saying: ["3", "2"])
    try expectFailure("cat in.txt | $B --rows 1 | cat > f.npy; exit ${PIPESTATUS[1]}", saying: ["1"])
    try expectFailure("cat in.txt | $B --shard 1/2", saying: ["--shard", "pipe"])
    if getuid() != 0 {
      try expectFailure("chmod 0 other.txt; $B other.txt", saying: ["other.txt", "Permission denied"])
    }
    #expect(try directory.read("in.txt") == Array("a\nb\n".utf8))
    #expect(try NPYFile(directory.read("f.npy")) == nil)
    #expect(try directory.entries.filter { $0.contains("partial") }.isEmpty)
  }

  /// `ulimit -f` makes the file system refuse bytes beyond a length, as a full one does.
  @Test func calibrationTextsThatAreNone() throws {
    try directory.write([0x1F, 0x8B, 0x08] + Array("texts".utf8), to: "texts.gz")
    try directory.write("version https://git-lfs.github.com/spec/v1\nsize 7\n", to: "pointer.txt")
    try directory.write((0..<200).map { UInt8(truncatingIfNeeded: $0 * 37) }, to: "noise")
    let convert = "$B convert --precision int8 $ALBERT_EMBED_MODEL x.albert --calibrate"
    try expectFailure("\(convert) texts.gz", saying: ["texts.gz", "is compressed", "gzip"])
    try expectFailure("\(convert) pointer.txt", saying: ["pointer.txt", "git LFS pointer"])
    try expectFailure("\(convert) noise", saying: ["noise", "binary"])
    try expectFailure("\(convert) nothing", saying: ["nothing", "No such file"])
    #expect(try !directory.entries.contains("x.albert"))
  }

  @Test func aFullFileSystemLeavesNothingWhole() throws {
    try directory.write(String(repeating: "some words\n", count: 20_000), to: "in.txt")
    let result = try Program.shell("ulimit -f 100; trap '' XFSZ; $B in.txt -o f.npy", in: directory.path)
    #expect(result.status == 1)
    #expect(result.errors.contains("File too large"))
    #expect(try !directory.entries.contains("f.npy"))
  }

  @Test func brokenRecordsAreNamed() throws {
    try directory.write("{\"text\":\"a\"}\n{\"text\":}\n{\"text\":\"b\"}\n", to: "in.jsonl")
    try expectFailure("$B in.jsonl -o f.npy", saying: ["in.jsonl, line 2", "column 9"])
    #expect(try !directory.entries.contains("f.npy"))
    let result = try Program.shell("$B in.jsonl --on-error null -o f.npy", in: directory.path)
    #expect(result.status == 3)
    #expect(result.errors.contains("in.jsonl, line 2"))
    #expect(result.errors.contains("1 null row"))
    #expect(try NPYFile(directory.read("f.npy"))?.shape == [3, TinyModel.columnCount])
    let quiet = try Program.shell("$B in.jsonl --on-error null -q -f csv", in: directory.path)
    #expect(quiet.status == 3)
    #expect(quiet.errors == "")
    #expect(quiet.text.split(separator: "\n")[2] == "1" + String(repeating: ",", count: TinyModel.columnCount))
  }

  @Test func aNullRecordKeepsItsID() throws {
    // Broken before its id, behind it, and in what the model makes of it.
    try directory.write(
      #"""
      {"text": 5, "id": "a"}
      {"id": 7, "text": [1, {"x": "y"}]}
      {"id": "c"}
      {"id": "d", "text": "b", "text": null}
      {"text": "a b c d e f g h i j k l m n o p q r s t u v w x y z 0 1 2 3 4 5 6 7 8 9", "id": "e"}
      {"id": "f", "text": "broken"
      {"text": "well", "id": "g"}
      {"text": "no id"}

      """#, to: "in.jsonl")
    let result = try Program.shell(
      "$B in.jsonl --id-field id --overflow error --on-error null -q -f jsonl | cut -d '[' -f 1", in: directory.path)
    #expect(
      result.text.split(separator: "\n").map { $0.prefix { $0 != "k" } } == [
        #"{"index":0,"id":"a","embedding":null,"to"#, #"{"index":1,"id":7,"embedding":null,"to"#,
        #"{"index":2,"id":"c","embedding":null,"to"#, #"{"index":3,"id":"d","embedding":null,"to"#,
        #"{"index":4,"id":"e","embedding":null,"to"#, #"{"index":5,"id":"f","embedding":null,"to"#,
        #"{"index":6,"id":"g","embedding":"#, #"{"index":7,"embedding":null,"to"#,
      ])
  }

  @Test func whatWasChangedIsReported() throws {
    let long = String(repeating: "word ", count: 100)
    try directory.write(Array("ok\n\(long)\n".utf8) + [0xFF, 0xC3, 0x0A], to: "in.txt")
    let result = try Program.shell("$B in.txt -f jsonl", in: directory.path)
    #expect(result.status == 0)
    #expect(result.errors.contains("1 truncated to \(TinyModel.maximumLength) tokens"))
    #expect(result.errors.contains("2 invalid bytes"))
    let lines = result.text.split(separator: "\n")
    #expect(lines.map { $0.contains("\"truncated\":true") } == [false, true, false])
    #expect(try Program.shell("$B -q in.txt > /dev/null", in: directory.path).errors == "")
  }

  // MARK: Random input

  @Test func randomBytesGiveARowARecord() throws {
    var generator = SystemRandomNumberGenerator()
    // With more control characters it would not be text.
    let bytes =
      [UInt8(ascii: "a")]
      + (1..<60_000).map { _ -> UInt8 in
        let byte = UInt8.random(in: 0...255, using: &generator)
        return byte % 32 == 5 ? 0x0A : byte < 0x20 && byte > 0 ? byte | 0x80 : byte
      }
    try directory.write(bytes, to: "in.bin")
    for (format, end) in [("lines", UInt8(0x0A)), ("nul", 0)] {
      let result = try Program.shell("$B -i \(format) --encoding-errors replace in.bin -o f.npy", in: directory.path)
      #expect(result.status == 0)
      let expected = bytes.split(separator: end, omittingEmptySubsequences: false).count - (bytes.last == end ? 1 : 0)
      #expect(try NPYFile(directory.read("f.npy"))?.shape == [expected, TinyModel.columnCount])
    }
  }

  @Test(arguments: ["jsonl", "json", "csv", "tsv", "ids"]) func randomStructureGivesRowsOrALine(format: String) throws {
    var generator = SystemRandomNumberGenerator()
    let alphabet: [String] =
      format.hasPrefix("json")
      ? ["{", "}", "\"text\"", ":", "\"a\"", ",", "\n", "{\"text\":\"b\"}\n", "\\u00", "[", "1e", " ", "\u{0}", "é"]
      : ["a", "\"", ",", "\t", "\n", "\r\n", "\"\"", "7", " ", "text", "\u{0}", "é"]
    for _ in 0..<25 {
      let input = (0..<Int.random(in: 0...60, using: &generator)).map { _ in
        alphabet.randomElement(using: &generator) ?? ""
      }
      try directory.write((format == "json" ? "[" : "") + input.joined(), to: "in")
      let result = try Program.shell("$B -i \(format) in -f csv --on-error null -q", in: directory.path)
      let rows = result.text.split(separator: "\n").count - 1
      switch result.status {
      case 0: #expect(!result.text.contains(",,"), "\(input)")
      case 3: #expect(rows > 0, "\(input)")
      default:
        #expect(result.status == 1, "\(input): \(result.errors)")
        // Zero bytes at large, or an array that does not end, are the whole input's.
        let isNamed = result.errors.contains("in, line 1: ") || result.errors.contains("in: ")
        #expect(isNamed, "\(input): \(result.errors)")
      }
    }
  }
}
