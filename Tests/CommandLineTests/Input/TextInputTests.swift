import TestSupport
import Testing

/// Texts from the command line, and what is said where somebody forgot that option.
@Suite struct TextInputTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func shell(_ script: String) throws -> Program.Result { try Program.shell(script, in: directory.path) }

  private func texts(_ arguments: String, input: String = "") throws -> [String] {
    let result = try Program.shell("$B -f csv --with-text \(arguments)", in: directory.path, input: Array(input.utf8))
    #expect(result.status == 0, "\(result.errors)")
    return result.text.matches(of: /(?m)^\d+,("[^"]*"|[^,]*),/).map { String($0.1) }
  }

  @Test func textsAndFilesStandInTheirOrder() throws {
    try directory.write("b\nc\n", to: "in.txt")
    #expect(
      try texts("-e a in.txt --text=d -ee - -e '' -e '-x'", input: "s\n") == ["a", "b", "c", "d", "e", "s", "", "-x"])
    #expect(try texts("-e a", input: "not read\n") == ["a"])
  }

  @Test func aTextIsOneRecord() throws {
    for format in ["lines", "nul", "file"] {
      #expect(try texts("-i \(format) -e $'a\\nb\\r\\n' -e c") == ["\"a\nb\r\n\"", "c"])
    }
    try directory.write("a b", to: "in.txt")
    #expect(try shell("$B -e 'a b' | cmp - <($B -i file in.txt)").status == 0)
  }

  @Test func aTextHoldsAnyBytesAndPairs() throws {
    let result = try shell("$B -f jsonl --with-text -e $'caf\\xe9' -q")
    #expect(result.text.contains("\"text\":\"caf\u{FFFD}\""))
    let pair = try shell("$B -f jsonl --pair-separator '|' -e 'a|b'")
    #expect(pair.text.contains("\"tokens\":5"))
    let none = try shell("$B -f jsonl --pair-separator '|' -e 'ab'")
    #expect(none.status == 1)
    #expect(none.errors.hasPrefix("albert-embed: the text 'ab': has no '|'"), "\(none.errors)")
  }

  @Test func textsAreDealtOutAndGoneOnWith() throws {
    try directory.write("b\nc\n", to: "in.txt")
    let result = try shell(
      """
      options="-e a in.txt -e dd -f csv"
      $B $options > whole; for k in 1 2 3; do $B $options --shard $k/3; done | cmp - whole
      """)
    #expect(result.status == 0, "\(result.errors)")
    // A text stands for itself in the journal: another one is another input.
    try directory.write((0..<600).map { "a|\(TinyModel.words($0))\n" }.joined() + "ab\n", to: "in.txt")
    let resumed = try shell(
      """
      options="--pair-separator | in.txt -o f.npy -q"
      $B -e 'a|b' $options; [[ -e f.npy.partial.journal ]] || exit 9
      $B -e 'a|c' $options --resume
      """)
    #expect(resumed.status == 1)
    #expect(resumed.errors.contains("input 1 was"), "\(resumed.errors)")
  }

  @Test func aTextThatIsNoFileGetsAHint() throws {
    for (arguments, hint) in [
      ("'some text'", "some text: cannot read: No such file or directory; -e TEXT"),
      ("word", "-e TEXT"), ("confert a b", "did you mean the command convert?"),
      ("tokenise", "did you mean the command tokenize?"),
    ] {
      let result = try shell("$B \(arguments)")
      #expect(result.status == 1)
      #expect(result.errors.contains(hint), "\(result.errors)")
      #expect(result.errors.split(separator: "\n").count == 1)
    }
    #expect(try !shell("$B nothing.txt").errors.contains("-e TEXT"))
    try directory.write("a\n", to: "embd")
    #expect(try shell("$B embd > f.npy").status == 0)
  }
}
