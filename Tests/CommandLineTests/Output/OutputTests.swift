import Foundation
import TestSupport
import Testing

@Suite struct OutputTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private static let words = ["the", "cat", "naïve", "😀", "stone", "x", "123", "", "a.b,c"]

  private func text(_ count: Int) -> String {
    (0..<count).map { line in
      (0..<line % 9).map { Self.words[(line * 7 + $0 * 3) % Self.words.count] }.joined(separator: " ") + "\n"
    }.joined()
  }

  private func shell(_ script: String) throws -> Program.Result { try Program.shell(script, in: directory.path) }

  @Test func everyWayToWriteGivesTheSameArray() throws {
    try directory.write(text(500), to: "in.txt")
    #expect(try shell("$B in.txt -o ref.npy").status == 0)
    let reference = try directory.read("ref.npy")
    let array = try #require(NPYFile(reference))
    #expect(array.shape == [500, TinyModel.columnCount])
    #expect(array.descriptor == "<f4")
    for script in [
      "$B in.txt > f.npy", "rm f.npy; $B in.txt >> f.npy", "$B in.txt | cat > f.npy", "cat in.txt | $B > f.npy",
      "cat in.txt | $B | cat > f.npy", "cat in.txt | $B --rows 500 | cat > f.npy", "$B < in.txt > f.npy",
      "cat in.txt | $B - -o f.npy", "$B embed -f npy -q -- in.txt -o - > f.npy || $B in.txt -o - > f.npy",
    ] {
      let result = try shell("set -o pipefail; \(script)")
      #expect(result.status == 0, "\(script): \(result.errors)")
      let isEqual = try directory.read("f.npy") == reference
      #expect(isEqual, "\(script)")
    }
    // After other output of the same descriptor it is right. Appending is refused, since a reader would not see the array.
    #expect(try shell("(echo hello; $B in.txt) > f.npy").status == 0)
    let joined = Array("hello\n".utf8) + reference
    let isJoined = try directory.read("f.npy") == joined
    #expect(isJoined)
    let appended = try shell("$B in.txt >> f.npy")
    #expect(appended.status == 1)
    #expect(appended.errors.contains("appended"))
    let isUntouched = try directory.read("f.npy") == joined
    #expect(isUntouched)
    #expect(try directory.entries == ["f.npy", "in.txt", "ref.npy"])
  }

  @Test(arguments: [0, 1, 100_000]) func countsAreRight(count: Int) throws {
    try directory.write(String(repeating: "a\n", count: count), to: "in.txt")
    let ways = ["cat in.txt | $B | cat > f.npy", "$B in.txt > f.npy"]
    // Many records take long in a debug build, so they are written in one way only.
    for script in count > 1000 ? ways.dropLast() : ways[...] {
      #expect(try shell(script).status == 0)
      let array = try #require(NPYFile(directory.read("f.npy")), "\(script)")
      #expect(array.shape == [count, TinyModel.columnCount])
      // Equal records have equal rows.
      let row = Array(array.data.prefix(4 * TinyModel.columnCount))
      let hasEqualRows = stride(from: array.data.startIndex, to: array.data.endIndex, by: max(row.count, 1))
        .allSatisfy { array.data[$0..<$0 + row.count].elementsEqual(row) }
      #expect(hasEqualRows)
    }
  }

  @Test func formatsAgree() throws {
    try directory.write(text(100), to: "in.txt")
    #expect(try shell("$B in.txt > f.npy; $B in.txt --dtype f16 > h.npy").status == 0)
    let array = try #require(NPYFile(directory.read("f.npy")))
    let values = stride(from: array.data.startIndex, to: array.data.endIndex, by: 4).map { start in
      Float(bitPattern: (0..<4).reduce(0) { $0 | UInt32(array.data[start + $1]) << (8 * UInt32($1)) })
    }
    let json = try shell("$B in.txt -f jsonl").text.split(separator: "\n").flatMap { line -> [Float] in
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      return (object?["embedding"] as? [Any] ?? []).compactMap { ($0 as? NSNumber)?.floatValue }
    }
    let isJSONEqual = json == values
    #expect(isJSONEqual)
    let csv = try shell("$B in.txt -f csv").text.split(separator: "\n").dropFirst().flatMap { line in
      line.split(separator: ",").dropFirst().compactMap { Float($0) }
    }
    let isCSVEqual = csv == values
    #expect(isCSVEqual)
    let halves = try #require(NPYFile(directory.read("h.npy")))
    #expect(halves.descriptor == "<f2")
    #expect(halves.shape == array.shape)
  }

  @Test(arguments: ["npy", "jsonl", "csv"]) func shardsTogetherAreTheWhole(format: String) throws {
    try directory.write(text(100).replacing("\n", with: "\r\n") + "no end 😀", to: "in.txt")
    let result = try shell(
      """
      set -e
      $B in.txt -f \(format) > whole
      for n in 1 2 3 7 64; do
        for k in $(seq $n); do $B in.txt -f \(format) --shard $k/$n > $n.$(printf %03d $k); done
      done
      """)
    #expect(result.status == 0, "\(result.errors)")
    let whole = try directory.read("whole")
    for count in [1, 2, 3, 7, 64] {
      let parts = try directory.entries.filter { $0.hasPrefix("\(count).") }.map { try directory.read($0) }
      #expect(parts.count == count)
      let isWhole =
        format == "npy"
        ? parts.compactMap { NPYFile($0)?.data }.flatMap { $0 } == Array(NPYFile(whole)?.data ?? [])
        : Array(parts.joined()) == whole
      #expect(isWhole, "\(count) shards")
    }
  }

  @Test func aRunGoesOnWithAKilledOne() throws {
    try directory.write(text(6000), to: "in.txt")
    #expect(try shell("$B in.txt -t 2 -o ref.npy; $B in.txt -o ref.csv").status == 0)
    // Between the start-up and the end of a run that takes some seconds in a debug build.
    for (number, delay) in ["0.01", "0.05", "0.1", "0.2", "0.4"].enumerated() {
      let name = number % 2 == 0 ? "f.npy" : "f.csv"
      let killed = try shell("$B in.txt -o \(name) & sleep \(delay); kill -KILL $!; wait $!")
      if killed.status == 0 { continue }
      #expect(try !directory.entries.contains(name), "killed after \(delay) s")
      let resumed = try shell("$B in.txt -t 1 -o \(name) --resume")
      #expect(resumed.status == 0, "\(resumed.errors)")
      let isEqual = try directory.read(name) == directory.read(number % 2 == 0 ? "ref.npy" : "ref.csv")
      #expect(isEqual, "killed after \(delay) s")
      #expect(try directory.entries.filter { $0.contains("partial") }.isEmpty)
      try FileManager.default.removeItem(atPath: directory.path(name))
    }
  }

  @Test func signalsLeaveAPartialFileAndEndTheRun() throws {
    try directory.write(text(1000), to: "in.txt")
    for (signal, status) in [("INT", Int32(130)), ("TERM", 143)] {
      // The input stays open, so the program is running when the signal comes. Background jobs of a shell ignore interrupts
      // unless it has job control.
      let result = try shell(
        """
        set -m; mkfifo \(signal); exec 3<> \(signal)
        $B \(signal) -o f.npy & cat in.txt >&3
        await test -s f.npy.partial
        kill -\(signal) $!; wait $!
        """)
      #expect(result.status == status)
      #expect(try !directory.entries.contains("f.npy"))
      #expect(try NPYFile(directory.read("f.npy.partial")) == nil)
    }
  }

  @Test func aRunDoesNotGoOnWithAnotherOne() throws {
    try directory.write(text(6000), to: "in.txt")
    let killed = try shell(
      "$B in.txt -o f.npy & await test -e f.npy.partial.journal; kill -KILL $!; wait $!")
    #expect(killed.status == 137)
    let other = try TinyModel.otherCheckpoint(in: directory)
    for (option, reason) in [
      ("--pooling cls", "pooling (--pooling)"), ("--max-length 9", "maximum length (--max-length)"),
      ("--dtype f16", "type of numbers (--dtype)"), ("-m \(other)", "model (--model)"),
      ("--shard 1/2", "shard (--shard)"), ("-f csv", "output format (--format)"),
    ] {
      let refused = try shell("$B in.txt -o f.npy --resume \(option)")
      #expect(refused.status == 1)
      #expect(refused.errors.contains("--resume: \(reason) was"), "\(option): \(refused.errors)")
    }
    let changed = try shell("echo more >> in.txt; $B in.txt -o f.npy --resume")
    #expect(changed.status == 1)
    #expect(changed.errors.contains("input 1"))
    #expect(try !directory.entries.contains("f.npy"))
  }

  @Test func aReaderMayCloseThePipeEarly() throws {
    try directory.write(text(3000), to: "in.txt")
    let result = try shell("$B in.txt -f jsonl | head -1 > line; exit ${PIPESTATUS[0]}")
    #expect(result.status == 0)
    #expect(result.errors == "")
    #expect(try directory.read("line").last == 0x0A)
  }

  @Test func aNamedPipeIsRead() throws {
    try directory.write(text(2000), to: "in.txt")
    let result = try shell("mkfifo pipe; cat in.txt > pipe & $B pipe > f.npy && $B in.txt | cmp - f.npy")
    #expect(result.status == 0, "\(result.errors)")
  }

  @Test func aRecordOfAPipeIsAnsweredAtOnce() throws {
    let result = try shell(
      """
      coproc $B -f jsonl
      for i in 1 2 3; do
        echo "record $i" >&${COPROC[1]}
        read -t 20 -u ${COPROC[0]} line || exit 9
        echo "${line:0:12}"
      done
      """)
    #expect(result.text == "{\"index\":0,\"\n{\"index\":1,\"\n{\"index\":2,\"\n")
    #expect(result.status == 0)
  }
}
