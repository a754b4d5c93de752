import TestSupport
import Testing

/// CSV and TSV as people have them: other delimiters, quotation marks that quote nothing, rows of another length.
@Suite struct TableInputTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func run(_ arguments: String) throws -> Program.Result {
    try Program.shell("$B -f jsonl --with-text \(arguments)", in: directory.path)
  }

  /// The texts of the rows of a run that says nothing.
  private func texts(_ arguments: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> [String] {
    let result = try run(arguments)
    #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)", sourceLocation: sourceLocation)
    return result.text.matches(of: /"text":"((?:[^"\\]|\\.)*)"/).map { String($0.1) }
  }

  private func expectError(
    _ arguments: String, saying expected: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let result = try run(arguments)
    #expect(result.status == 1, sourceLocation: sourceLocation)
    #expect(result.errors == "albert-embed: \(expected)\n", "\(result.errors)", sourceLocation: sourceLocation)
  }

  @Test func theDelimiterIsNamed() throws {
    try directory.write("id;text\n1;hello\n2;\"b;c\"\n", to: "in.csv")
    #expect(try texts("--delimiter ';' in.csv") == ["hello", "b;c"])
    try expectError(
      "in.csv",
      saying: """
        in.csv, line 1: the header has no column 'text'; it has 'id;text'; its fields are separated by ';', which \
        --delimiter ';' reads
        """)
    try expectError(
      "--field body in.csv",
      saying: """
        in.csv, line 1: the header has no column 'body'; it has 'id;text'; its fields are separated by ';', which \
        --delimiter ';' reads
        """)
    for (delimiter, option) in [("\t", "tab"), ("|", "'|'")] {
      try directory.write("id\(delimiter)text\n1\(delimiter)hello\n", to: "in.csv")
      #expect(try run("in.csv").errors.hasSuffix("which --delimiter \(option) reads\n"))
      #expect(try texts("--delimiter \(option) in.csv") == ["hello"])
    }
    #expect(try texts("--delimiter '\\t' -i csv < <(printf 'text\\tb\\nx,y\\tz\\n')") == ["x,y"])
    // A header that has the column with another delimiter.
    try directory.write("a,b\ttext\n1,2\thello\n", to: "in.csv")
    #expect(try run("in.csv").errors.hasSuffix("which --delimiter tab reads\n"))
    // One that has it with none.
    try directory.write("a,b\n1,2\n", to: "in.csv")
    #expect(try run("in.csv").errors.hasSuffix("--field names the one to embed\n"))
    let tokens = try Program.shell(
      "printf 'text;b\\n\"x y;z\\n' | $B tokenize -i csv --delimiter ';' --quoting none | wc -l", in: directory.path)
    #expect(tokens.text == "1\n", "\(tokens.errors)")
  }

  @Test func excelsFirstLineNamesTheDelimiter() throws {
    try directory.write("sep=;\r\nid;text\r\n1;hello; world\r\n2;b\r\n", to: "in.csv")
    try expectError(
      "in.csv", saying: "in.csv, line 3: has 3 fields; the header has 2; a field that contains ';' must be quoted")
    let null = try run("--on-error null in.csv")
    #expect(null.status == 3 && null.text.contains("\"index\":1,\"text\":\"b\""), "\(null.errors)")
    try expectError(
      "--delimiter , in.csv",
      saying: "in.csv, line 1: names ';' as the delimiter, but --delimiter names another; leave --delimiter out")
    try directory.write("sep=;\nid;text\n" + (0..<50).map { "\($0);text \($0)\n" }.joined(), to: "in.csv")
    #expect(try texts("in.csv").count == 50)
    let shards = try Program.shell(
      """
      for k in 1 2 3 4 5; do $B --shard $k/5 -o $k.npy in.csv; done
      $B join joined.npy ?.npy && $B in.csv -o whole.npy && cmp joined.npy whole.npy
      """, in: directory.path)
    #expect(shards.status == 0, "\(shards.errors)")
  }

  @Test func shardsOfOtherTablesAreNotJoined() throws {
    try directory.write("text;x,text\n" + String(repeating: "\"ab\";c,d\n", count: 20), to: "in.csv")
    for (one, other) in [("--delimiter ,", "--delimiter ';'"), ("--delimiter ';'", "--delimiter ';' --quoting none")] {
      let result = try Program.shell(
        """
        $B --shard 1/2 \(one) in.csv -o 1.npy && $B --shard 2/2 \(other) in.csv -o 2.npy || exit 9
        $B join whole.npy 1.npy 2.npy
        """, in: directory.path)
      #expect(result.status == 1)
      let difference = other.contains("none") ? "quoting (--quoting) is" : "delimiter (--delimiter) is"
      #expect(result.errors.contains(difference), "\(result.errors)")
    }
  }

  @Test func quotationMarksMayStandForThemselves() throws {
    try directory.write("text\tlabel\na\t1\n\"b is open\t2\n\"c too\t3\nd\t4\n", to: "in.tsv")
    #expect(try texts("--quoting none in.tsv") == ["a", "\\\"b is open", "\\\"c too", "d"])
    let warned = try run("in.tsv")
    #expect(warned.status == 0)
    #expect(warned.text.split(separator: "\n").count == 3)
    let warning =
      "in.tsv, line 3: a quoted field contains a line end; --quoting none reads quotation marks as ordinary characters"
    #expect(warned.errors == "albert-embed: \(warning)\n")
    #expect(try run("-q in.tsv").errors.isEmpty)
    // The first such field is enough, and in CSV it is what one expects.
    try directory.write("text\n" + String(repeating: "\"a\nb\"\n", count: 9), to: "in.tsv")
    #expect(try run("in.tsv").errors.split(separator: "\n").count == 1)
    #expect(try texts("-i csv in.tsv").count == 9)
    try directory.write("text\tlabel\na\t1\n\"b\t2\nc\t3\nd\t4\n", to: "in.tsv")
    try expectError(
      "in.tsv",
      saying: """
        in.tsv, line 3: the quote of field 1 is not closed; --quoting none reads quotation marks as ordinary characters
        """)
    try directory.write("text\tlabel\na\t1\n\"b\n\"c\tx\ty\n", to: "in.tsv")
    #expect(try run("in.tsv").errors.contains("line 3: has 3 fields; the header has 2; a quoted field contains"))
  }

  @Test func rowsOfAnotherLengthAreRefused() throws {
    try directory.write("text,label\na,1\nb\nc,3\n", to: "in.csv")
    try expectError(
      "in.csv",
      saying: "in.csv, line 3: has 1 field; the header has 2; a field that contains a line end must be quoted")
    try expectError(
      "--quoting none in.csv",
      saying: "in.csv, line 3: has 1 field; the header has 2; with --quoting none no field can contain a line end")
    let null = try run("--on-error null -q in.csv")
    #expect(null.status == 3 && null.text.split(separator: "\n").count == 3)
  }
}
