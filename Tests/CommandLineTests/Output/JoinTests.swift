import Foundation
import TestSupport
import Testing

/// `join` makes the whole from shards, or says in one line why it cannot.
@Suite struct JoinTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
    // Lines of all lengths, blank and empty ones: of many shards some hold no record.
    let lines = (0..<90).map { String(repeating: "ab c. ", count: $0 * 7 % 12) + ($0 % 5 == 0 ? "" : "d\($0)") }
    try directory.write(lines.joined(separator: "\n") + "\n", to: "in.txt")
    try directory.write(
      lines.enumerated().map { "{\"id\": \"r\($0)\", \"text\": \"\($1)\"}\n\n" }.joined(), to: "in.jsonl")
  }

  private func shell(_ script: String) throws -> Program.Result { try Program.shell(script, in: directory.path) }

  /// Writes shards as `part-K.EXTENSION`.
  private func makeShards(_ count: Int, of options: String, extension name: String = "npy") throws {
    let made = try shell(
      "for k in $(seq \(count)); do $B -q --shard $k/\(count) -o part-$k.\(name) \(options) || exit; done")
    try #require(made.status == 0, "\(made.errors)")
  }

  /// Expects one line that holds `parts`, and no new file.
  private func expectRefusal(_ command: String, status: Int32 = 1, saying parts: String...) throws {
    let result = try shell(command)
    #expect(result.status == status, "\(command)")
    #expect(result.errors.split(separator: "\n").count == 1, "\(command): \(result.errors)")
    for part in parts { #expect(result.errors.contains(part), "\(command): \(result.errors)") }
    #expect(try !directory.entries.contains { $0.hasPrefix("out.") }, "\(command)")
  }

  @Test(arguments: [
    ("npy", "in.txt"), ("npy", "--dtype f16 in.txt"), ("npy", "--level token in.jsonl"),
    ("jsonl", "--id-field id in.jsonl"), ("jsonl", "--level word in.txt"), ("csv", "--with-text in.txt in.txt"),
    ("csv", "--level token in.txt"), ("jsonl", "-f bert-jsonl in.txt"),
  ])
  func sixtyFourShardsAreTheWhole(format: String, options: String) throws {
    try makeShards(64, of: options, extension: format)
    let result = try shell(
      """
      $B -q -o whole.\(format) \(options) && $B join out.\(format) $(ls part-*.\(format) | sort -R --random-source=in.txt) &&
      cmp out.\(format) whole.\(format) && $B join - part-*.\(format) | cmp - whole.\(format) && ls -A
      """)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors == "")
    // No FILE.partial, and no note beside the whole, which is not a shard.
    #expect(result.text.split(separator: "\n").count == 2 + 64 * 2 + 2)
  }

  /// Rows of another revision have other bits.
  @Test func aNoteNamesTheArithmetic() throws {
    try makeShards(1, of: "in.txt")
    let note = try String(contentsOfFile: directory.path("part-1.npy.shard"), encoding: .utf8)
    #expect(note.contains("\narithmetic: floats 2\n"), "\(note)")
  }

  @Test func offsetsAreJoinedToo() throws {
    try makeShards(7, of: "--level word --offsets offsets-$k.npy in.txt")
    let result = try shell(
      """
      $B -q --level word in.txt -o whole.npy --offsets starts.npy
      $B join --offsets joined.npy rows.npy part-*.npy && cmp rows.npy whole.npy && cmp joined.npy starts.npy || exit
      mkdir moved; mv part-* offsets-* moved; $B join --offsets joined.npy rows.npy moved/part-?.npy && cmp joined.npy starts.npy
      """)
    #expect(result.status == 0, "\(result.errors)")
    try expectRefusal("$B join out.npy moved/part-?.npy", saying: "moved/part-1.npy", "--offsets")
    try expectRefusal(
      "cd moved; printf x | dd of=offsets-3.npy bs=1 seek=130 conv=notrunc status=none; $B join --offsets o.npy ../out.npy part-?.npy",
      saying: "offsets-3.npy", "checksum")
  }

  @Test func shardsThatAreNotOneWholeAreRefused() throws {
    try makeShards(3, of: "in.txt")
    try expectRefusal("$B join out.npy part-1.npy part-3.npy", saying: "shard 2 of 3 is missing")
    try expectRefusal("$B join out.npy part-2.npy", saying: "of 3 shards these are missing: 1, 3")
    try expectRefusal("$B join out.npy part-?.npy part-2.npy", saying: "part-2.npy: is given twice")
    try expectRefusal(
      "cp part-2.npy b.npy; cp part-2.npy.shard b.npy.shard; $B join out.npy b.npy part-?.npy",
      saying: "part-2.npy: is shard 2 of 3, and so is b.npy")
    try expectRefusal(
      "$B -q --shard 2/4 -o four.npy in.txt; $B join out.npy part-1.npy four.npy part-3.npy",
      saying: "four.npy", "one of 4 shards", "one of 3")
    try expectRefusal("$B join out.npy part-?.npy nowhere.npy", saying: "nowhere.npy", "No such file")
    try expectRefusal("$B join out.npy", status: 2, saying: "OUT SHARD...")
    try expectRefusal("$B join out.csv part-?.npy", status: 2, saying: "out.csv", "csv", "npy")
    try expectRefusal("$B join --offsets o.npy out.npy part-?.npy", saying: "--offsets", "part-1.npy")
  }

  @Test(arguments: [
    ("-m other.albert in.txt", "model"), ("--pooling max in.txt", "--pooling"), ("--normalize in.txt", "normalization"),
    ("--dtype f16 in.txt", "--dtype"), ("-f csv in.txt", "output format"), ("longer.txt", "another input"),
    ("shorter.txt", "another input"), ("edited.txt", "another input"), ("--level token --offsets o2 in.txt", "--level"),
  ])
  func aShardOfAnotherRunIsRefused(options: String, reason: String) throws {
    try makeShards(3, of: "in.txt")
    _ = try TinyModel.otherCheckpoint(in: directory)
    // One line more, one line less, and another letter in the shards before the last.
    let made = try shell(
      """
      (cat in.txt; echo more) > longer.txt; tail -n +2 in.txt > shorter.txt; sed 's/d1$/d0/' in.txt > edited.txt
      $B -q --shard 3/3 -o part-3.npy \(options)
      """)
    #expect(made.status == 0, "\(made.errors)")
    try expectRefusal("$B join out.npy part-?.npy", saying: "part-3.npy", reason)
  }

  @Test func copiesOfOneInputAreOneInput() throws {
    try makeShards(2, of: "in.txt")
    let result = try shell(
      """
      mkdir elsewhere; cp in.txt elsewhere/copy.txt; touch -d 2001-01-01 elsewhere/copy.txt
      $B -q --shard 2/2 -o part-2.npy elsewhere/copy.txt && $B join out.npy part-?.npy && $B in.txt | cmp - out.npy
      """)
    #expect(result.status == 0, "\(result.errors)")
  }

  @Test func aChangedShardIsRefused() throws {
    try makeShards(2, of: "in.txt")
    for (change, reason) in [
      ("truncate -s -4 part-2.npy", "bytes"), ("echo >> part-2.npy", "bytes"),
      ("printf x | dd of=part-2.npy bs=1 seek=200 conv=notrunc status=none", "checksum"),
      ("printf 9 | dd of=part-2.npy bs=1 seek=61 conv=notrunc status=none", "header"),
      ("sed -i s/shard=2/shard=1/ part-2.npy.shard", "part-2.npy.shard: is damaged"),
      (": > part-2.npy.shard", "part-2.npy.shard: is damaged"), ("rm part-2.npy.shard", "no part-2.npy.shard"),
      ("rm part-2.npy; mkfifo part-2.npy", "is not a regular file"),
    ] {
      let kept = "mkdir kept; cp -p part-2.npy* kept; \(change)"
      try expectRefusal("\(kept); $B join out.npy part-?.npy", saying: "part-2.npy", reason)
      #expect(try shell("rm -f part-2.npy; mv kept/* .; rmdir kept; $B join ok.npy part-?.npy").status == 0)
    }
    // A pipe gets the rows before the error, but what it got is not a whole array.
    let piped = try shell(
      "printf x | dd of=part-2.npy bs=1 seek=200 conv=notrunc status=none; $B join - part-?.npy > \(directory.path("x"))"
    )
    #expect(piped.status == 1)
    #expect(try NPYFile(directory.read("x")) == nil)
  }

  @Test func aShardFromStandardOutputIsRefused() throws {
    try makeShards(2, of: "in.txt")
    try expectRefusal(
      "$B -q --shard 2/2 in.txt > piped.npy; $B join out.npy part-1.npy piped.npy", saying: "piped.npy", "-o FILE",
      "standard output")
    try expectRefusal("$B -q --shard 2/2 in.txt | $B join out.npy part-1.npy -", status: 2, saying: "standard input")
  }

  @Test func noFileIsDestroyed() throws {
    try makeShards(2, of: "in.txt")
    let before = try shell("cat part-* | cksum").text
    for command in [
      "$B join part-1.npy part-?.npy", "ln part-2.npy link.npy; $B join link.npy part-?.npy",
      "ln -s part-2.npy soft.npy; $B join soft.npy part-?.npy",
    ] {
      let result = try shell(command)
      #expect(result.status == 1)
      #expect(result.errors.contains("is a shard and the output at once"), "\(result.errors)")
    }
    #expect(try shell("cat part-* | cksum").text == before)
    // A note replaces only a note.
    let foreign = try shell("echo mine > f.npy.shard; $B -q --shard 1/2 -o f.npy in.txt; cat f.npy.shard; ls f.npy")
    #expect(foreign.text == "mine\n")
    #expect(foreign.errors.contains("f.npy.shard"))
    let input = try shell("cp part-1.npy.shard g.npy.shard; $B -q --shard 1/2 -o g.npy g.npy.shard")
    #expect(input.errors.contains("g.npy.shard: is an input and the output at once"), "\(input.errors)")
    let twice = try shell("$B -q --shard 1/2 -o h.npy --level token --offsets h.npy.shard in.txt")
    #expect(twice.errors.contains("two outputs at once"), "\(twice.errors)")
  }

  @Test func aShardThatWasInterruptedIsJoined() throws {
    try directory.write((0..<6000).map { "some words \($0)\n" }.joined(), to: "long.txt")
    let result = try shell(
      """
      $B -q --shard 1/2 -o a.npy long.txt
      $B -q --shard 2/2 -o b.npy long.txt & await test -e b.npy.partial.journal
      kill -KILL $!; wait $! 2> /dev/null; [[ -e b.npy.partial && ! -e b.npy.shard ]] || exit 9
      $B -q --shard 2/2 -o b.npy --resume long.txt && $B join out.npy b.npy a.npy && $B long.txt | cmp - out.npy
      """)
    #expect(result.status == 0, "\(result.errors)")
  }
}
