import Foundation
import TestSupport
import Testing

/// `--level passage` and `--spans`, as a user has them.
@Suite struct PassageTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func shell(_ script: String) throws -> Program.Result { try Program.shell(script, in: directory.path) }

  // Letters are tokens here. Same words come again and again, as do same sentences: no search would tell their places.
  private static let texts =
    [
      String(repeating: "the cat. a dog sat! the cat. ", count: 30), "", "   ", "ab", " x\n",
      "é. ü. \"q\", r\u{301}s 😀. a 👩‍👩‍👧 b",
      String(repeating: "我们读书。她问：“好吗？” ", count: 8), String(repeating: "هذا كتاب. ", count: 12),
      String(repeating: "यह है। ", count: 12), String(repeating: "abcdef0123", count: 30), "a\u{0}b,\"c\"\r\nd\n\ne; f",
      String(repeating: "y\u{308}\u{301} ", count: 40),
    ]

  private struct Line {
    var index = 0
    var passage = 0
    var id: String?
    var span: Range<Int>?
    var text: String?
    var embedding: [Double]?
    var tokens = 0
    var error: String?

    init(_ line: some Sequence<UInt8>) throws {
      let object = try #require(try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
      index = try #require(object["index"] as? Int)
      passage = try #require(object["passage"] as? Int)
      id = object["id"] as? String
      if let start = object["start"] as? Int, let end = object["end"] as? Int { span = start..<end }
      text = object["text"] as? String
      embedding = object["embedding"] as? [Double]
      tokens = try #require(object["tokens"] as? Int)
      error = object["error"] as? String
    }
  }

  private static func lines(_ output: [UInt8]) throws -> [Line] {
    try output.split(separator: 0x0A).map { try Line($0) }
  }

  private func writeTexts(_ texts: [String] = texts, to name: String = "in.jsonl") throws {
    let lines = try texts.enumerated().map { number, text in
      String(
        decoding: try JSONSerialization.data(withJSONObject: ["text": text, "id": "r\(number)"]), as: UTF8.self) + "\n"
    }
    try directory.write(lines.joined(), to: name)
  }

  /// The integers of an array.
  private func integers(_ name: String) throws -> [Int] {
    let data = Array(try #require(NPYFile(try directory.read(name))).data)
    return stride(from: 0, to: data.count, by: 8).map { start in
      Int(truncatingIfNeeded: data[start..<start + 8].reversed().reduce(Int64(0)) { $0 << 8 | Int64($1) })
    }
  }

  @Test(arguments: [
    "", "--stride 5", "--pooling max,mean --normalize", "--prefix 'q. '", "--pool-over content --layers 0,1",
  ])
  func aPassageIsItsSliceEmbeddedAlone(options: String) throws {
    try writeTexts()
    let result = try shell(
      """
      $B --level passage --max-length 16 \(options) --id-field id --with-text -f jsonl in.jsonl
      $B --level passage --max-length 16 \(options) -t 3 in.jsonl -o rows.npy
      """)
    #expect(result.status == 0 && result.errors == "", "\(result.errors)")
    let lines = try Self.lines(result.output)
    #expect(lines.count > 80)
    var passages: [Int] = Array(repeating: 0, count: Self.texts.count)
    for line in lines {
      let scalars = Array(Self.texts[line.index].unicodeScalars)
      let slice = scalars[try #require(line.span)]
      #expect(slice.map(\.value) == line.text?.unicodeScalars.map(\.value))
      #expect(line.passage == passages[line.index] && line.id == "r\(line.index)")
      #expect(line.tokens <= 16)
      passages[line.index] += 1
    }
    #expect(!passages.contains(0))
    try writeTexts(lines.map { $0.text ?? "" }, to: "slices.jsonl")
    let alone = try shell(
      """
      $B --max-length 16 \(options.replacing("--stride 5", with: "")) slices.jsonl -o slices.npy
      cmp rows.npy slices.npy
      """)
    #expect(alone.status == 0 && alone.errors == "", "\(alone.text) \(alone.errors)")
  }

  @Test func allFormatsAgree() throws {
    try writeTexts()
    let result = try shell(
      """
      set -e
      $B --level passage --max-length 16 --id-field id --with-text -f jsonl in.jsonl > rows.jsonl
      $B --level passage --max-length 16 --id-field id --with-text -f csv in.jsonl > rows.csv
      $B --level passage --max-length 16 --id-field id --ids ids.txt --offsets offsets.npy --spans spans.npy in.jsonl -o rows.npy
      head -n 1 rows.csv
      """)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.text.hasPrefix("index,passage,id,start,end,text,d0,d1,"))
    let lines = try Self.lines(try directory.read("rows.jsonl"))
    let rows = try #require(NPYFile(try directory.read("rows.npy")))
    #expect(rows.shape == [lines.count, TinyModel.columnCount])
    #expect(try NPYFile(directory.read("spans.npy"))?.shape == [lines.count, 2])
    #expect(try integers("spans.npy") == lines.flatMap { [$0.span?.lowerBound ?? -1, $0.span?.upperBound ?? -1] })
    let offsets = try integers("offsets.npy")
    #expect(offsets == [0] + Self.texts.indices.map { index in lines.count { $0.index <= index } })
    #expect(
      try String(decoding: directory.read("ids.txt"), as: UTF8.self).split(separator: "\n").count == Self.texts.count)
    let csv = String(decoding: try directory.read("rows.csv"), as: UTF8.self)
    #expect(csv.contains("\n0,1,r0,\(lines[1].span?.lowerBound ?? 0),\(lines[1].span?.upperBound ?? 0),"))
  }

  @Test func ofAPairTheSecondTextIsCut() throws {
    try directory.write(
      #"{"text": "who? ", "b": "the cat. a dog sat! the cat."}"# + "\n" + #"{"text": "", "b": ""}"# + "\n",
      to: "in.jsonl")
    let result = try shell(
      "$B --level passage --max-length 16 --pair-field b --pool-over b --with-text -f jsonl in.jsonl")
    #expect(result.status == 0, "\(result.errors)")
    let lines = try Self.lines(result.output)
    #expect(lines.compactMap(\.text) == ["the cat.", "a dog", "sat!", "the cat.", ""] || lines.count > 3)
    let pairs = lines.map { line in
      "{\"text\": \"\(line.index == 0 ? "who? " : "")\", \"b\": \"\(line.text ?? "")\"}\n"
    }
    try directory.write(pairs.joined(), to: "slices.jsonl")
    let alone = try shell(
      """
      $B --level passage --max-length 16 --pair-field b --pool-over b in.jsonl -o rows.npy
      $B --max-length 16 --pair-field b --pool-over b slices.jsonl -o slices.npy && cmp rows.npy slices.npy
      """)
    #expect(alone.status == 0, "\(alone.errors)")
  }

  @Test func aRecordThatCannotBeReadHasANullRow() throws {
    try directory.write("{\"text\": \"a. b\"}\n{\"text\": 7}\n{\"text\": \"c\"}\n", to: "in.jsonl")
    let options = "--level passage --max-length 4 --on-error null -q in.jsonl"
    let result = try shell("$B \(options) -f jsonl")
    #expect(result.status == 3)
    let lines = try Self.lines(result.output)
    #expect(lines.map(\.index) == [0, 0, 1, 2] && lines.map { $0.embedding == nil } == [false, false, true, false])
    #expect(lines[2].error?.isEmpty == false && lines[2].span == nil && lines[2].tokens == 0)
    let arrays = try shell("$B \(options) -o f.npy --offsets o.npy --spans s.npy; $B \(options) -f csv | sed -n 4p")
    #expect(arrays.text == "1,0,,,\(String(repeating: ",", count: TinyModel.columnCount - 1))\n")
    #expect(try integers("o.npy") == [0, 2, 3, 4])
    #expect(try integers("s.npy") == [0, 2, 3, 4, -1, -1, 0, 1])
    let stopped = try shell("$B --level passage in.jsonl -f jsonl")
    #expect(stopped.status == 1 && stopped.errors.contains("line 2"))
  }

  @Test func wordsAndTokensHaveSpans() throws {
    try directory.write("ab é\n\n c.\n", to: "in.txt")
    let result = try shell(
      """
      for level in word token; do
        $B --level $level in.txt -o $level.npy --spans $level-spans.npy; $B --level $level -f csv in.txt | cut -d, -f3,4
      done
      """)
    #expect(result.status == 0, "\(result.errors)")
    #expect(try integers("word-spans.npy") == [0, 2, 3, 4, 1, 2, 2, 3])
    #expect(
      try integers("token-spans.npy") == [-1, -1, 0, 1, 1, 2, 3, 4, -1, -1, -1, -1, -1, -1, -1, -1, 1, 2, 2, 3, -1, -1])
  }

  @Test func shardsAreJoined() throws {
    try writeTexts()
    let options = "--level passage --max-length 16 --stride 3 --id-field id in.jsonl"
    let result = try shell(
      """
      set -e
      for k in 1 2 3 4 5; do
        $B -q \(options) --shard $k/5 -o part-$k.npy --offsets o-$k.npy --spans s-$k.npy --ids i-$k.txt
        $B -q \(options) --shard $k/5 -o part-$k.csv
      done
      $B \(options) -o whole.npy --offsets o.npy --spans s.npy --ids i.txt
      $B \(options) -o whole.csv
      $B join out.npy part-*.npy --offsets oo.npy --spans ss.npy --ids ii.txt
      $B join out.csv part-*.csv
      cmp out.npy whole.npy; cmp oo.npy o.npy; cmp ss.npy s.npy; cmp ii.txt i.txt; cmp out.csv whole.csv
      """)
    #expect(result.status == 0 && result.errors == "", "\(result.errors)")
    let refused = try shell("$B join out2.npy part-*.npy --offsets oo2.npy --ids ii2.txt")
    #expect(refused.status == 1 && refused.errors.contains("has spans beside its rows"), "\(refused.errors)")
  }

  @Test func aKilledRunIsGoneOnWith() throws {
    let lines = (0..<900).map { String(repeating: "ab c. de f! ", count: $0 * 7 % 12) }
    try directory.write(lines.joined(separator: "\n"), to: "in.txt")
    let options = "in.txt --level passage --max-length 16 --offsets o.npy --spans s.npy"
    #expect(try shell("$B \(options) -o ref.npy && mv o.npy ref-o.npy && mv s.npy ref-s.npy").status == 0)
    for delay in ["0.05", "0.2", "0.4"] {
      let result = try shell(
        """
        $B \(options) -o f.npy & sleep \(delay); kill -KILL $!; wait $!
        $B \(options) -o f.npy --resume && cmp f.npy ref.npy && cmp o.npy ref-o.npy && cmp s.npy ref-s.npy && rm f.npy o.npy s.npy
        """)
      #expect(result.status == 0, "\(delay): \(result.errors)")
    }
    #expect(try directory.entries == ["in.txt", "ref-o.npy", "ref-s.npy", "ref.npy"])
  }

  /// The passages of a line are made and written in parts.
  @Test func aLongLineIsCutAsItIsEmbedded() throws {
    let text = String(repeating: "the cat sat on 1 mat. ", count: 6000)
    try directory.write(text + "\nab\n", to: "in.txt")
    let result = try shell(
      """
      $B --level passage -f jsonl --with-text in.txt > rows.jsonl
      $B --level passage in.txt -o rows.npy --offsets o.npy --spans s.npy
      """)
    #expect(result.status == 0, "\(result.errors)")
    let lines = try Self.lines(try directory.read("rows.jsonl"))
    #expect(lines.dropLast().map(\.passage) == Array(0..<lines.count - 1))
    #expect(lines.reduce(0) { $0 + $1.tokens } > 1 << 16)
    #expect(try integers("o.npy") == [0, lines.count - 1, lines.count])
    let bytes = Array(text.utf8)
    var end = 0
    for line in lines.dropLast() {
      let span = try #require(line.span)
      #expect(
        bytes[end..<span.lowerBound].allSatisfy { $0 == 0x20 } && bytes[span].elementsEqual((line.text ?? "").utf8))
      end = span.upperBound
    }
    #expect(end == bytes.count - 1)
  }
}
