import Foundation
import TestSupport
import Testing

/// `--stats` says what a run did, and `--dry-run` what it would do.
@Suite struct StatisticsTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
    let lines = (0..<300).map { String(repeating: "a b c d ", count: $0 % 9) + "a\n" }
    try directory.write(lines.joined(), to: "in.txt")
    try directory.write(
      (0..<50).map { "{\"id\":\"i\($0)\",\"text\":\"a\",\"b\":\"c d\"}\n" }.joined() + "{\"id\":7}\n", to: "in.jsonl")
  }

  private func shell(_ script: String) throws -> Program.Result { try Program.shell(script, in: directory.path) }

  private func statistics(_ name: String) throws -> [String: Any] {
    let data = Data(try directory.read(name))
    return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  /// Everything but the time, which is an estimate, and what says that it is a dry run.
  @Test(arguments: [
    "in.txt", "in.txt --max-length 8", "in.txt --level word --offsets offsets",
    "in.txt --level token --offsets offsets",
    "in.txt --max-length 12 --overflow window --stride 2 --level word --offsets offsets", "in.txt --dtype bits",
    "in.txt --dtype i8 --shard 2/3", "in.jsonl --id-field id --ids ids --on-error null",
    "in.jsonl --id-field id --ids ids --on-error null --pair-field b",
    "in.txt --level passage --max-length 8 --stride 2 --offsets offsets --spans spans",
    "in.jsonl --level passage --max-length 5 --on-error null", "in.txt --reuse old.npy",
    "in.txt --level passage --max-length 8 --reuse passages.npy",
  ])
  func aDryRunForeseesTheRun(options: String) throws {
    if options.contains("--reuse") {
      let old = try shell(
        """
        head -n 5 in.txt > old.txt
        $B -q old.txt --keys -o old.npy && $B -q old.txt --level passage --max-length 8 --keys -o passages.npy
        """)
      #expect(old.status == 0, "\(old.errors)")
    }
    let entries = try directory.entries
    let dry = try shell("$B -q \(options) -o rows.npy --dry-run --stats dry.json")
    #expect(dry.status == (options.contains("null") ? 3 : 0), "\(dry.errors)")
    #expect(try directory.entries.sorted() == (entries + ["dry.json"]).sorted())
    let run = try shell("$B -q \(options) -o rows.npy --stats run.json")
    #expect(run.status == dry.status, "\(run.errors)")
    let (foreseen, done) = (try statistics("dry.json"), try statistics("run.json"))
    #expect(foreseen["dry_run"] as? Bool == true && done["dry_run"] as? Bool == false)
    for key in ["records", "rows", "columns", "tokens", "truncated", "replaced", "null", "duplicates", "reused"] {
      #expect(foreseen[key] as? Int == done[key] as? Int && done[key] is Int, "\(options): \(key)")
    }
    let files = try [foreseen, done].map { try #require($0["files"] as? [[String: Any]]) }
    #expect(files[0].count == files[1].count)
    if !options.contains("null") { #expect(try #require(foreseen["duplicates"] as? Int) > 0) }
    if options.contains("--reuse") { #expect(try #require(foreseen["reused"] as? Int) > 0) }
    for (before, after) in zip(files[0], files[1]) {
      let name = try #require(after["name"] as? String)
      #expect(before["name"] as? String == name)
      #expect(try after["bytes"] as? Int == directory.read(name).count, "\(options): \(name)")
      #expect(before["bytes"] as? Int == after["bytes"] as? Int, "\(options): \(name)")
    }
    #expect(try #require(foreseen["seconds"] as? Double) > 0)
  }

  @Test func aDryRunFailsWhereTheRunFails() throws {
    let result = try shell("$B in.jsonl -o rows.npy --dry-run --stats dry.json")
    #expect(result.status == 1)
    #expect(result.errors.hasPrefix("albert-embed: in.jsonl, line 51: "), "\(result.errors)")
    #expect(try directory.entries.sorted() == ["in.jsonl", "in.txt"])
  }

  @Test func statisticsReplaceNothingThatTheRunReadsOrWrites() throws {
    for (name, options) in [
      ("rows.npy", ""), ("rows.npy.partial", ""), ("rows.npy.partial.journal", ""), ("in.txt", ""),
      ("in.txt", "--dry-run"),
    ] {
      let result = try shell("$B in.txt -o rows.npy --stats \(name) \(options)")
      #expect(result.status == 1, "\(name) \(options)")
      #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
      #expect(try directory.entries.sorted() == ["in.jsonl", "in.txt"], "\(name) \(options)")
    }
  }

  @Test func statisticsOfAResumedRunCountAll() throws {
    let lines = String(repeating: "a b c d e f g h\n", count: 20_000)
    try directory.write(lines, to: "long.txt")
    let result = try shell(
      """
      $B -q long.txt -o rows.npy & await test -e rows.npy.partial.journal; kill -KILL $!; wait $! 2> /dev/null
      $B -q long.txt -o rows.npy --resume --stats run.json
      """)
    #expect(result.status == 0, "\(result.errors)")
    let done = try statistics("run.json")
    #expect(done["records"] as? Int == 20_000)
    #expect(try #require(done["records_of_an_earlier_run"] as? Int) > 0)
  }

  @Test func bitsHaveNoNullRow() throws {
    let result = try shell("$B in.jsonl --dtype bits --on-error null")
    #expect(result.status == 2 && result.errors.contains("--on-error null: --dtype bits cannot"), "\(result.errors)")
  }
}
