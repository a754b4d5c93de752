import Foundation
import TestSupport
import Testing

@Suite struct OptionTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private static let commands = [
    "embed", "convert", "info", "tokenize", "table", "bench", "models", "completions", "help",
  ]

  private func shell(_ script: String) throws -> Program.Result { try Program.shell(script, in: directory.path) }

  private func options(of command: String) throws -> [String] {
    try shell("$B \(command) --help").text.matches(of: /(?m)^  (?:-[a-zA-Z], )?(--[a-z0-9-]+)/).map { String($0.1) }
  }

  @Test(arguments: commands) func helpFitsATerminal(command: String) throws {
    let help = try shell("$B \(command) --help")
    #expect(help.status == 0)
    for line in help.text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    #expect(help.text.hasPrefix("Usage: albert-embed "))
  }

  /// A command line for each option, and a part of the output that shows its effect.
  private static let uses: [(option: String, script: String, expected: String)] = [
    ("--model", "$B --model \"$ALBERT_EMBED_MODEL\" -f jsonl in.txt", "\"tokens\":3"),
    ("--text", "$B -f jsonl -e a", "\"index\":0"),
    ("--files0-from", "printf 'in.txt\\0in.txt' | $B --files0-from - -f jsonl", "\"index\":5"),
    ("--input-format", "$B -i file -f jsonl in.txt in.txt", "\"index\":1"),
    ("--field", "$B --field b -f jsonl --with-text in.csv", "\"text\":\"y z\""),
    ("--id-field", "$B --field b --id-field=a -f jsonl in.csv", "\"id\":\"x\""),
    ("--pair-field", "$B --field b --pair-field a -f jsonl in.csv", "\"tokens\":6"),
    ("--pair-separator", "printf 'a|x y\\n' | $B --pair-separator '|' -f jsonl", "\"tokens\":6"),
    ("--prompt", "$B --prompt query in.txt 2>&1 > /dev/null || true", "which has none"),
    ("--delimiter", "printf 'a;text\\n1;x\\n' | $B -i csv --delimiter ';' -f csv", "index,d0"),
    ("--quoting", "$B --quoting none --field b -f csv in.csv", "index,d0"),
    ("--encoding-errors", "printf '\\xe9' | $B --encoding-errors replace -f csv 2> /dev/null", "index,d0"),
    ("--prefix", "$B --prefix 'a ' -f jsonl in.txt", "\"index\":0"),
    ("--head", "$B --head scores in.txt 2>&1 > /dev/null || true", "holds no output layer"),
    ("--level", "$B --level token -f jsonl in.txt", "\"token\":\"[CLS]\""),
    ("--pooling", "$B --pooling cls,mean -f jsonl in.txt", "{\"cls\":["),
    ("--pool-over", "$B --pool-over content -f jsonl in.txt", "\"tokens\":3"),
    ("--layers", "$B --layers -1,0 -f csv in.txt", "d31"),
    ("--layer-mix", "$B --layers all --layer-mix mean -f csv in.txt", "d15\n"),
    ("--subtoken", "$B --level word --subtoken first-last -f csv in.txt", "d31\n"),
    ("--normalize", "$B --normalize -f jsonl in.txt", "\"index\":0"),
    ("--no-normalize", "$B --no-normalize -f jsonl in.txt", "\"index\":0"),
    ("--truncate-dim", "$B --truncate-dim 5 -f csv in.txt", "d4\n"),
    ("--project", "$B in.txt > p.npy; $B --project p.npy -f csv in.txt", ",d1\n"),
    ("--max-length", "$B --max-length 3 -f jsonl in.txt", "\"truncated\":true"),
    ("--overflow", "$B --max-length 3 --overflow error in.txt 2>&1 > /dev/null || true", "more than 3 tokens"),
    ("--stride", "$B --max-length 8 --overflow window --stride 2 -f jsonl long.txt", "\"truncated\":false"),
    ("--output", "$B in.txt -of.csv; cat f.csv", "index,d0"),
    ("--format", "$B in.txt -fcsv", "index,d0"),
    ("--dtype", "$B in.txt --dtype f16", "<f2"),
    ("--offsets", "$B --level token --offsets o.npy in.txt > f.npy; cat o.npy", "<i8"),
    ("--spans", "$B --level passage --spans s.npy in.txt > f.npy; cat s.npy", "(3, 2)"),
    ("--ids", "$B --field b --id-field a --ids i.txt in.csv > f.npy; cat i.txt", "x\n"),
    ("--keys", "$B --keys -o f.npy in.txt; ls", "f.npy.keys"),
    ("--reuse", "$B --keys -o f.npy in.txt; $B --reuse f.npy -o g.npy in.txt; ls", "g.npy.keys"),
    ("--with-text", "$B --with-text -f csv in.txt", "index,text,d0"),
    ("--threads", "$B -t4 -f jsonl in.txt", "\"index\":0"),
    ("--rows", "cat in.txt | $B --rows 3 | cat", "(3, 16)"),
    ("--shard", "$B --shard 2/2 -f jsonl in.txt", "\"index\":2"),
    ("--resume", "$B --resume -o f.csv in.txt; cat f.csv", "index,d0"),
    ("--on-error", "$B --on-error null -f jsonl in.jsonl; true", "\"embedding\":null"),
    ("--dry-run", "$B --dry-run -o f.npy in.txt 2>&1", "3 records, "),
    ("--stats", "$B --stats s.json in.txt > f.npy; cat s.json", "\"records\":3,"),
    ("--progress", "$B --progress always in.txt 2>&1 > f.npy", "3 records, "),
    ("--summary", "$B --summary in.txt 2>&1 > f.npy", "3 records, "),
    ("--quiet", "$B -q --max-length 3 -f jsonl in.txt 2>&1", "\"index\":0"),
    ("--help", "$B --help", "Usage"),
    ("--version", "$B --version", "albert-embed "),
  ]

  private func writeInputs() throws {
    try directory.write("a\nb c d\n\n", to: "in.txt")
    try directory.write(String(repeating: "a b c d ", count: 20), to: "long.txt")
    try directory.write("a,b\nx,y z\n", to: "in.csv")
    try directory.write("{\"text\":1}\n", to: "in.jsonl")
  }

  @Test func everyOptionOfTheHelpWorks() throws {
    try writeInputs()
    for option in try options(of: "embed") {
      let use = try #require(Self.uses.first { $0.option == option }, "\(option) has no example here")
      let result = try shell(use.script)
      #expect(result.status == 0, "\(use.script): \(result.errors)")
      let isFound = use.expected.split(separator: "|").contains { result.text.contains($0) }
      #expect(isFound, "\(use.script) gave \(result.text.prefix(300))")
    }
  }

  @Test func wrongUsageIsExplained() throws {
    try writeInputs()
    for (arguments, reason) in [
      ("--thread 2", "did you mean --threads?"), ("--quite", "did you mean --quiet?"), ("--xyzzy", "unknown option"),
      ("-Z", "unknown option -Z"), ("-t", "needs a value"), ("-t x", "whole number"), ("-t0", "at least 1"),
      ("--quiet=1", "takes no value"), ("--level sentence", "text, passage, word, token"), ("--shard 0/3", "K/N"),
      ("--shard 4/3", "K/N"), ("-f pdf", "npy, jsonl, csv"), ("--pooling best", "mean, cls"),
      ("--pooling mean,mean", "twice"),
      ("--level word --pooling cls", "--level word"), ("--level token --pooling pooler", "--level token"),
      ("--offsets f.npy", "--level passage, word or token"), ("--level token -f csv --offsets f.npy", "npy"),
      ("--spans f.npy", "--level passage, word or token"),
      ("--level passage -f jsonl --spans f.npy", "jsonl holds them"),
      ("--level token --spans -", "needs a file"), ("-i ids --level token --spans f.npy", "ids input has no text"),
      ("--level passage --overflow window", "--level passage cuts them"), ("-i ids --level passage", "no text to cut"),
      ("--level passage --rows 3", "--level passage"), ("--level passage -f bert-jsonl", "--level token"),
      ("--level passage --subtoken mean", "--level word"), ("--level passage --max-length 2", "leave 0"),
      ("--level passage --max-length 8 --stride 6", "leave 6"),
      ("--level passage --max-length 8 --prefix 'a b c d e f'", "leave 0"),
      ("--dtype f16 -f csv", "npy"), ("--with-text", "jsonl or csv"), ("--field x", "jsonl, json, csv or tsv"),
      ("--delimiter ,", "csv or tsv"), ("--quoting none", "csv or tsv"),
      ("-i csv --delimiter ab", "one ASCII character"),
      ("-i csv --delimiter é", "one ASCII character"), ("-i csv --delimiter '\"'", "quotation mark"),
      ("-i ids --encoding-errors auto", "no text"),
      ("--id-field x -f jsonl", "jsonl, json, csv, tsv or file"),
      ("-i file --id-field x", "'path'"), ("-i file --id-field path", "--ids FILE"), ("--ids i", "--id-field"),
      ("-i file --id-field path -f csv --ids i", "holds ids itself"), ("--files0-from -", "others on the command line"),
      ("-i file --id-field path --level token --ids i", "--offsets"),
      ("-i file --id-field path --ids -", "needs a file"), ("--resume", "-o FILE"),
      ("-q --progress always", "exclude"),
      ("--stride 2", "--overflow window or --level passage"), ("--layers 9", "0 (embeddings) to 2"),
      ("--layers one", "layer"),
      ("--layers -1,-2 --layer-mix 1", "weights"), ("--max-length 99", "1 to 32"), ("--rows 2 -f csv", "npy"),
      ("--pool-over a", "pairs"), ("--truncate-dim 99", "99"), ("--subtoken mean", "--level word"),
      ("--pair-field a --pair-separator b", "exclude"), ("in.csv", "--input-format"),
      ("-q --summary", "exclude"), ("-i ids -e x", "plain text"), ("--vresion", "did you mean --version?"),
      ("-f bert-jsonl --normalize", "bert-jsonl"), ("--pooling pooler", "no pooler"),
    ] {
      let result = try shell("$B in.txt \(arguments)")
      #expect(result.status == 2, "\(arguments): \(result.status) \(result.errors)")
      #expect(result.errors.contains(reason), "\(arguments): \(result.errors)")
      #expect(result.errors.split(separator: "\n").count == 1)
      #expect(result.output.isEmpty)
    }
  }

  @Test func wordsAfterTwoDashesAreFiles() throws {
    try directory.write("a\n", to: "-t")
    #expect(try shell("$B -f jsonl -- -t").text.hasPrefix("{\"index\":0,"))
  }

  @Test func tokenizeWritesTokens() throws {
    try directory.write("é b\nabc\n", to: "in.txt")
    let result = try shell("$B tokenize in.txt")
    #expect(result.status == 0, "\(result.errors)")
    let lines = result.text.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(
      lines.last.map(String.init) == """
        {"index":1,"tokens":["[CLS]","a","##b","##c","[SEP]"],"ids":[2,5,42,43,3],"words":[null,0,0,0,null],\
        "offsets":[null,[0,1],[1,2],[2,3],null],"byte_offsets":[null,[0,1],[1,2],[2,3],null]}
        """)
    #expect(lines.first?.contains("\"byte_offsets\":[null,[0,2],[3,4],null]") ?? false)
  }
}
