import TestSupport
import Testing

/// Whatever the machine refuses and whatever a file claims, a run ends with one line and without a trace.
@Suite struct LimitTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
    try directory.write("a\nb\n", to: "in.txt")
  }

  /// - Parameter script: may wait for ten minutes at most.
  private func expectLine(
    _ script: String, saying parts: String..., sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let result = try Program.shell("B=\"timeout 600 $B\"; \(script)", in: directory.path)
    #expect(result.status == 1, "\(script): \(result.errors)", sourceLocation: sourceLocation)
    #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)", sourceLocation: sourceLocation)
    #expect(result.errors.utf8.count < 20_000, sourceLocation: sourceLocation)
    for part in parts {
      #expect(result.errors.contains(part), "\(script): \(result.errors)", sourceLocation: sourceLocation)
    }
  }

  @Test func aDescriptorThatIsClosedIsNotWritten() throws {
    for (output, closed) in [("/dev/fd/0", "<&-"), ("/dev/stdin", "<&-"), ("/dev/stdout", ">&-"), ("/dev/fd/1", ">&-")]
    {
      for option in [
        "-o", "--ids f.ids -i file --id-field path -o f.npy --offsets o.npy --level token -o", "-f csv -o",
      ] {
        try expectLine("$B in.txt \(option) \(output) \(closed)", saying: "is closed")
      }
    }
    let silent = try Program.shell("$B in.txt -o /dev/fd/2 2>&-", in: directory.path)
    #expect(silent.status == 1)
    for input in ["/dev/fd/0", "/dev/stdin", "--files0-from /dev/fd/0", "- -i file", ""] {
      try expectLine("$B \(input) <&-", saying: "is ")
    }
  }

  @Test func aNamedPipeIsNotWaitedForWhereAFileIsMeant() throws {
    #expect(try Program.shell("mkfifo m.albert; mkdir models; mkfifo models/x.albert", in: directory.path).status == 0)
    try expectLine("$B -m m.albert in.txt", saying: "m.albert: is not")
    try expectLine("$B -m x in.txt", saying: "x.albert: is not")
    try expectLine("$B info m.albert", saying: "m.albert")
    try expectLine("$B convert m.albert y.albert", saying: "m.albert")
    let models = try Program.shell("timeout 600 $B models", in: directory.path)
    #expect(models.status == 0)
    #expect(models.text.contains("cannot be used"))
    try expectLine("mkfifo f.npy.shard g.npy; $B join j.npy g.npy", saying: "g.npy")
  }

  @Test func filesThatAreReadWholeHaveABound() throws {
    let source = try TinyModel.source
    let copy = "rm -rf d; mkdir d; cp \(source)/*.json \(source)/vocab.txt \(source)/model.safetensors d"
    for (name, size) in [
      ("tokenizer.json", "200G"), ("config.json", "10G"), ("vocab.txt", "200G"), ("tokenizer_config.json", "2G"),
      ("model.safetensors.index.json", "1G"),
    ] {
      let others = name.hasPrefix("model.") ? "rm d/model.safetensors" : ":"
      try expectLine(
        "\(copy); \(others); truncate -s \(size) d/\(name); $B convert d x.albert", saying: "d/\(name): has ",
        " at most")
    }
    try expectLine(
      "\(copy); rm d/vocab.txt d/tokenizer_config.json; truncate -s 200G d/spiece.model; $B convert d x.albert",
      saying: "d/spiece.model: has ")
    try expectLine("truncate -s 200G p.npy; $B in.txt --project p.npy -o f.npy", saying: "p.npy: ")
  }

  @Test func memoryThatIsNotToBeHadIsAnError() throws {
    // The program itself maps less than 100 MB.
    let limit = "ulimit -v 300000"
    try expectLine(
      "ulimit -v 160000; truncate -s 400M p.npy; $B in.txt -t 1 --project p.npy -o f.npy", saying: "p.npy: ", "memory")
    try expectLine("\(limit); $B in.txt -t 1024 -o f.npy", saying: "threads", "-t")
    try expectLine("\(limit); $B tokenize -t 1024 in.txt", saying: "threads", "-t")
    try directory.write(String(repeating: "1 ", count: 10 << 20), to: "ids")
    try expectLine("ulimit -v 160000; $B -t 1 -i ids ids -o f.npy", saying: "ids, line 1: ", "memory")
  }

  /// The same input must have the same rows on every machine, so only what is wrong with a record itself makes its row null.
  @Test func whatTheMachineLacksIsNeverANullRow() throws {
    let run = "ulimit -v 160000; $B -t 1 --on-error null -o f.npy"
    try directory.write(String(repeating: "the cat ", count: 5 << 20), to: "long")
    try expectLine("\(run) -i file in.txt long", saying: "long: a record longer than ", "memory")
    try expectLine(
      "head -c 7000000 long > middle; \(run) -i file --level word middle", saying: "middle: has 7000000",
      "not available")
    try directory.write(String(repeating: "1 ", count: 10 << 20), to: "ids")
    try expectLine("\(run) -i ids ids", saying: "ids, line 1: ", "memory")
    try expectLine("\(run) -i ids --dry-run ids", saying: "ids, line 1: ", "memory")
    try expectLine(
      "gzip -k in.txt; env PATH=/var/empty ${B#timeout 600} --on-error null -o f.npy -i file in.txt.gz", saying: "gzip",
      "not installed")
    #expect(try !directory.entries.contains("f.npy"))
  }

  /// Where it is not ignored, SIGXFSZ ends a process.
  @Test func aFileOfTheLargestSizeIsAnError() throws {
    try directory.write(String(repeating: "some words\n", count: 20_000), to: "long.txt")
    for output in ["-o f.npy", "-f csv -o f.csv", "> f.npy"] {
      try expectLine("ulimit -f 100; $B long.txt \(output)", saying: "File too large")
    }
  }

  /// A letter with any number of accents is one character.
  @Test func aLineIsALineHoweverLongWhatItNames() throws {
    try directory.write("e" + String(repeating: "\u{301}", count: 100_000), to: "long")
    try expectLine("$B -i ids long", saying: "long, line 1: ")
    try expectLine(
      "(printf '{\"'; cat long; printf '\":1}') > in.jsonl; $B in.jsonl", saying: "in.jsonl, line 1: has no field")
    try expectLine("(cat long; echo ',b') > in.csv; $B in.csv", saying: "in.csv, line 1: the header has no column")
    let source = try TinyModel.source
    try expectLine(
      """
      mkdir d; cp \(source)/vocab.txt \(source)/model.safetensors d
      (sed 's/"gelu_new".*$/"/; t; d' \(source)/config.json; cat long; printf '"}') > part
      (sed '/hidden_act/,$d' \(source)/config.json; printf '"hidden_act": "'; cat long; printf '"}') > d/config.json
      $B convert d x.albert
      """, saying: "d/config.json")
  }
}
