import TestSupport
import Testing

/// A run goes on with an earlier one only if both have the same value of every option that the output depends on.
@Suite struct ResumedOptionTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  /// Options that do not change the output, or only say where it goes.
  private static let free = [
    "--text", "--files0-from", "--encoding-errors", "--output", "--threads", "--rows", "--resume", "--on-error",
    "--reuse", "--dry-run", "--stats", "--progress", "--summary",
    "--quiet",
    "--help", "--version",
  ]

  /// Two sets of options that differ in one and give different outputs.
  private static let pairs: [(option: String, one: String, other: String)] = [
    ("--model", "", "-m ../other.albert"),
    ("--input-format", "", "-i lines"),
    ("--field", "", "--field b"),
    ("--id-field", "-f jsonl", "-f jsonl --id-field id"),
    ("--pair-field", "", "--pair-field b"),
    ("--pair-separator", "-i lines --pair-separator b", "-i lines --pair-separator id"),
    ("--delimiter", "--delimiter ,", "--delimiter ';'"),
    ("--quoting", "--delimiter ';'", "--delimiter ';' --quoting none"),
    ("--prompt", "-m ../prompted.albert", "-m ../prompted.albert --prompt query"),
    ("--prefix", "", "--prefix 'a '"),
    ("--head", "-m ../headed.albert", "-m ../headed.albert --head scores"),
    ("--level", "", "--level token"),
    ("--pooling", "", "--pooling max"),
    ("--pool-over", "", "--pool-over content"),
    ("--layers", "", "--layers 0"),
    // BERT's script writes the numbers as they were typed.
    ("--layers", "-f bert-jsonl", "-f bert-jsonl --layers 2"),
    ("--layer-mix", "--layers 0,1", "--layers 0,1 --layer-mix sum"),
    ("--subtoken", "--level word", "--level word --subtoken first"),
    ("--normalize", "", "--normalize"),
    ("--no-normalize", "--normalize", "--normalize --no-normalize"),
    ("--truncate-dim", "", "--truncate-dim 3"),
    ("--project", "", "--project ../projection.npy"),
    ("--max-length", "", "--max-length 4"),
    ("--overflow", "--max-length 6", "--max-length 6 --overflow window"),
    ("--stride", "--max-length 6 --overflow window", "--max-length 6 --overflow window --stride 2"),
    ("--format", "", "-f csv"),
    ("--dtype", "", "--dtype f16"),
    ("--level", "--max-length 6", "--max-length 6 --level passage"),
    ("--stride", "--max-length 6 --level passage", "--max-length 6 --level passage --stride 2"),
    ("--offsets", "--level token", "--level token --offsets offsets.npy"),
    ("--spans", "--level passage", "--level passage --spans spans.npy"),
    // The output of the test depends on the order of the files' names.
    ("--ids", "--id-field id --ids a.txt", "--id-field id --ids z.txt"),
    ("--keys", "", "--keys"),
    ("--with-text", "-f csv", "-f csv --with-text"),
    ("--shard", "", "--shard 2/2"),
  ]

  @Test func theJournalNotesEveryOptionThatTheOutputDependsOn() throws {
    // More records than the first batch takes, and one that stops the run.
    // All differ: a run of equal ones is over before its journal is due.
    let words = (0..<600).map(TinyModel.words)
    let records = words.map { #"{"text":"ab c de f g hi \#($0)","b":"x y","id":"n"}"# + "\n" }
    try directory.write(records.joined() + #"{"text":1}"# + "\n", to: "in.jsonl")
    // A table that two delimiters can read.
    let rows = words.map { #""ab";c,d e f \#($0)"# + "\n" }
    try directory.write("text;x,text\n" + rows.joined() + "a;b;c,d,e\n", to: "in.csv")
    _ = try TinyModel.otherCheckpoint(in: directory)
    try ModelFixture().write(to: directory, under: "prompted")
    try directory.write(
      #"[{"path":"","type":"Transformer"},{"path":"1_Pooling","type":"Pooling"}]"#, to: "prompted/modules.json")
    try directory.write("{}", to: "prompted/1_Pooling/config.json")
    try directory.write(#"{"prompts": {"query": "word7 "}}"#, to: "prompted/config_sentence_transformers.json")
    #expect(try Program.shell("$B convert prompted prompted.albert", in: directory.path).status == 0)
    try HeadedModel.convert(to: "headed.albert", in: directory)
    let projection = try Program.shell("$B > projection.npy", in: directory.path, input: Array("a\nb\nc".utf8))
    #expect(projection.status == 0)

    let help = try Program.shell("$B --help", in: directory.path).text
    for match in help.matches(of: /(?m)^  (?:-[a-zA-Z], )?(--[a-z0-9-]+)/) {
      let option = String(match.1)
      let isKnown = Self.free.contains(option) || Self.pairs.contains { $0.option == option }
      #expect(isKnown, "\(option): does the output depend on it?")
    }
    for (option, one, other) in Self.pairs {
      let input = one.contains("--delimiter") ? "in.csv" : "in.jsonl"
      let outputs = try [one, other].map { options in
        try Program.shell(
          """
          rm -rf whole; mkdir whole; cd whole
          $B ../\(input) --on-error null -q \(options) -o f; [[ $? -eq 0 || $? -eq 3 ]] && cat *
          """, in: directory.path)
      }
      for output in outputs { #expect(output.status == 0, "\(option): \(output.errors)") }
      let areDifferent = outputs[0].output != outputs[1].output
      #expect(areDifferent, "\(option)")
      let resumed = try Program.shell(
        """
        rm -rf stopped; mkdir stopped; cd stopped
        $B ../\(input) \(one) -q -o f 2> /dev/null; [[ -e f.partial.journal ]] || exit 9
        $B ../\(input) \(other) -q -o f --resume
        """, in: directory.path)
      #expect(resumed.status == 1, "\(option): \(resumed.errors)")
      #expect(resumed.errors.contains("--resume: ") && resumed.errors.contains(" was "), "\(option): \(resumed.errors)")
      // The message names the option, whatever files call its key.
      let namesOption = resumed.errors.contains("(\(option)") || resumed.errors.contains(", \(option)")
      #expect(namesOption, "\(option): \(resumed.errors)")
    }
  }
}
