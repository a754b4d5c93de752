import Foundation
import TestSupport
import Testing

/// Rows of an earlier output are taken by their keys, and the output is the one of a run that takes none.
@Suite struct ReuseTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
    let lines = (0..<200).map { String(repeating: "ab c. ", count: $0 * 7 % 12) + "d\($0 % 150)" }
    try directory.write(lines.joined(separator: "\n") + "\n", to: "old.txt")
    // Some are moved, some changed, some deleted, some new.
    var changed = Array(lines[100...] + lines[..<100])
    for index in stride(from: 0, to: 200, by: 20) { changed[index] += " e" }
    changed.removeSubrange(55..<61)
    changed.insert(contentsOf: ["new text", "", "new text"], at: 70)
    try directory.write(changed.joined(separator: "\n") + "\n", to: "new.txt")
  }

  private func shell(_ script: String) throws -> Program.Result { try Program.shell(script, in: directory.path) }

  @discardableResult
  private func run(_ script: String) throws -> Program.Result {
    let result = try shell(script)
    #expect(result.status == 0, "\(script): \(result.errors)\(result.text)")
    return result
  }

  @Test(arguments: [
    "", "--dtype f16", "--dtype i8", "--dtype bits --truncate-dim 13", "--pooling mean,cls,max --normalize",
    "--overflow window --max-length 12 --stride 3", "--prefix 'query: '", "--layers 0",
    "--pool-over content --truncate-dim 5", "--layers all --layer-mix mean",
  ]) func theOutputIsThatOfARunWithoutReuse(options: String) throws {
    let result = try run(
      """
      $B -q --keys \(options) -o old.npy old.txt && $B -q --keys \(options) -o fresh.npy new.txt &&
      $B --summary --reuse old.npy \(options) -o new.npy new.txt && cmp new.npy fresh.npy && cmp new.npy.keys fresh.npy.keys
      """)
    #expect(result.errors.contains(/; 18[0-9] rows reused/), "\(result.errors)")
  }

  /// A nightly job: the output is replaced by one that is made of it.
  @Test func anOutputCanBeReusedForItself() throws {
    let result = try run(
      """
      $B -q --keys -o rows.npy old.txt && $B -q --keys -o fresh.npy new.txt && ln -s rows.npy link.npy
      $B -q --reuse rows.npy -o rows.npy new.txt && cmp rows.npy fresh.npy && cmp rows.npy.keys fresh.npy.keys &&
      $B --summary --reuse link.npy -o link.npy new.txt && cmp rows.npy fresh.npy && cmp rows.npy.keys fresh.npy.keys &&
      test -L link.npy && ls
      """)
    #expect(result.text == "fresh.npy\nfresh.npy.keys\nlink.npy\nnew.txt\nold.txt\nrows.npy\nrows.npy.keys\n")
    #expect(result.errors.contains("; 197 rows reused"), "\(result.errors)")
  }

  /// What takes a row from somewhere is not a duplicate, and what is a duplicate takes nothing.
  @Test func theSummaryCountsDuplicatesAndReusedRows() throws {
    let result = try run(
      """
      printf 'a\\nb\\na\\n\\n\\nc\\n' > a.txt; printf 'a\\nd\\nd\\nc\\n' > b.txt
      $B --summary --keys -o a.npy a.txt 2>&1; $B --summary --reuse a.npy -o b.npy b.txt 2>&1; $B --summary -f csv b.txt 2>&1 > b.csv
      """)
    let lines = result.text.split(separator: "\n")
    try #require(lines.count == 3, "\(result.text)")
    #expect(lines[0].hasSuffix("; 2 duplicates encoded once"), "\(result.text)")
    #expect(lines[1].hasSuffix("; 1 duplicate encoded once; 2 rows reused"), "\(result.text)")
    #expect(lines[2].hasSuffix("; 1 duplicate encoded once"), "\(result.text)")
  }

  /// A passage that stands in another text, or at another place, is the same passage.
  @Test func passagesAreReused() throws {
    let result = try run(
      """
      level="--level passage --max-length 12 --stride 2"
      $B -q --keys $level -o old.npy old.txt && $B -q --keys $level --spans f.npy --offsets g.npy -o fresh.npy new.txt &&
      $B --summary --reuse old.npy $level --spans s.npy --offsets o.npy -o new.npy new.txt && cmp new.npy fresh.npy &&
      cmp new.npy.keys fresh.npy.keys && cmp s.npy f.npy && cmp o.npy g.npy
      """)
    #expect(result.errors.contains(" rows reused"), "\(result.errors)")
  }

  /// Each shard may reuse the whole.
  @Test func shardsReuseTheWhole() throws {
    try run(
      """
      $B -q --keys -o old.npy old.txt && $B -q --keys -o fresh.npy new.txt &&
      for k in 1 2 3; do $B -q --reuse old.npy --shard $k/3 -o part-$k.npy new.txt || exit; done
      $B join new.npy part-*.npy && cmp new.npy fresh.npy && cmp new.npy.keys fresh.npy.keys
      """)
  }

  /// An interrupted run goes on with or without the earlier rows, as its output does not depend on them.
  @Test(arguments: ["--reuse old.npy", "--keys"]) func anInterruptedRunGoesOn(options: String) throws {
    let text = try String(contentsOfFile: directory.path("new.txt"), encoding: .utf8)
    try directory.write(String(repeating: text, count: 40), to: "long.txt")
    let result = try run(
      """
      $B -q --keys -o old.npy old.txt && $B -q --keys -o fresh.npy long.txt
      (ulimit -f 400; $B -q --reuse old.npy -o new.npy long.txt 2> /dev/null)
      $B -q --resume \(options) -o new.npy long.txt && cmp new.npy fresh.npy && cmp new.npy.keys fresh.npy.keys && ls
      """)
    #expect(!result.text.contains("partial"), "\(result.text)")
  }

  // MARK: Refusals

  private static let advice = "the same command with --resume goes on with it"

  private func expectRefusal(_ script: String, status: Int32 = 1, saying message: String) throws {
    let result = try shell(script)
    #expect(result.status == status, "\(script): \(result.errors)")
    let line = "albert-embed: \(message)\(status == 2 ? "; --help tells more" : "")"
    // A slow run has a journal by then.
    #expect(["\(line)\n", "\(line); new.npy.partial is kept: \(Self.advice)\n"].contains(result.errors), "\(script)")
  }

  @Test func rowsOfAnotherRunAreRefused() throws {
    let other = try TinyModel.otherCheckpoint(in: directory)
    try run("$B -q --keys -o old.npy old.txt")
    for (options, difference) in [
      ("--pooling cls", "pooling (--pooling) was mean, and is cls"),
      ("--normalize", "normalization (--normalize, --no-normalize) was false, and is true"),
      ("--pool-over content", "pooled tokens (--pool-over) was all, and is content"),
    ] {
      try expectRefusal(
        "$B -q --reuse old.npy \(options) -o new.npy new.txt",
        saying: "old.npy: none of its rows can be reused: \(difference)")
    }
    let model = try shell("$B -q --reuse old.npy -m '\(other)' --pooling mean -o new.npy new.txt")
    #expect(model.status == 1)
    #expect(model.errors.contains("old.npy: none of its rows can be reused: model"), "\(model.errors)")
    try expectRefusal(
      "$B -q --reuse old.npy --dtype f16 -o new.npy new.txt",
      saying:
        "old.npy: none of its rows can be reused: they have 16 columns of <f4, and this run's have 16 columns of <f2")
    #expect(try !directory.entries.contains { $0.hasPrefix("new.npy") })
  }

  /// What does not change a row does not keep it from being reused.
  @Test func whatDoesNotChangeARowMayDiffer() throws {
    let result = try run(
      """
      $B -q --keys -o old.npy old.txt
      $B --summary --reuse old.npy --id-field i --field t -i csv --ids i.txt -o new.npy \
        < <(echo i,t; sed 's/^/x,/' old.txt) 2>&1
      """)
    #expect(result.text.contains("; 200 rows reused"), "\(result.text)")
  }

  @Test func damagedRowsAreRefusedByName() throws {
    try run("$B -q --keys -o old.npy old.txt && cp old.npy whole.npy && cp old.npy.keys whole.npy.keys")
    let whole = try directory.read("whole.npy")
    var damaged = whole
    damaged[128 + 64 * 7 + 5] ^= 1
    try directory.write(damaged, to: "old.npy")
    try expectRefusal(
      "$B -q --reuse old.npy -o new.npy new.txt",
      saying: "old.npy: row 7 is not what old.npy.keys was made for (its checksum differs); run without --reuse, and "
        + "with --keys, to make both anew")
    try directory.write(Array(whole.dropLast(64)), to: "old.npy")
    try expectRefusal(
      "$B -q --reuse old.npy -o new.npy new.txt",
      saying: "old.npy: has \(whole.count - 64) bytes, and had \(whole.count) when old.npy.keys was made; it was cut "
        + "or is another file")
    try expectRefusal(
      "rm old.npy.keys; $B -q --reuse old.npy -o new.npy new.txt",
      saying: "old.npy: has no old.npy.keys beside it, so its rows cannot be reused; a run with --keys writes one")
    try expectRefusal(
      "mkfifo old.npy.keys; $B -q --reuse old.npy -o new.npy new.txt",
      saying: "old.npy.keys: is not a regular file")
    try expectRefusal(
      "$B -q --reuse none.npy -o new.npy new.txt", saying: "none.npy: cannot read: No such file or directory")
    #expect(try !directory.entries.contains { $0.hasPrefix("new.npy") })
  }

  /// Names that the run needs for something else than to replace them at the end.
  @Test func whatIsReadIsReplacedAtTheEndOnly() throws {
    try run("$B -q --keys -o old.npy old.txt && cp old.npy new.npy.partial && cp old.npy.keys new.npy.partial.keys")
    try expectRefusal(
      "$B -q --reuse new.npy.partial -o new.npy new.txt",
      saying: "new.npy.partial: is an array to reuse and the output at once (new.npy.partial)")
    try expectRefusal(
      "$B -q --reuse old.npy --field t -i csv --id-field i --ids old.npy -o new.npy new.txt", status: 2,
      saying: "--ids: old.npy is a name for npy, and lines of ids would be written to it; end the name in .txt")
    try expectRefusal(
      "$B -q --reuse old.npy -o new.npy old.npy.keys",
      saying: "old.npy.keys: is binary, not text")
  }

  @Test func reuseNeedsAFileOfRows() throws {
    try run("$B -q --keys -o old.npy old.txt")
    try expectRefusal(
      "$B --reuse old.npy new.txt", status: 2, saying: "--reuse: needs -o FILE, beside which it leaves FILE.keys")
    try expectRefusal(
      "$B --reuse old.npy --level word -o new.npy new.txt", status: 2,
      saying: "--reuse: goes with --level text or passage; the rows of --level word have no keys")
    try expectRefusal(
      "$B --reuse - -o new.npy new.txt", status: 2,
      saying: "--reuse: needs a file; standard input has no keys beside it")
  }
}
