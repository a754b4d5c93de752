import Foundation
import TestSupport
import Testing

/// Keys beside an array: where they are written, and what they go with.
@Suite struct KeysTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
    let lines = (0..<90).map { String(repeating: "ab c. ", count: $0 * 7 % 12) + ($0 % 5 == 0 ? "" : "d\($0 % 40)") }
    try directory.write(lines.joined(separator: "\n") + "\n", to: "in.txt")
  }

  private func shell(_ script: String) throws -> Program.Result { try Program.shell(script, in: directory.path) }

  private func expectRefusal(_ options: String, status: Int32 = 2, saying message: String) throws {
    let before = try directory.entries
    let result = try shell("$B \(options) in.txt")
    #expect(result.status == status, "\(options)")
    #expect(result.errors == "albert-embed: \(message)\(status == 2 ? "; --help tells more" : "")\n", "\(options)")
    #expect(try directory.entries == before, "\(options)")
  }

  @Test func keysLieBesideTheArray() throws {
    let result = try shell(
      "$B -q -o rows.npy in.txt && $B -q --keys -o keyed.npy in.txt && cmp rows.npy keyed.npy && ls")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.text == "in.txt\nkeyed.npy\nkeyed.npy.keys\nrows.npy\n")
    let keys = try directory.read("keyed.npy.keys")
    #expect(keys.starts(with: Array("albkeys\n".utf8)))
  }

  /// What keys hold is the same however the rows were made.
  @Test func keysDoNotDependOnThreadsOrBatches() throws {
    let result = try shell(
      """
      $B -q --keys -t 1 -o one.npy in.txt && $B -q --keys -t 3 -o three.npy in.txt && cmp one.npy.keys three.npy.keys &&
      $B -q --keys -o piped.npy < <(cat in.txt) && cmp one.npy.keys piped.npy.keys && cmp one.npy piped.npy
      """)
    #expect(result.status == 0, "\(result.errors)\(result.text)")
  }

  @Test(arguments: [1, 3, 64]) func joinedShardsHaveTheKeysOfTheWhole(count: Int) throws {
    let result = try shell(
      """
      $B -q --keys -o whole.npy in.txt &&
      for k in $(seq \(count)); do $B -q --keys --shard $k/\(count) -o part-$k.npy in.txt || exit; done
      $B join out.npy part-*.npy && cmp out.npy whole.npy && cmp out.npy.keys whole.npy.keys &&
      $B -q --reuse out.npy -o again.npy in.txt && cmp again.npy whole.npy && cmp again.npy.keys whole.npy.keys
      """)
    #expect(result.status == 0, "\(result.errors)\(result.text)")
  }

  @Test func joinSaysWhatBecomesOfKeys() throws {
    let result = try shell(
      """
      for k in 1 2; do $B -q --keys --shard $k/2 -o part-$k.npy in.txt || exit; done
      $B join - part-*.npy > out.npy; echo $?; rm part-2.npy.keys; $B join whole.npy part-*.npy; echo $?
      $B -q --shard 2/2 -o part-2.npy in.txt; $B join whole.npy part-*.npy; echo $?; ls
      """)
    #expect(result.text.hasPrefix("0\n1\n1\n"), "\(result.text)")
    #expect(!result.text.contains("whole.npy"), "\(result.text)")
    let lines = result.errors.split(separator: "\n")
    #expect(lines.count == 3, "\(result.errors)")
    #expect(lines.first?.contains("the keys of the shards are left out") == true, "\(result.errors)")
    #expect(lines.last?.contains("has keys beside its rows, and part-2.npy does not") == true, "\(result.errors)")
  }

  @Test func keysNeedAFileOfRows() throws {
    try expectRefusal("--keys", saying: "--keys: needs -o FILE, beside which it leaves FILE.keys")
    try expectRefusal("--keys -o -", saying: "--keys: needs -o FILE, beside which it leaves FILE.keys")
    try expectRefusal("--keys -o a.csv", saying: "--keys: goes with npy; csv has no rows of one size")
    for level in ["word", "token"] {
      try expectRefusal(
        "--keys --level \(level) -o a.npy",
        saying: "--keys: goes with --level text or passage; the rows of --level \(level) have no keys")
    }
    try expectRefusal(
      "--keys -o /dev/null", status: 1,
      saying: "--keys: /dev/null is not a regular file, so a file of keys cannot lie beside it")
  }

  /// A null row has no key.
  @Test func nullRowsHaveNoKeys() throws {
    try directory.write("5 6\n999999\n7\n", to: "in.ids")
    let result = try shell(
      """
      $B -q --on-error null --keys -o a.npy in.ids -i ids; echo $?
      $B -q --on-error null --reuse a.npy -o b.npy in.ids -i ids; echo $?
      cmp a.npy b.npy && cmp a.npy.keys b.npy.keys && echo same
      """)
    #expect(result.text.hasPrefix("3\n"), "\(result.errors)\(result.text)")
    #expect(result.text.hasSuffix("same\n"), "\(result.errors)\(result.text)")
  }
}
