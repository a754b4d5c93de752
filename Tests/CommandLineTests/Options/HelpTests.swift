import Foundation
import TestSupport
import Testing

/// Tests help, the manual and the version.
@Suite struct HelpTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func shell(_ script: String) throws -> Program.Result { try Program.shell(script, in: directory.path) }

  private func commands() throws -> [String] {
    let help = try shell("$B --help").text
    let list = help.split(separator: "\nCommands\n", maxSplits: 1).last?.split(separator: "\n\n").first ?? ""
    return list.matches(of: /(?m)^  ([a-z]+)/).map { String($0.1) }
  }

  @Test func helpCommandPrintsACommandsHelp() throws {
    let names = try commands()
    #expect(names.first == "embed" && names.contains("help"))
    for name in names {
      #expect(try shell("$B help \(name)").text == shell("$B \(name) --help").text)
    }
    #expect(try shell("$B help").text == shell("$B --help").text)
    let unknown = try shell("$B help confert")
    #expect(unknown.status == 2)
    #expect(unknown.errors.contains("did you mean convert?"))
  }

  @Test func theManualHoldsAllOptions() throws {
    let page = try shell("$B help --man")
    #expect(page.status == 0)
    // Hyphens are escaped, so that they can be copied.
    let text = page.text.replacing("\\-", with: "-")
    for name in try commands() {
      for match in try shell("$B help \(name)").text.matches(of: /(?m)^  (?:-[a-zA-Z], )?(--[a-z0-9-]+)/)
      where !["--help", "--version"].contains(match.1) {
        #expect(text.contains("\\fB\(match.1)\\fR"), "\(name): \(match.1)")
      }
    }
    for section in ["NAME", "SYNOPSIS", "EXIT STATUS", "ENVIRONMENT", "FILES", "EXAMPLES"] {
      #expect(text.contains(".SH \(section)\n"))
    }
    for line in text.split(separator: "\n") where line.hasPrefix(".") || line.hasPrefix("'") {
      #expect(line.firstMatch(of: /^\.(TH|SH|SS|PP|TP|br)( |$)/) != nil, "\(line)")
    }
  }

  @Test func theVersionNamesInstructionsAndModel() throws {
    let result = try shell("ALBERT_EMBED_ISA=portable $B --version")
    let lines = result.text.split(separator: "\n").map(String.init)
    #expect(lines.count == 4)
    #expect(lines.first?.wholeMatch(of: /albert-embed \d+\.\d+\.\d+/) != nil)
    #expect(lines.dropFirst().first == "instruction set: portable")
    #expect(lines.dropFirst(2).first == "arithmetic: floats 2, integers 1")
    #expect(try lines.last == "default model: \(TinyModel.checkpoint.get())")
    #expect(try shell("ALBERT_EMBED_MODEL=nowhere $B --version").text.hasSuffix("default model: none was found\n"))
  }

  @Test func everyExampleWorks() throws {
    try directory.write("a\nb c\n", to: "sentences.txt")
    try directory.write("a\nb c\n", to: "corpus.txt")
    try directory.write("{\"body\":\"a\",\"id\":7}\n", to: "corpus.jsonl")
    try ModelFixture().write(to: directory, under: "albert-base-v2")
    try FileManager.default.createDirectory(atPath: directory.path("models"), withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: TinyModel.checkpoint.get(), toPath: directory.path("models/small.albert"))
    try directory.write("a\nb c\n", to: "reviews.txt")
    try HeadedModel.convert(to: "models/sentiment.albert", in: directory)
    let shards = try shell(
      """
      mkdir shards
      for k in 1 2; do for f in npy jsonl; do $B --shard $k/2 -o shards/$k.$f sentences.txt; done; done
      """)
    #expect(shards.status == 0, "\(shards.errors)")
    for name in try commands() {
      let help = try shell("$B help \(name)").text
      guard let examples = help.split(separator: "\nExamples\n", maxSplits: 1).dropFirst().first else { continue }
      for match in examples.matches(of: /(?m)^  (albert-embed .*?)(?:  |$)/) where !match.1.contains("bench") {
        let result = try shell("albert-embed() { \"$B\" \"$@\"; }; man() { cat; }; \(match.1) > output")
        #expect(result.status == 0, "\(match.1): \(result.errors)")
      }
    }
  }

  @Test func infoPrintsAPageForPeople() throws {
    let page = try shell("$B info")
    #expect(page.status == 0)
    #expect(!page.text.contains("crc-32") && page.text.contains("--sections lists them"))
    #expect(page.text.contains("not compared"))
    #expect(try shell("$B info --sections").text.contains("crc-32"))
    #expect(try shell("$B info --verify").text.contains("every byte is as it was written"))
  }
}
