import TestSupport
import Testing

/// Inputs that a list names, and what tells whose each row is.
@Suite struct ManyFilesTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func shell(_ script: String) throws -> Program.Result { try Program.shell(script, in: directory.path) }

  /// Expects one line that says what is wrong, and no output.
  private func expectRefusal(_ command: String, saying parts: String...) throws {
    let result = try shell(command)
    #expect(result.status == 1, "\(command)")
    #expect(result.errors.split(separator: "\n").count == 1, "\(command): \(result.errors)")
    for part in parts { #expect(result.errors.contains(part), "\(command): \(result.errors)") }
    #expect(try !directory.entries.contains { $0.hasPrefix("f.npy") }, "\(command)")
  }

  @Test func aListIsOneRun() throws {
    let result = try shell(
      """
      mkdir d; for k in $(seq 100 299); do echo "text $k" > d/$k; done; cd d
      printf '%s\\0' * > ../list; $B -q -f csv * > ../whole
      $B -q -f csv --files0-from ../list | cmp - ../whole && $B -q -f csv --files0-from - < ../list | cmp - ../whole &&
      $B -q -f csv --files0-from <(cat ../list) | cmp - ../whole && head -c -1 ../list | $B -q -f csv --files0-from - | cmp - ../whole &&
      (for k in 1 2 3; do $B -q -f csv --shard $k/3 --files0-from ../list; done) | cmp - ../whole && grep -c index ../whole
      """)
    #expect(result.text == "1\n", "\(result.errors)")
    #expect(result.status == 0)
  }

  @Test func namesHoldAnyByteButZero() throws {
    let result = try shell(
      """
      mkdir d; printf a > $'d/a\\nb'; printf b > $'d/caf\\xe9'; printf c > d/-; printf d > $'d/ \\t\\x1b'; cd d
      find . -type f -printf '%P\\0' | sort -z > ../list
      $B -q -f jsonl -i file --id-field path --with-text --files0-from ../list
      """)
    #expect(result.status == 0, "\(result.errors)")
    let ids = result.text.matches(of: /"id":"(.*?)","text":"(.)"/).map { "\($0.1)=\($0.2)" }
    #expect(
      ids == ["\\u0020\\t\\u001b=d", "-=c", "a\\nb=a", "caf\u{FFFD}=b"]
        || ids == [" \\t\\u001b=d", "-=c", "a\\nb=a", "caf\u{FFFD}=b"])
    // The names are the input, so that the one that is not UTF-8 is counted like a text.
    #expect(
      try shell("cd d; $B -f jsonl -i file --id-field path --files0-from ../list").errors.contains(
        "1 invalid byte or surrogate replaced"))
  }

  @Test func whatIsNoListIsRefused() throws {
    try directory.write("a\n", to: "in.txt")
    try expectRefusal("printf 'in.txt\\0\\0' | $B --files0-from - -o f.npy", saying: "standard input: name 2 is empty")
    try expectRefusal(
      "printf 'in.txt\\nin.txt\\n' > l; $B --files0-from l -o f.npy", saying: "l: holds lines", "-print0")
    try expectRefusal(
      "printf 'in.txt\\0gone\\0' > l; $B --files0-from l -o f.npy", saying: "gone: cannot read: No such file")
    try expectRefusal(
      "head -c 200000 /dev/urandom | tr '\\0' x | $B --files0-from - -o f.npy", saying: "name 1 has more than")
    try expectRefusal("$B --files0-from /dev/zero -o f.npy", saying: "/dev/zero: name 1 is empty")
    try expectRefusal("$B --files0-from nowhere -o f.npy", saying: "nowhere: cannot read")
    try expectRefusal("$B --files0-from . -o f.npy", saying: ".: is a directory")
    try expectRefusal(
      "printf 'in.txt\\0' > f.npx; ln f.npx l2; $B --files0-from l2 -o f.npx",
      saying: "l2: is the list of inputs and the output")
    // Nothing found is nothing embedded.
    #expect(try shell("$B --files0-from - -f csv < /dev/null | wc -l").text == "1\n")
    #expect(try NPYFile(shell("$B --files0-from - < /dev/null").output)?.shape == [0, TinyModel.columnCount])
    #expect(try shell("printf 'in.txt\\0' | $B --files0-from - -e a").status == 2)
  }

  @Test func tooManyForACommandLineAreGoneOnWith() throws {
    let result = try shell(
      """
      mkdir d; (cd d; seq 20000 | split -l 1 -a 5 -d --additional-suffix=.a-rather-long-name-so-that-no-command-line-holds-them -)
      find d -type f -print0 | sort -z > list
      options="-q -i file --id-field path --ids ids --files0-from list -o rows.npy"
      $B $options & await test -e rows.npy.partial.journal; kill -KILL $!; wait $! 2> /dev/null
      [[ ! -e rows.npy && ! -e ids ]] && $B $options --resume && tr '\\0' '\\n' < list | cmp - ids && $B -q -i lines d/* -f npy | cmp - rows.npy
      """)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors == "")
  }

  // MARK: Ids

  @Test func idsStandBesideTheRows() throws {
    try directory.write(
      #"{"id":"a","text":"x"}"# + "\n" + #"{"id":1.50,"text":"y z"}"# + "\n" + #"{"id":"","text":5}"# + "\n"
        + #"{"id":"ü \\ \" \u2028","text":""}"# + "\n" + #"{"text":"no id"}"# + "\n", to: "in.jsonl")
    let result = try shell("$B -q --id-field id --ids ids --on-error null in.jsonl -o f.npy; cat ids")
    #expect(result.text == "a\n1.50\n\nü \\ \" \u{2028}\n\n", "\(result.errors)")
    #expect(try NPYFile(directory.read("f.npy"))?.shape == [5, TinyModel.columnCount])
    let words = try shell(
      """
      $B -q --id-field id --ids ids2 --level word --offsets o.npy --on-error null in.jsonl -o w.npy; cmp ids ids2 &&
      $B -q --id-field id --ids ids3 --on-error null -f bert-jsonl in.jsonl > t.jsonl; cmp ids ids3 &&
      $B -q --id-field id --ids ids4 --on-error null in.jsonl | cmp - f.npy; cmp ids ids4 && ls
      """)
    #expect(words.status == 0, "\(words.errors)")
    #expect(words.text.split(separator: "\n").count == 9, "\(words.text)")
  }

  @Test(arguments: ["\\n", "\\r", "\\u000a"]) func anIDThatIsNoLineIsRefused(escape: String) throws {
    try directory.write(
      #"{"id":"a","text":"x"}"# + "\n" + #"{"id":"b\#(escape)c","text":"y"}"# + "\n", to: "in.jsonl")
    for policy in ["stop", "null"] {
      try expectRefusal(
        "$B --id-field id --ids ids --on-error \(policy) in.jsonl -o f.npy",
        saying: "in.jsonl, line 2: its id holds a line end")
      #expect(try !directory.entries.contains { $0.hasPrefix("ids") })
    }
    #expect(try shell("$B --id-field id -f jsonl in.jsonl | wc -l").text == "2\n")
  }

  @Test func idsAreWholeOrNotThere() throws {
    try directory.write(
      (0..<6000).map { "{\"id\":\"r\($0)\",\"text\":\"some words \($0)\"}\n" }.joined(), to: "in.jsonl")
    let result = try shell(
      """
      options="-q --id-field id in.jsonl"
      $B $options --ids whole.ids -o whole.npy; seq 0 5999 | sed s/^/r/ | cmp - whole.ids || exit 8
      $B $options --ids ids -o f.npy & await test -e f.npy.partial.journal; kill -KILL $!; wait $! 2> /dev/null
      [[ -e ids.partial && ! -e ids && ! -e f.npy ]] || exit 9
      $B $options --ids ids -o f.npy --resume && cmp ids whole.ids && cmp f.npy whole.npy && ls | grep -c partial
      """)
    #expect(result.status == 1 && result.text == "0\n", "\(result.errors)")
    let changed = try shell(
      """
      options="-q --id-field id --ids ids -o g.npy in.jsonl"; rm ids
      $B $options & await test -e g.npy.partial.journal; kill -KILL $!; wait $! 2> /dev/null
      printf X | dd of=ids.partial conv=notrunc status=none; $B $options --resume; ls g.npy ids
      """)
    #expect(changed.errors.contains("g.npy.partial: is not what its journal says"), "\(changed.errors)")
    #expect(changed.text == "")
  }

  @Test func shardsCarryTheirIDs() throws {
    try directory.write((0..<90).map { "{\"id\":\($0),\"text\":\"w \($0)\"}\n" }.joined(), to: "in.jsonl")
    let result = try shell(
      """
      $B -q --id-field id --ids whole.ids --level word --offsets whole.o in.jsonl -o whole.npy
      for k in $(seq 7); do $B -q --id-field id --ids i$k --level word --offsets o$k --shard $k/7 -o s$k in.jsonl; done
      mkdir d; mv i? o? s?* d; $B join --offsets j.o --ids j.ids j.npy d/s? && cmp j.o whole.o && cmp j.ids whole.ids &&
      cmp j.npy whole.npy
      """)
    #expect(result.status == 0, "\(result.errors)")
    try expectRefusal(
      "$B join --offsets f.npy.o f.npy d/s?",
      saying: "d/s1: has ids beside its rows; name a file for all ids with --ids")
    try expectRefusal(
      "$B join --offsets f.npy.o --ids d/i3 f.npy d/s?", saying: "d/i3: is a shard and the output at once")
    try expectRefusal(
      "printf X | dd of=d/i3 conv=notrunc status=none; $B join --offsets f.npy.o --ids f.npy.i f.npy d/s?",
      saying: "d/i3: is not what was written")
    try expectRefusal(
      "rm d/i3; $B join --offsets f.npy.o --ids f.npy.i f.npy d/s?", saying: "i3: cannot read: No such file")
  }

  @Test func idsDestroyNothing() throws {
    try directory.write(#"{"id":"a","text":"x"}"# + "\n", to: "in.jsonl")
    // Names that say nothing of what is in them.
    let setUp = "ln -sf in.jsonl link; ln -f in.jsonl in; ln -sf $ALBERT_EMBED_MODEL model"
    for (path, part) in [
      ("in", "is an input and the output"), ("f.npy.1", "two outputs at once"), ("./f.npy.1", "two outputs at once"),
      ("f.npy.1.partial", "two outputs at once"), ("f.npy.1.partial.journal", "two outputs at once"),
      ("link", "is an input and the output"),
      ("model", "and the output at once"), (".", "is a directory"), ("no/where", "cannot"),
      ("/dev/full", "No space left"),
    ] {
      try expectRefusal("\(setUp); $B --id-field id --ids \"\(path)\" in.jsonl -o f.npy.1", saying: part)
    }
    #expect(try directory.read("in.jsonl").count == 22)
    // Rows and ids in one stream are neither.
    try expectRefusal(
      "$B --id-field id --ids /dev/stdout in.jsonl | cat; exit ${PIPESTATUS[0]}", saying: "two outputs at once")
    try expectRefusal(
      "printf 'in.jsonl\\0' > l; $B --files0-from l -i file --id-field path --ids l -o f.npy",
      saying: "the list of inputs and the output")
  }
}
