import Foundation
import TestSupport
import Testing

/// Texts in another encoding than UTF-8.
@Suite struct EncodingTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func shell(_ script: String) throws -> Program.Result { try Program.shell(script, in: directory.path) }

  private func write(_ lines: [String], to name: String, encoding: String.Encoding = .windowsCP1252) throws {
    let text = lines.map { "\($0)\n" }.joined()
    try directory.write([UInt8](#require(text.data(using: encoding))), to: name)
  }

  private static let remedy = "`iconv -f cp1252 -t UTF-8` converts text from Windows"

  @Test func aFewInvalidBytesAreWarnedOf() throws {
    try write(["a", "b", "café", "d", "été", "f"], to: "in.txt")
    let result = try shell("$B -f csv in.txt | wc -l")
    #expect(result.text == "7\n")
    let lines = result.errors.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(
      lines.first.map(String.init)
        == "albert-embed: in.txt, line 3: holds bytes that are not UTF-8, which become U+FFFD; \(Self.remedy)")
    #expect(lines.last?.contains("3 invalid bytes or surrogates replaced by U+FFFD") == true)
    #expect(try shell("$B -q -f csv in.txt").errors.isEmpty)
    #expect(try shell("$B tokenize in.txt").errors.split(separator: "\n").count == 1)
  }

  @Test func aFileInAnotherEncodingIsRefused() throws {
    try write((0..<20).map { $0 % 3 == 0 ? "plain" : "été \($0)" }, to: "in.txt")
    let whole =
      "13 of its 20 records hold bytes that are not UTF-8; \(Self.remedy), --encoding-errors replace reads U+FFFD in their place"
    for command in ["$B in.txt -o f.npy", "$B in.txt -o f.npy --shard 2/3", "$B in.txt -o f.npy --resume"] {
      let result = try shell(command)
      #expect(result.status == 1)
      #expect(result.errors == "albert-embed: in.txt: \(whole)\n", "\(result.errors)")
      #expect(try !directory.entries.contains { $0.hasPrefix("f.npy") })
    }
    #expect(try shell("$B -f csv < in.txt").errors == "albert-embed: standard input: \(whole)\n")
    #expect(try shell("$B tokenize in.txt").errors == "albert-embed: in.txt: \(whole)\n")
    let replaced = try shell("$B --encoding-errors replace -f csv in.txt | wc -l")
    #expect(replaced.text == "21\n" && replaced.errors.contains("in.txt, line 2: holds bytes"), "\(replaced.errors)")
    #expect(try shell("iconv -f cp1252 -t UTF-8 in.txt | $B -f csv | wc -l").text == "21\n")
    // A large one is judged by its beginning.
    try write((0..<20_000).map { "été \($0)" }, to: "in.txt")
    #expect(try shell("$B in.txt > f").errors.contains(" of its first "))
    // What somebody types is read.
    #expect(try shell("$B -e $'caf\\xe9' -f csv | wc -l").text == "2\n")
  }

  @Test func recordsAreWhatIsCounted() throws {
    try write(["text,n"] + (0..<9).map { "\"été\nund so weiter\",\($0)" }, to: "in.csv")
    #expect(try shell("$B in.csv").errors.contains("9 of its 10 records"))
    try write(
      [#"[{"text":"été"},"# + Array(repeating: #"{"text":"a"}"#, count: 9).joined(separator: ",") + "]"], to: "in.json")
    let json = try shell("$B in.json -f csv | wc -l")
    #expect(json.text == "11\n", "\(json.errors)")
    try write(["été", "à", "b"], to: "a.txt")
    let files = try shell("echo a > b.txt; $B -i file -f csv --on-error null b.txt a.txt b.txt")
    #expect(files.status == 3)
    #expect(files.errors.contains("a.txt: 2 of its 3 lines hold bytes"), "\(files.errors)")
  }

  /// UTF-8 that was cut between bytes is damaged, not in another encoding.
  @Test func damagedUTF8IsReplaced() throws {
    let line = Array("机器学习是一门多领域交叉学科".utf8).dropLast(1) + [0x0A]
    try directory.write(Array(repeating: line, count: 20).flatMap { $0 }, to: "in.txt")
    let result = try shell("$B -f csv in.txt | wc -l")
    #expect(result.text == "21\n", "\(result.errors)")
    #expect(result.errors.contains("40 invalid bytes"), "\(result.errors)")
  }

  /// A reader that waits for each row gets it, whatever the encoding; a decision takes a bounded look.
  @Test func aPipeIsAnsweredAtOnce() throws {
    let result = try shell(
      """
      coproc program { $B -f jsonl --with-text 2> errors; }
      printf 'caf\\xe9\\n' >&${program[1]}; read -t 60 -r row <&${program[0]}; echo "${row:0:20}"
      exec {program[1]}>&-; wait
      """)
    #expect(result.text.hasPrefix("{\"index\":0"), "\(result.text)\(result.errors)")
  }

  @Test func anInterruptedRunGoesOn() throws {
    var lines = (0..<300).map { $0 % 5 == 0 ? "été \($0)" : "plain \($0)" }
    lines.append("x|y")
    try write(lines.map { $0.contains("|") ? $0 : "\($0)|b" } + ["none"], to: "in.txt")
    let result = try shell(
      """
      options="in.txt --pair-separator | -o f.npy -q"
      $B $options 2> /dev/null; [[ -e f.npy.partial.journal ]] || exit 9
      $B $options --resume
      """)
    #expect(result.errors.contains("in.txt, line 302: has no '|' between two texts"), "\(result.errors)")
  }
}
