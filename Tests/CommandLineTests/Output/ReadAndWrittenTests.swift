import Foundation
import TestSupport
import Testing

/// No command writes a file that it reads, or one file twice, whatever their names are.
@Suite struct ReadAndWrittenTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
    try directory.write("a\nb\n", to: "in.txt")
    try directory.write("text,id\na,1\nb,2\n", to: "in.csv")
  }

  private func shell(_ script: String) throws -> Program.Result { try Program.shell(script, in: directory.path) }

  /// Expects one line that holds `part`, and that every file is unchanged, its mode too.
  private func expectRefusal(_ command: String, saying part: String) throws {
    let result = try shell(
      """
      state() { stat -c '%n %a %i %s' *; cksum * 2> /dev/null; }
      before=$(state); \(command); status=$?; [[ $(state) == "$before" ]] || { state; echo "$before"; }; exit $status
      """)
    #expect(result.status == 1, "\(command): \(result.errors)")
    #expect(result.text == "", "\(command) changes something")
    #expect(result.errors.split(separator: "\n").count == 1, "\(command): \(result.errors)")
    #expect(result.errors.contains(part), "\(command): \(result.errors)")
  }

  private let both = "and the output at once"
  private let twice = "would be two outputs at once"

  @Test(arguments: ["q", "q.partial", "q.partial.journal", "q.partial.journal.new"])
  func anInputIsNotWritten(name: String) throws {
    let made = try shell("cp in.txt \(name); chmod 600 \(name); [[ -e q ]] || { echo old > q; chmod 644 q; }")
    #expect(made.status == 0)
    try expectRefusal("$B \(name) -f csv -o q", saying: "\(name): is an input \(both)")
  }

  /// A missing input would be read once it exists.
  @Test func aMissingInputIsNotWritten() throws {
    for name in ["q", "q.partial", "q.partial.journal"] {
      try expectRefusal(
        "$B -i file --on-error null in.txt \(name) -f csv -o q", saying: "\(name): is an input \(both)")
    }
  }

  @Test func noFileIsWrittenTwice() throws {
    for (output, ids) in [
      ("z", "z"), ("z", "./z"), ("z", "z.partial"), ("z", "z.partial.journal"), ("z", "z.partial.journal.new"),
      ("z.partial", "z"), ("z.partial.journal", "z"),
    ] {
      try expectRefusal("$B in.csv --id-field id -f npy -o \(output) --ids \(ids)", saying: twice)
    }
    #expect(try shell("echo > z; ln z hard").status == 0)
    try expectRefusal("$B in.csv --id-field id -f npy -o z --ids hard", saying: twice)
  }

  @Test func standardOutputIsNotAnInput() throws {
    let source = try TinyModel.source
    #expect(try shell("cp \"$ALBERT_EMBED_MODEL\" m.albert; cp '\(source)'/*.* .; ln -s vocab.txt link").status == 0)
    for command in [
      "tokenize in.txt 1<> in.txt", "tokenize in.txt >> in.txt", "tokenize - < in.txt >> in.txt",
      "-f csv in.txt >> in.txt", "tokenize -m m.albert in.txt >> m.albert", "info m.albert >> m.albert",
      "table -m m.albert -f csv a >> m.albert",
    ] {
      try expectRefusal("$B \(command)", saying: "\(both) (standard output)")
    }
    try expectRefusal("$B convert . link", saying: "vocab.txt: is one of the files to convert")
    try expectRefusal("mkfifo p; timeout 60 $B p -f csv -o p; s=$?; rm p; (exit $s)", saying: "p: is an input \(both)")
  }

  /// Messages would be read as texts, or mixed with the rows.
  @Test func standardErrorIsNotAnotherFile() throws {
    for command in ["in.txt -o f 2>> in.txt", "in.txt -o f 2> f.partial", "in.txt -o f 2> f"] {
      let name = try #require(command.split(separator: " ").last)
      let result = try shell("$B -f csv \(command); echo $?; tail -1 \(name)")
      #expect(result.text.hasPrefix("1\nalbert-embed: "), "\(command): \(result.text)")
      #expect(result.text.contains("standard error"), "\(command): \(result.text)")
      #expect(try shell("printf 'a\\nb\\n' > in.txt; rm -f f f.partial; ls f*").text == "")
    }
    // A log holds both outputs in one file.
    #expect(try shell("$B -f csv in.txt > log 2>&1 && wc -l < log").text == "3\n")
    #expect(try shell("$B -f csv in.txt > /dev/null 2>&1; echo $?").text == "0\n")
  }

  @Test func joinReadsNotesToo() throws {
    let made = try shell(
      """
      for k in 1 2; do $B -q --shard $k/2 -o part-$k.npy --id-field id --ids part-$k.txt in.csv || exit; done
      """)
    #expect(made.status == 0, "\(made.errors)")
    for (output, ids, read) in [
      ("part-1.npy.shard", "i", "a shard's note"), ("o.npy", "part-2.npy.shard", "a shard's note"),
      ("o.npy", "part-1.txt", "a shard"), ("part-2.npy", "i", "a shard"),
    ] {
      try expectRefusal("$B join --ids \(ids) \(output) part-1.npy part-2.npy", saying: "is \(read) \(both)")
    }
  }
}
