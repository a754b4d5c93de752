import Foundation
import TestSupport
import Testing

/// Every run ends with a complete result or says that there is none, whatever happens meanwhile.
@Suite struct WholeOrNotThereTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func shell(_ script: String) throws -> Program.Result { try Program.shell(script, in: directory.path) }

  private func lines(_ count: Int) -> String { (0..<count).map { "some words \($0)\n" }.joined() }

  /// Runs a script that changes a file during a run, and expects one line that says so.
  private func expectNotice(of change: String, run: String, saying part: String) throws {
    try directory.write(lines(8000), to: "in.txt")
    let result = try shell(
      "\(run) -o f.npy & await test -e f.npy.partial.journal; \(change); wait $!")
    #expect(result.status == 1, "\(change)")
    #expect(result.errors.contains(part), "\(change): \(result.errors)")
    #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
    #expect(try !directory.entries.contains("f.npy"))
  }

  @Test(arguments: ["echo more >> in.txt", ": > in.txt", "printf XX | dd of=in.txt bs=1 conv=notrunc status=none"])
  func anInputThatChangesIsNoticed(change: String) throws {
    try expectNotice(of: change, run: "$B in.txt", saying: "in.txt: changed")
  }

  @Test(arguments: [
    (": > m.albert", "was cut or overwritten"),
    ("dd if=/dev/zero of=m.albert bs=1 count=4 conv=notrunc status=none", "was overwritten"),
  ])
  func aModelThatChangesIsNoticed(change: String, part: String) throws {
    try expectNotice(
      of: change, run: "cp \"$ALBERT_EMBED_MODEL\" m.albert; $B -m m.albert in.txt", saying: "m.albert: \(part)")
  }

  @Test func aReaderThatClosesTheOffsetsIsAnError() throws {
    try directory.write(lines(20_000), to: "in.txt")
    let result = try shell("$B in.txt --level word --offsets >(true) -o f.npy")
    #expect(result.status == 1)
    #expect(result.errors.contains("its reader closed it"))
    #expect(try !directory.entries.contains("f.npy"))
  }

  /// A shell ends its loop where the program died of an interrupt, and not where it exited with status 130.
  @Test(arguments: [("INT", SIGINT), ("TERM", SIGTERM)])
  func anInterruptEndsTheProgramAndSaysHowToGoOn(name: String, number: Int32) throws {
    try directory.write(lines(8000), to: "in.txt")
    let result = try shell(
      "(await test -e f.npy.partial.journal; kill -\(name) $$) & exec $B in.txt -o f.npy")
    #expect(result.diedOfSignal)
    #expect(result.status == number)
    #expect(
      result.errors
        == "albert-embed: interrupted; f.npy.partial is kept: the same command with --resume goes on with it\n")
    #expect(try shell("$B in.txt -o f.npy --resume && $B in.txt | cmp - f.npy").status == 0)
  }

  @Test func namesHoldAnyBytes() throws {
    let result = try shell("printf 'a\\nb\\n' > $'caf\\xe9.txt'; $B $'caf\\xe9.txt' -o $'out\\xe8.npy' && ls -b")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.text.contains("out\\350.npy"))
    #expect(
      try shell("$B $'n\\xe9\\n\\x1b[31m.txt'").errors
        == "albert-embed: n\\xE9\\x0A\\x1B[31m.txt: cannot read: No such file or directory\n")
  }

  @Test func devicesAndPipesAreWrittenInPlace() throws {
    try directory.write("a\nb\n", to: "in.txt")
    #expect(
      try shell("echo first > f; $B in.txt -f csv -o /dev/stdout >> f; head -1 f; wc -l < f").text == "first\n4\n")
    #expect(try shell("$B in.txt --level word --offsets - -o f.npy").status == 2)
    #expect(try shell("$B convert . -").status == 2)
    #expect(try shell("$B in.txt --resume -o /dev/null").errors.contains("/dev/null"))
    #expect(try !directory.entries.contains("-"))
  }

  @Test func aRunDoesNotWriteWhatItReads() throws {
    try directory.write("a\nb\n", to: "in.txt")
    let script = """
      $B in.txt -o p.npy; cp p.npy p2.npy; $B in.txt --project p.npy -o p.npy; a=$?
      cp in.txt z.npy.partial.journal; $B z.npy.partial.journal -o z.npy; b=$?
      ln in.txt hard.npy; $B in.txt -o hard.npy; c=$?
      cmp p.npy p2.npy && cmp in.txt z.npy.partial.journal && wc -l < in.txt; echo $a$b$c
      """
    #expect(try shell(script).text == "2\n111\n")
  }

  @Test func limitsOfTheMachineAreOneLine() throws {
    try directory.write("a\n", to: "in.txt")
    for script in ["$B tokenize -t 9223372036854775807 in.txt", "$B -t 10000000 in.txt"] {
      let result = try shell(script)
      #expect(result.status == 2)
      #expect(result.errors.contains("--threads"))
    }
    let few = try shell("ulimit -n 6; $B in.txt --level word --offsets o.npy -o f.npy")
    #expect(few.status == 1)
    #expect(few.errors.contains("ulimit -n"))
  }

  @Test func resumingComparesWhatTheOutputDependsOn() throws {
    try directory.write(lines(6000), to: "in.txt")
    let interrupted = try shell(
      """
      $B in.txt -f bert-jsonl --layers -1 -o f.jsonl & await test -e f.jsonl.partial.journal
      kill -KILL $!; wait $!; $B in.txt -f bert-jsonl --layers 2 -o f.jsonl --resume
      """)
    #expect(interrupted.status == 1)
    #expect(interrupted.errors.contains("layers (--layers) was"), "\(interrupted.errors)")
    let offset = try shell(
      """
      $B - -o g.npy < in.txt & await test -e g.npy.partial.journal; kill -KILL $!; wait $!
      (read line; $B - -o g.npy --resume) < in.txt
      """)
    #expect(offset.status == 1)
    #expect(offset.errors.contains("input 1 was"), "\(offset.errors)")
  }
}
