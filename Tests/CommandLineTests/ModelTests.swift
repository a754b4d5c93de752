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
        result.errors.contains("albert-x albert-x.albert` makes one, and -m albert-x.albert uses it")
          || result.errors.contains("albert-x/ albert-x.albert` makes one"), "\(result.errors)")
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
    #expect(lines.first == "name size precision shape place")
    #expect(lines.contains { $0.hasPrefix("tiny-one 0 MB float32 ") && $0.hasSuffix(" ./models/tiny-one.albert") })
    #expect(lines.contains { $0.hasPrefix("broken cannot be used ./models/broken.albert: ") })
    #expect(lines.filter { $0 == "tiny-one" }.count == 2)
    #expect(!lines.contains("folder"))
  }

  @Test func aNameOfTheHubSaysHowToFetchIt() throws {
    let result = try shell("HF_HUB_CACHE=cache $B convert albert/albert-base-v2 x.albert")
    #expect(result.status == 1)
    #expect(result.errors.contains("`hf download albert/albert-base-v2` fetches one of the hub's"))
  }
}
