import Foundation
import TestSupport
import Testing

/// A run notices that a file changes while it reads it, also where the time of the change is set back, and that a model is damaged.
@Suite struct ChangeTests {
  private let directory: TemporaryDirectory
  /// Shell functions. `await` waits at most a minute for a condition; `alter` changes a byte of a file in place and sets the time
  /// of the change back.
  private let functions = """
    await() { for _ in {1..6000}; do eval "$1" && return; sleep 0.01; done; echo "waited in vain for $1" >&2; exit 9; }
    alter() {
      cp -p "$1" kept; printf '\\x5a' | dd of="$1" bs=1 seek=$2 conv=notrunc status=none; touch -r kept "$1"; rm kept
    }
    size() { stat -c %s "$1"; }
    cp "$ALBERT_EMBED_MODEL" m.albert

    """

  init() throws {
    directory = try TemporaryDirectory()
    try directory.write((0..<8000).map { "some words \($0)\n" }.joined(), to: "in.txt")
  }

  private func shell(_ script: String) throws -> Program.Result {
    try Program.shell(functions + script, in: directory.path)
  }

  /// Expects one line that names a file.
  private func expectNotice(of name: String, _ script: String, leaving none: String = "out") throws {
    let result = try shell(script)
    #expect(result.status == 1, "\(script): \(result.errors)")
    #expect(result.errors.contains("\(name)"), "\(script): \(result.errors)")
    #expect(result.errors.split(separator: "\n").count == 1, "\(script): \(result.errors)")
    #expect(try !directory.entries.contains(none), "\(script)")
  }

  // MARK: Times that were set back

  @Test(arguments: [("in.txt", "3"), ("m.albert", "$(($(size m.albert) - 9))")])
  func aTimeThatIsSetBackHidesNoChange(name: String, place: String) throws {
    try expectNotice(
      of: name,
      """
      $B -m m.albert in.txt -o out & await '[[ -e out.partial.journal ]]'; alter \(name) "\(place)"; wait $!
      """)
  }

  @Test func aRunDoesNotGoOnWithAnAlteredInput() throws {
    try expectNotice(
      of: "in.txt",
      """
      $B in.txt -o out & await '[[ -e out.partial.journal ]]'; kill -KILL $!; wait $! 2> /dev/null
      alter in.txt 3; $B in.txt -o out --resume
      """)
  }

  /// A new mode or name changes an input's status. The run that goes on compares the content, which is the same.
  @Test(arguments: [
    ("chmod 600 in.txt", ""), ("ln in.txt other", ""), ("chmod 600 in.gz; ln in.txt other", "in.gz"),
    ("chmod 600 in.txt", "--shard 2/2"),
  ])
  func aChangedStatusAloneStopsNoRun(change: String, options: String) throws {
    let result = try shell(
      """
      gzip -c in.txt > in.gz; $B in.txt \(options) -f npy > whole; $B in.txt \(options) -o out &
      await '[[ -e out.partial.journal ]]'; kill -KILL $!; wait $! 2> /dev/null; [[ -e out.partial ]] || exit 9
      \(change); $B in.txt \(options) -o out --resume && cmp whole out
      """)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors == "")
  }

  @Test func tableAndTokenizeNoticeAChangedModel() throws {
    // More than a pipe holds, so that the program waits for the reader.
    for command in ["table -m m.albert -f csv $(yes a | head -20000)", "table -m m.albert $(yes a | head -40000)"] {
      try expectNotice(
        of: "m.albert",
        """
        mkfifo rows; exec 3<> rows; $B \(command) 3<&- > rows & head -c 1 <&3 > part
        alter m.albert $(($(size m.albert) - 9)); exec 4< rows 3<&-; cat <&4 > part; rm rows; wait $!
        """)
    }
    try expectNotice(
      of: "m.albert",
      """
      mkfifo texts; exec 3<> texts; $B tokenize -m m.albert texts 3>&- > tokens & echo a >&3
      await '[[ -s tokens ]]'; alter m.albert $(($(size m.albert) - 9)); exec 3>&-; wait $!
      """)
  }

  @Test(arguments: ["model.safetensors", "config.json", "vocab.txt"])
  func aConversionNoticesAChangedModel(name: String) throws {
    // The calibration's texts are read last, after the model.
    for change in ["alter model/\(name) 20", "cp model/\(name) new; mv new model/\(name)"] {
      try expectNotice(
        of: "model/\(name)",
        """
        cp -r "\(TinyModel.source)" model; rm -f model/*.albert; mkfifo texts
        exec 3<> texts; $B convert --precision int8 --calibrate texts model out 3>&- &
        await '[[ $(readlink /proc/$!/fd/*) == *texts* ]]'; \(change)
        for k in {1..300}; do echo "a b c $k" >&3; done; exec 3>&-; wait $!; s=$?; rm -rf model texts; exit $s
        """)
    }
  }

  @Test func aChangeThatKeepsTheContentEndsNoRun() throws {
    let result = try shell(
      """
      $B -m m.albert in.txt -f csv > whole; ln in.txt other; $B -m m.albert in.txt -f csv -o out &
      await '[[ -e out.partial.journal ]]'; chmod 600 m.albert; rm in.txt; wait $! && cmp out whole
      """)
    #expect(result.status == 0, "\(result.errors)")
  }

  // MARK: Damaged models

  /// Makes a copy with another byte in its weights and the same table of sections.
  private let damage = "cp m.albert bad.albert; alter bad.albert $(($(size m.albert) - 9))"

  @Test func aRunWithADamagedModelWritesNoNote() throws {
    try expectNotice(of: "bad.albert", "\(damage); $B -m bad.albert --shard 2/2 -o out in.txt")
    #expect(try !directory.entries.contains("out.shard"))
  }

  @Test func aRunWithADamagedModelWritesNoJournal() throws {
    try expectNotice(of: "bad.albert", "\(damage); $B -m bad.albert -o out in.txt", leaving: "out.partial.journal")
    try directory.write(#"{"text":"a","id":7}"# + "\n", to: "in.jsonl")
    try expectNotice(of: "bad.albert", "\(damage); $B -m bad.albert --id-field id --ids ids -o out in.jsonl")
  }

  @Test func aRunDoesNotGoOnWithADamagedModel() throws {
    try expectNotice(
      of: "bad.albert",
      """
      $B -m m.albert in.txt -o out & await '[[ -e out.partial.journal ]]'; kill -KILL $!; wait $! 2> /dev/null
      \(damage); $B -m bad.albert in.txt -o out --resume
      """)
    let result = try shell("$B -m m.albert in.txt -o out --resume && $B in.txt -f npy | cmp - out")
    #expect(result.status == 0, "\(result.errors)")
  }
}
