import TestSupport
import Testing

/// How a model is found by its name, and what is said where it is not.
@Suite struct ModelTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func shell(_ script: String) throws -> Program.Result { try Program.shell(script, in: directory.path) }

  @Test func aDirectoryOfThatNameIsPassedOver() throws {
    let result = try shell(
      "mkdir tiny models && cp $ALBERT_EMBED_MODEL models/tiny.albert && echo a | $B -m tiny -f jsonl")
    #expect(result.status == 0, "\(result.errors)")
  }

  @Test func aModelsDirectoryIsToldHowToConvert() throws {
    try ModelFixture().write(to: directory, under: "albert-x")
    for command in [
      "echo a | $B -m albert-x", "$B info albert-x", "$B info ./albert-x/", "$B tokenize -m albert-x /dev/null",
    ] {
      let result = try shell(command)
      #expect(result.status == 1)
      #expect(
        result.errors.contains("albert-x albert-x.albert` makes a checkpoint, and -m albert-x.albert uses it")
          || result.errors.contains("albert-x/ albert-x.albert` makes a checkpoint"), "\(result.errors)")
      #expect(result.errors.split(separator: "\n").count == 1)
    }
  }

  @Test func modelsAreListedAndCompleted() throws {
    let result = try shell(
      """
      mkdir models && cp $ALBERT_EMBED_MODEL models/tiny-one.albert && echo no > models/broken.albert
      mkdir models/folder.albert
      $B models | sed 's/  */ /g' && $B models --names
      source <($B completions bash) || exit 1
      albert-embed() { "$B" "$@"; }
      complete_words() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=(); _albert_embed; echo "${COMPREPLY[*]}"; }
      complete_words albert-embed -m tiny
      """)
    #expect(result.status == 0, "\(result.errors)")
    let lines = result.text.split(separator: "\n").map(String.init)
    #expect(lines.first == "name size precision shape path")
    #expect(lines.contains { $0.hasPrefix("tiny-one 0 MB f32 ") && $0.hasSuffix(" ./models/tiny-one.albert") })
    #expect(lines.contains { $0.hasPrefix("broken cannot be used ./models/broken.albert: ") })
    #expect(lines.filter { $0 == "tiny-one" }.count == 2)
    #expect(!lines.contains("folder"))
  }

  @Test func aNameOfTheHubSaysHowToFetchIt() throws {
    let result = try shell("HF_HUB_CACHE=cache $B convert albert/albert-base-v2 x.albert")
    #expect(result.status == 1)
    #expect(result.errors.contains("`hf download albert/albert-base-v2` fetches one of the hub's"))
  }

  /// A cross-encoder as version 5 of sentence-transformers saves it.
  @Test func aCrossEncodersConversionWarns() throws {
    try ModelFixture().write(to: directory, under: "reranker")
    let members = #"{"architectures": ["AlbertForSequenceClassification"], "id2label": {"0": "LABEL_0"}, "#
    try directory.write(members + ModelFixture().configurationJSON.dropFirst(), to: "reranker/config.json")
    let result = try shell("$B convert reranker r.albert && echo word5 | $B -m r.albert -f jsonl")
    #expect(result.status == 0 && result.text.contains("embedding"))
    #expect(result.errors.hasPrefix("albert-embed: warning: reranker/config.json: architectures: is Albert"))
    #expect(result.errors.contains("the mean of the last hidden states"))
  }

  /// Tensors that the checkpoint leaves out are in `info`'s text and in its JSON.
  @Test func infoNamesWhatIsLeftOut() throws {
    var fixture = ModelFixture()
    fixture.prefix = "albert."
    try fixture.write(to: directory, under: "m")
    let others = ["predictions.bias", "odd"].map { FixtureTensor(name: $0, shape: [1], values: [0]) }
    try directory.write(safetensors(fixture.tensors + others), to: "m/model.safetensors")
    let result = try shell("$B convert m m.albert && $B info m.albert && $B info --json m.albert")
    #expect(result.status == 0)
    #expect(result.text.contains("  left out            other tensors (odd)\n"))
    #expect(result.text.contains(#""left_out":["other tensors (odd)"]"#))
    // A head that is not supported is among the heads.
    #expect(result.text.contains("\nHeads\n  masked-language     is not supported\n"))
  }

  @Test func aPrefixStandsBeforeEveryText() throws {
    let result = try shell(
      """
      printf 'b c\n\n' | $B --prefix 'a ' -f csv > with.csv && printf 'a b c\na \n' | $B -f csv > plain.csv
      cmp with.csv plain.csv && printf 'b|c\n' | $B --pair-separator '|' --prefix 'a ' -f csv > with.csv
      printf 'a b|c\n' | $B --pair-separator '|' -f csv | cmp with.csv
      """)
    #expect(result.status == 0, "\(result.errors)")
    for (options, problem) in [
      ("--prompt query", "--prompt: 'query' is not a prompt of this model, which has none"),
      ("--prompt a --prefix b", "--prompt and --prefix exclude each other"),
      ("--prefix a --level word", "--prefix: goes with --level text"),
      ("--prefix a -i ids", "--prefix: ids input has no text"),
    ] {
      let result = try shell("echo 1 | $B \(options)")
      #expect(result.status == 2 && result.errors.contains(problem), "\(result.errors)")
    }
  }

  @Test func aModelsPromptsAreKnownByName() throws {
    try ModelFixture().write(to: directory)
    try directory.write(
      #"[{"path":"","type":"Transformer"},{"path":"1_Pooling","type":"Pooling"}]"#, to: "modules.json")
    try directory.write("{}", to: "1_Pooling/config.json")
    try directory.write(
      #"{"prompts": {"query": "word7 ", "document": ""}, "default_prompt_name": "query"}"#,
      to: "config_sentence_transformers.json")
    let result = try shell(
      """
      $B convert . m.albert && $B info m.albert | grep '  prompt ' && run() { "$B" -m m.albert -f csv "$@"; }
      echo word8 | run > default.csv && echo word8 | run --prompt query > named.csv && cmp default.csv named.csv
      echo 'word7 word8' | run --prefix '' | cmp default.csv
      echo word8 | run --prompt document > document.csv && echo word8 | run --prefix '' | cmp document.csv
      cmp -s document.csv default.csv || echo differ
      """)
    #expect(result.status == 0, "\(result.errors)")
    #expect(
      result.text == """
          prompt              query, put before every text: 'word7 '
          prompt              document: ''
        differ

        """)
  }
}
