import TestSupport
import Testing

/// Compressed inputs give what the plain ones give, byte for byte, or a line.
@Suite struct CompressedInputTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  /// A program, and the ending that it gives to files.
  private static let programs = [("gzip", "gz"), ("zstd", "zst"), ("xz", "xz"), ("bzip2", "bz2")]

  private func shell(_ script: String) throws -> Program.Result { try Program.shell(script, in: directory.path) }

  private func writeLines(_ count: Int, to name: String = "in.txt") throws {
    try directory.write((0..<count).map { "some words \($0 * 7919)\n" }.joined(), to: name)
  }

  /// Expects one line that says what is wrong, and no output.
  private func expectRefusal(_ command: String, saying parts: String...) throws {
    let result = try shell(command)
    #expect(result.status == 1, "\(command)")
    #expect(result.errors.split(separator: "\n").count == 1, "\(command): \(result.errors)")
    for part in parts { #expect(result.errors.contains(part), "\(command): \(result.errors)") }
    // What a later run could go on with may lie there under its partial name.
    #expect(try !directory.entries.contains { ["f.npy", "f.csv"].contains($0) }, "\(command)")
  }

  @Test(arguments: programs) func equalsPlainWhateverTheName(program: String, ending: String) throws {
    try writeLines(3000)
    let result = try shell(
      """
      \(program) -c in.txt > in.txt.\(ending); cp in.txt.\(ending) in.gz; cp in.txt.\(ending) data; cp in.txt.\(ending) data.txt
      $B -q in.txt > whole.npy; $B -q -f jsonl --with-text in.txt > whole.jsonl
      for name in in.txt.\(ending) in.gz data data.txt; do
        $B -q $name | cmp - whole.npy && $B -q $name -o rows.npy && cmp rows.npy whole.npy || exit 8
        $B -q -f jsonl --with-text $name | cmp - whole.jsonl || exit 9
      done
      $B -q - < in.txt.\(ending) | cmp - whole.npy
      """)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors == "")
  }

  @Test(arguments: programs) func everyFormatIsRead(program: String, ending: String) throws {
    try directory.write("{\"id\":1,\"text\":\"a\"}\n{\"id\":2,\"text\":\"b\"}\n", to: "in.jsonl")
    try directory.write("[{\"id\":1,\"text\":\"a\"}, {\"id\":2,\"text\":\"b\"}]\n", to: "in.json")
    try directory.write("id,text\n1,\"a\nb\"\n2,b\n", to: "in.csv")
    try directory.write("id\ttext\n1\ta\n", to: "in.tsv")
    for name in ["in.jsonl", "in.json", "in.csv", "in.tsv"] {
      let result = try shell(
        """
        \(program) -kf \(name) && $B --id-field id --with-text -f jsonl \(name).\(ending) > a && grep -q '"id":' a &&
        $B --id-field id --with-text -f jsonl \(name) | cmp - a
        """)
      #expect(result.status == 0, "\(name): \(result.errors)")
    }
    // A file that is a record, and one with nothing in it.
    let result = try shell(
      """
      : > empty; \(program) -kf empty; $B -i file -f csv in.csv.\(ending) > a; $B -i file -f csv in.csv | cmp - a || exit 8
      $B -f csv empty.\(ending) | wc -l; $B -i file -f csv empty.\(ending) | wc -l
      """)
    #expect(result.text == "1\n2\n", "\(result.errors)")
  }

  @Test(arguments: programs) func isGoneOnWithAfterKills(program: String, ending: String) throws {
    try writeLines(12_000)
    let result = try shell(
      """
      \(program) -kq in.txt; $B -q in.txt -f csv -o whole.csv
      has_come_further() { [[ -e rows.csv || rows.csv.partial.journal -nt stamp ]]; }
      for round in 1 2 3; do
        $B -q in.txt.\(ending) -f csv -o rows.csv --resume & sleep 0.01
        await has_come_further
        kill -KILL $! 2> /dev/null; wait $! 2> /dev/null; touch stamp; [[ ! -e rows.csv ]] || exit 7
      done
      $B -q in.txt.\(ending) -f csv -o rows.csv --resume && cmp rows.csv whole.csv
      """)
    #expect(result.status == 0, "\(program): \(result.errors)")
    #expect(result.errors == "")
  }

  @Test(arguments: programs) func membersOneAfterTheOtherAreOneText(program: String, ending: String) throws {
    try writeLines(100, to: "a")
    try writeLines(70, to: "b")
    let result = try shell(
      "cat a b | $B > whole; (\(program) -c a; \(program) -c b) > ab.\(ending); $B ab.\(ending) | cmp - whole")
    #expect(result.status == 0, "\(result.errors)")
  }

  @Test(arguments: programs) func whatIsCutShortIsAnError(program: String, ending: String) throws {
    try writeLines(12_000)
    #expect(try shell("\(program) -kq in.txt").status == 0)
    for cut in ["50%", "-1", "-20", "100"] {
      let size = cut.hasSuffix("%") ? "$(($(stat -c %s in.txt.\(ending)) / 2))" : cut
      // Whatever the rows are written to, and whether they are counted first.
      for output in ["-o f.csv", "-o f.npy", "-f csv > /dev/null", "| cat; exit ${PIPESTATUS[0]}"] {
        try expectRefusal(
          "rm -f f.*; head -c \(size) in.txt.\(ending) > cut; $B -q --pooling cls --max-length 3 cut \(output)",
          saying: "cut: '\(program) -dc' failed: the file is damaged or cut short")
      }
    }
    try expectRefusal(
      "rm -f f.*; cp in.txt.\(ending) cut; printf 'XXXX' | dd of=cut bs=1 seek=2000 conv=notrunc status=none; $B -q cut -o f.npy",
      saying: "cut: ")
    // Of files that are records, it is one that cannot be read.
    let null = try shell(
      """
      $B -i file -f csv in.txt > whole 2> /dev/null; head -c $(($(stat -c %s in.txt.\(ending)) / 2)) in.txt.\(ending) > cut
      $B -q -i file --on-error null -f csv in.txt.\(ending) cut > two; echo $?; head -2 two | cmp - whole; tail -1 two | tr -d ,
      """)
    #expect(null.text == "3\n1\n", "\(null.errors)")
  }

  /// Who starts this program may ignore SIGCHLD, as daemons do; the system would forget then how its children end.
  @Test(arguments: programs) func anEndThatIsNotSuccessIsAnError(program: String, ending: String) throws {
    try writeLines(12_000)
    let ignoring = "env --ignore-signal=CHLD $B -q --pooling cls --max-length 3"
    let whole = try shell(
      "\(program) -kq in.txt; \(ignoring) in.txt.\(ending) -f csv > a; \(ignoring) in.txt -f csv | cmp - a")
    #expect(whole.status == 0, "\(whole.errors)")
    try expectRefusal(
      "head -c $(($(stat -c %s in.txt.\(ending)) / 2)) in.txt.\(ending) > cut; \(ignoring) cut -o f.csv",
      saying: "cut: '\(program) -dc' failed: the file is damaged or cut short")
    try expectRefusal(
      """
      mkdir bin; printf '#!/bin/sh\\necho text; kill -KILL $$\\n' > bin/\(program); chmod +x bin/\(program)
      PATH=$PWD/bin:$PATH $B -q in.txt.\(ending) -o f.csv
      """, saying: "in.txt.\(ending): '\(program) -dc' was ended by signal 9, so that the rest may be missing")
  }

  @Test(arguments: programs) func aMissingProgramIsNamed(program: String, ending: String) throws {
    try writeLines(3)
    try expectRefusal(
      "\(program) -kq in.txt; PATH=/nowhere $B in.txt.\(ending) -o f.npy",
      saying: "in.txt.\(ending): needs the program '\(program)' to be read, which is not installed")
    // In a pipe there is nothing to begin anew; the line says what to type.
    try expectRefusal(
      "cat in.txt.\(ending) | $B -o f.npy", saying: "standard input: is compressed; pipe it through `\(program) -dc`")
    try expectRefusal(
      "\(program) -c < in.txt.\(ending) > twice; $B twice -o f.npy",
      saying: "twice: is compressed; pipe it through `\(program) -dc`")
  }

  @Test func manyFilesAreDealtOutWhole() throws {
    for (number, (program, ending)) in (Self.programs + Self.programs).enumerated() {
      try writeLines(number * 37 % 90, to: "\(number).txt")
      #expect(try shell("\(program) \(number).txt && ls \(number).txt.\(ending)").status == 0)
    }
    try writeLines(50, to: "plain.txt")
    let result = try shell(
      """
      options="-q -f jsonl plain.txt $(ls ?.txt.*) plain.txt"; $B $options > whole.jsonl
      for count in 1 2 3 7 20; do
        for k in $(seq $count); do $B $options --shard $k/$count -o part-$k.jsonl || exit; done
        cat $(ls part-*.jsonl | sort -V) | cmp - whole.jsonl && $B join - part-*.jsonl | cmp - whole.jsonl || exit; rm part-*
      done
      """)
    #expect(result.status == 0, "\(result.errors)")
    try expectRefusal(
      "$B --shard 1/2 0.txt.gz -o f.npy",
      saying: "0.txt.gz is compressed, and goes to one shard as a whole; name several files")
  }

  /// The program ends with the run, and does not hold it up where nobody reads on.
  @Test func theProgramDoesNotOutliveTheRun() throws {
    try writeLines(20_000)
    let result = try shell(
      """
      gzip -k in.txt; mkdir bin; printf '#!/bin/sh\\necho $$ >> pids; exec /bin/gzip "$@"\\n' > bin/gzip; chmod +x bin/gzip
      export PATH=$PWD/bin:$PATH
      $B -q -f csv in.txt.gz | head -1 > /dev/null; $B -q in.txt.gz -o /dev/full
      sleep 0.2; for pid in $(cat pids); do [[ ! -e /proc/$pid ]] || exit 9; done; wc -l < pids
      """)
    #expect(result.status == 0, "\(result.errors)")
  }
}
