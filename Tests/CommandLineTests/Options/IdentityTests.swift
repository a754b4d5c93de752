import TestSupport
import Testing

/// Options, fields and names that differ only by Unicode normalization are different.
@Suite struct IdentityTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func shell(_ script: String) throws -> Program.Result {
    try Program.shell("C=$'caf\\xc3\\xa9'; D=$'cafe\\xcc\\x81'; \(script)", in: directory.path)
  }

  private func writeTable() throws {
    let rows = (0..<200).map { "a \($0)\tb \($0)\n" }.joined()
    try directory.write("caf\u{E9}\tcafe\u{301}\n\(rows)", to: "in.tsv")
  }

  @Test func noRunGoesOnWithAFieldOfOtherBytes() throws {
    try writeTable()
    try directory.write(try directory.read("in.tsv") + Array("one\n".utf8), to: "stopped.tsv")
    let result = try shell(
      """
      $B --field "$C" stopped.tsv -o f.npy -q 2> /dev/null; [[ -e f.npy.partial.journal ]] || exit 9
      $B --field "$D" stopped.tsv -o f.npy -q --resume
      """)
    #expect(
      result.status == 1 && result.errors.contains("--resume: field of the text (--field) was"), "\(result.errors)")
    let prefix = try shell(
      """
      options="stopped.tsv --field $C -o g.npy -q"
      $B --prefix $'\\xcc\\x81x' $options 2> /dev/null; [[ -e g.npy.partial.journal ]] || exit 9
      $B --prefix $'\\xcc\\x81x' $options --resume
      """)
    #expect(prefix.errors.contains("line 202: has 1 field"), "\(prefix.errors)")
    // A value that begins with a combining mark.
    let project = try shell(
      """
      options="stopped.tsv -q --pair-field"
      mark=$'\\xcc\\x81'; printf "$mark\\t$C\\n" > m.tsv; tail -n +2 stopped.tsv >> m.tsv
      $B --field="$mark" m.tsv -o h.npy -q 2> /dev/null; [[ -e h.npy.partial.journal ]] || exit 9
      $B --field="$mark" m.tsv -o h.npy -q --resume
      """)
    #expect(project.errors.contains("m.tsv, line 202: has 1 field"), "\(project.errors)")
  }

  @Test func shardsOfOtherFieldsAreNotJoined() throws {
    try writeTable()
    let result = try shell(
      """
      $B --field "$C" --shard 1/2 in.tsv -o 1.npy && $B --field "$D" --shard 2/2 in.tsv -o 2.npy || exit 9
      $B join whole.npy 1.npy 2.npy
      """)
    #expect(result.status == 1 && result.errors.contains("field of the text (--field) is"), "\(result.errors)")
  }

  @Test func fieldsOfOtherBytesAreTwoFields() throws {
    try writeTable()
    let result = try shell("$B --field \"$C\" --pair-field \"$D\" in.tsv -f csv | wc -l")
    #expect(result.text == "201\n", "\(result.errors)")
    let json = try shell(
      "printf '{\"%s\":\"x\",\"%s\":\"y\"}\\n' \"$C\" \"$D\" | $B -i jsonl --field \"$D\" --id-field \"$C\" -f jsonl")
    #expect(json.text.contains("\"id\":\"x\""), "\(json.errors)")
  }

  @Test func promptsOfOtherBytesAreTwoPrompts() throws {
    try ModelFixture().write(to: directory, under: "prompted")
    try directory.write(
      #"[{"path":"","type":"Transformer"},{"path":"1_Pooling","type":"Pooling"}]"#, to: "prompted/modules.json")
    try directory.write("{}", to: "prompted/1_Pooling/config.json")
    try directory.write(
      "{\"prompts\": {\"caf\u{E9}\": \"word7 \", \"cafe\u{301}\": \"word8 word8 \"}}",
      to: "prompted/config_sentence_transformers.json")
    let result = try shell(
      """
      $B convert -q prompted prompted.albert 2> /dev/null || $B convert prompted prompted.albert || exit 9
      for name in "$C" "$D"; do $B -m prompted.albert --prompt "$name" -e word1 -f jsonl | grep -o '"tokens":[0-9]*'; done
      """)
    #expect(result.status == 0, "\(result.errors)")
    #expect(Set(result.text.split(separator: "\n")).count == 2, "\(result.text)\(result.errors)")
  }

  /// A combining mark after a slash must not hide the slash.
  @Test func aModulesPathMustStayInsideTheModel() throws {
    try ModelFixture().write(to: directory, under: "model")
    try directory.write("[{\"path\":\"../\u{338}x\",\"type\":\"Transformer\"}]", to: "model/modules.json")
    try ModelFixture().write(to: directory, under: "\u{338}x")
    let result = try shell("$B convert model model.albert")
    #expect(
      result.status == 1 && result.errors.contains("a directory inside this one was expected"), "\(result.errors)")
  }

  @Test func aNameMayBeginWithACombiningMark() throws {
    try directory.write("a\n", to: "in.txt")
    let result = try shell(
      "mkdir d; $B in.txt -o d/$'\\xcc\\x81f.csv' && head -c 8 d/* && ls -A | wc -l && ls -A d | wc -l")
    #expect(result.text == "index,d02\n1\n", "\(result.text)\(result.errors)")
  }

  @Test func typedTextMustBeUTF8() throws {
    for command in ["$B --prefix $'caf\\xe9' -e a", "$B table $'caf\\xe9'"] {
      let result = try shell(command)
      #expect(result.status == 2)
      #expect(result.errors.contains("'caf\\xE9' is not UTF-8; `iconv -f cp1252 -t UTF-8`"), "\(result.errors)")
    }
    #expect(try shell("$B table -f csv \"$C\" | wc -l").text == "2\n")
  }
}
