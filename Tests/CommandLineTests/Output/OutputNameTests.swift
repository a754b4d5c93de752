import Foundation
import TestSupport
import Testing

/// The extension of an output names its format, or no format at all.
@Suite struct OutputNameTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
    try directory.write("a\nb c\n", to: "in.txt")
    try directory.write("{\"text\":\"a\",\"id\":7}\n", to: "in.jsonl")
  }

  private func shell(_ script: String) throws -> Program.Result { try Program.shell(script, in: directory.path) }

  /// Expects one line of wrong usage that holds `parts`, and no new file.
  private func expectRefusal(_ command: String, saying parts: [String]) throws {
    let before = try directory.entries
    let result = try shell(command)
    #expect(result.status == 2, "\(command): \(result.errors)")
    #expect(result.errors.split(separator: "\n").count == 1, "\(command): \(result.errors)")
    for part in parts { #expect(result.errors.contains(part), "\(command): \(result.errors)") }
    #expect(try directory.entries == before, "\(command)")
  }

  @Test(arguments: [
    "parquet", "PARQUET", "arrow", "feather", "json", "tsv", "txt", "md", "npz", "h5", "pt", "safetensors", "pkl",
    "xlsx",
    "vec", "jsonl.lz4", "parquet.tmp",
  ])
  func aNameForAnotherKindOfFileIsRefused(ending: String) throws {
    try expectRefusal(
      "$B in.txt -o rows.\(ending)",
      saying: ["--output: rows.\(ending) is a name for", "npy would be", "--format npy|"])
    guard ending != "vec" else { return }
    try expectRefusal(
      "$B table a -o rows.\(ending)", saying: ["--output: rows.\(ending) is a name for", "npy would be", "word2vec"])
  }

  @Test(arguments: [("gz", "gzip"), ("zst", "zstd"), ("xz", "xz"), ("bz2", "bzip2"), ("gz.tmp", "gzip")])
  func rowsAreNotWrittenUnderACompressedFilesName(ending: String, program: String) throws {
    let name = "rows.jsonl.\(ending)"
    let remedy = "write to standard output and add `| \(program) > \(name)`"
    for command in ["$B in.txt", "$B in.txt -f jsonl", "$B table a", "$B table a -f npy"] {
      try expectRefusal("\(command) -o \(name)", saying: ["--output: \(name) is a name for a compressed file", remedy])
    }
    #expect(try shell("$B in.txt -q --shard 1/1 -f jsonl -o one").status == 0)
    try expectRefusal("$B join \(name) one", saying: ["join: \(name) is a name for a compressed file", remedy])
  }

  @Test func aFormatThatWasGivenIsWrittenUnderAnyName() throws {
    let result = try shell(
      "$B in.txt -f csv > ref && $B in.txt -f csv -o rows.txt && cmp ref rows.txt && $B table a -f npy -o table.parquet"
    )
    #expect(result.status == 0, "\(result.errors)")
    #expect(try NPYFile(directory.read("table.parquet")) != nil)
  }

  @Test(arguments: [
    ("rows", "npy"), ("rows.bin", "npy"), ("rows.out", "npy"), ("rows.2024-05-01", "npy"), ("part.003", "npy"),
    (".json", "npy"), ("a.json/rows", "npy"), ("rows.npy", "npy"), ("rows.CSV", "csv"), ("rows.ndjson", "jsonl"),
    ("rows.csv.tmp", "csv"), ("rows.jsonl.part", "jsonl"), ("rows.partial", "npy"),
  ])
  func anyOtherNameGetsItsFormatOrTheDefault(name: String, format: String) throws {
    let result = try shell(
      "mkdir a.json; $B in.txt -f \(format) > ref && $B in.txt -o '\(name)' && cmp ref '\(name)'")
    #expect(result.status == 0, "\(name): \(result.errors)")
  }

  @Test func theTableHasExtensionsOfItsOwn() throws {
    let result = try shell(
      """
      for f in word2vec jsonl; do $B table -f $f > ref.$f || exit; done
      for f in a.vec a.word2vec; do $B table -o $f && cmp ref.word2vec $f || exit; done
      $B table -o a.ndjson && cmp ref.jsonl a.ndjson
      """)
    #expect(result.status == 0, "\(result.errors)")
  }

  @Test func companionsNeedFittingExtensions() throws {
    let ids = "$B in.jsonl --id-field id -o rows.npy --ids"
    for name in ["ids.csv", "ids.json", "ids.npy", "ids.parquet"] {
      try expectRefusal("\(ids) \(name)", saying: ["--ids: \(name) is a name for", "lines of ids", ".txt"])
    }
    let offsets = "$B in.txt --level token -o rows.npy --offsets"
    for name in ["o.csv", "o.txt", "o.npz"] {
      try expectRefusal("\(offsets) \(name)", saying: ["--offsets: \(name) is a name for", "npy would", ".npy"])
    }
    #expect(try shell("\(ids) ids.txt && \(ids) ids && \(offsets) o.npy && \(offsets) o").status == 0)
  }

  @Test func theWholeNeedsAFittingExtension() throws {
    let made = try shell(
      """
      for k in 1 2; do
        $B in.txt -q --shard $k/2 -o $k.npy && $B in.txt -q --shard $k/2 -f csv -o $k.txt &&
        $B in.txt -q --shard $k/2 -f bert-jsonl --level token -o $k || exit
      done
      $B join all.npy ?.npy && $B join all ?.npy && $B join all.csv ?.txt && $B join all.txt ?.txt && $B join all.jsonl 1 2
      """)
    #expect(made.status == 0, "\(made.errors)")
    for (name, shards) in [("x.parquet", "?.npy"), ("x.csv", "?.npy"), ("x.json", "1 2"), ("x.npy", "1 2")] {
      try expectRefusal(
        "$B join \(name) \(shards)", saying: ["join: \(name) is a name for", "would be written", "end the"])
    }
    try expectRefusal("$B join x.npy --ids x.csv ?.npy", saying: ["--ids: x.csv is a name for csv"])
  }

  @Test func aCheckpointNeedsAFittingExtension() throws {
    try expectRefusal(
      "$B convert \(TinyModel.source) m.safetensors", saying: ["m.safetensors is a name for", ".albert"])
  }
}
