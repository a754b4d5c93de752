import Testing

@testable import ArgumentParsing

@Suite struct ArgumentParserTests {
  private struct Arguments: Equatable {
    var isQuiet = false
    var isVerbose = false
    var threads: Int?
    var level: Level?
    var name: String?
  }

  private enum Level: String, CaseIterable { case text, word }

  private static var options: [Option<Arguments>] {
    [
      .flag("quiet", short: "q", "") { $0.isQuiet = true },
      .flag("verbose", short: "v", "") { $0.isVerbose = true },
      .number("threads", short: "t", "", atLeast: 1, atMost: 9, to: \.threads),
      .choice("level", "", to: \.level),
      .text("name", short: "é", "NAME", "", to: \.name),
      Option(long: "text", short: "e", takesValue: true) {
        OptionDescription(long: "text", short: "e", placeholder: "TEXT", completion: .nothing, help: "")
      } apply: { parsed, text throws(UsageError) in
        parsed.operands.append(.text(text))
      },
    ]
  }

  private func parse(_ words: String...) throws(UsageError) -> ParsedArguments<Arguments> {
    let groups = [
      OptionGroup(title: "First", options: Array(Self.options.prefix(2))),
      OptionGroup(title: "Others", options: Array(Self.options.dropFirst(2))),
    ]
    return try ArgumentParser(groups: groups).parse(words[...], into: Arguments())
  }

  private func problem(_ words: [String]) -> String {
    let groups = [OptionGroup(title: "All", options: Self.options)]
    do {
      _ = try ArgumentParser(groups: groups).parse(words[...], into: Arguments())
      return "none"
    } catch {
      return error.description
    }
  }

  @Test func valuesStandInAnyForm() throws {
    for words in [["--threads", "4"], ["--threads=4"], ["-t", "4"], ["-t4"], ["-qt4"], ["-qt", "4"]] {
      let parsed = try ArgumentParser(groups: [OptionGroup(title: "", options: Self.options)])
        .parse(words[...], into: Arguments())
      #expect(parsed.arguments.threads == 4, "\(words)")
      #expect(parsed.operands.isEmpty)
      #expect(parsed.given.contains("threads"))
      #expect(parsed.arguments.isQuiet == parsed.given.contains("quiet"))
    }
    // A value may look like an option, hold an equals sign, and be empty where the option allows it.
    #expect(try parse("--name", "--quiet").arguments.name == "--quiet")
    #expect(try parse("--name=a=b").arguments.name == "a=b")
    #expect(try parse("-éx").arguments.name == "x")
    #expect(try parse("-e", "").operands == [.text("")])
    // A value that begins with a combining mark is not a part of the equals sign.
    #expect(try parse("--name=\u{301}").arguments.name?.unicodeScalars.count == 1)
  }

  @Test func theLastValueCounts() throws {
    #expect(try parse("-t1", "--threads", "2").arguments.threads == 2)
  }

  @Test func flagsStandTogether() throws {
    let parsed = try parse("-qv", "in")
    #expect(parsed.arguments == Arguments(isQuiet: true, isVerbose: true))
    #expect(parsed.given == ["quiet", "verbose"])
    #expect(parsed.words == ["in"])
  }

  @Test func operandsKeepTheirOrder() throws {
    let parsed = try parse("a", "-e", "t", "-", "-q", "b", "--", "--quiet", "-x", "--")
    #expect(
      parsed.operands == [
        .word("a"), .text("t"), .word("-"), .word("b"), .word("--quiet"), .word("-x"), .word("--"),
      ])
    #expect(parsed.words == ["a", "-", "b", "--quiet", "-x", "--"])
    #expect(try parse("").words == [""])
    #expect(try parse("--").operands.isEmpty)
  }

  @Test func helpIsFoundAnywhere() throws {
    #expect(try parse("in", "--help").wantsHelp)
    #expect(try parse("-h").wantsHelp)
    #expect(try !parse("--", "--help").wantsHelp)
  }

  @Test func wrongWordsAreExplained() {
    for (words, expected) in [
      (["--thread", "2"], "unknown option --thread; did you mean --threads?"),
      (["--vresion"], "unknown option --vresion; did you mean --version?"), (["--xyzzy"], "unknown option --xyzzy"),
      (["-x"], "unknown option -x"), (["--quiet=1"], "--quiet takes no value"),
      (["--threads"], "--threads needs a value: N"), (["-qt"], "-t needs a value: N"),
      (["--level"], "--level needs a value: text|word"),
      (["--level", "TEXT"], "--level: 'TEXT' is not one of text, word"),
      (["--threads", "0"], "--threads: '0' is not a whole number of at least 1"),
      (["-t", "1.5"], "--threads: '1.5' is not a whole number of at least 1"),
      (["-t10"], "--threads: 10 is too large; the maximum is 9"), (["--name="], "--name: the value is empty"),
      (["--="], "unknown option --"), (["-"], "none"),
    ] {
      let found = problem(words)
      #expect(found == expected, "\(words)")
    }
  }

  @Test func theNearestWordIsALikelySlip() {
    let words = ["--threads", "--text", "--level"]
    #expect(nearestWord(to: "--thraeds", in: words) == "--threads")
    #expect(nearestWord(to: "--levle", in: words) == "--level")
    #expect(nearestWord(to: "--tex", in: words) == "--text")
    #expect(nearestWord(to: "--output", in: words) == nil)
    #expect(nearestWord(to: "a", in: []) == nil)
  }
}
