import Kernels

/// The manual page albert-embed(1) in roff, with the `man` macros.
func manualPage(of commands: [CommandDescription]) -> String {
  var page = ManualPage()
  page.request("TH ALBERT-EMBED 1 \"\" \"albert-embed \(version)\" \"User Commands\"")
  page.section("NAME")
  page.text("albert-embed - turns text into ALBERT embeddings")
  page.section("SYNOPSIS")
  for command in commands {
    page.text(command.usage)
    page.request("br")
  }
  page.section("DESCRIPTION")
  page.text(commands[0].summary + " It is the default command.")
  for note in commands[0].notes { page.paragraph(note) }
  page.section("OPTIONS")
  page.options(of: commands[0])
  page.section("COMMANDS")
  for command in commands.dropFirst() {
    page.request("SS \(roff(command.usage))")
    page.text(command.summary)
    page.options(of: command)
    for note in command.notes { page.paragraph(note) }
  }
  for chapter in ManualChapter.all {
    page.section(chapter.title)
    for part in chapter.parts {
      switch part {
      case .paragraph(let text): page.paragraph(text)
      case .entry(let subject, let text): page.entry(subject, text)
      }
    }
  }
  page.section("EXIT STATUS")
  for (status, meaning) in ExitStatus.meanings { page.entry(status, meaning) }
  page.section("ENVIRONMENT")
  page.entry("ALBERT_EMBED_MODEL", "The default model, a path or a name.")
  page.entry("ALBERT_EMBED_ISA", "Forces an instruction set: \(InstructionSet.choices). The rows are the same.")
  page.entry(
    "TMPDIR",
    "The directory of a temporary file for npy rows that go to a pipe before their number is known; else /tmp.")
  page.section("FILES")
  page.entry(
    "models/NAME.albert", "The model NAME, in the package that the program was built in, or in the current directory.")
  page.entry("../share/albert-embed/NAME.albert", "The same, beside an installed program.")
  page.entry("FILE.partial", "The name of -o FILE until it is complete.")
  page.entry("FILE.partial.journal", "How far FILE.partial has come, for --resume.")
  page.section("EXAMPLES")
  for example in commands.flatMap(\.examples) { page.entry(example.command, example.effect) }
  return page.source
}

private struct ManualPage {
  private(set) var source = ""

  mutating func request(_ request: String) { source += ".\(request)\n" }

  mutating func section(_ title: String) { request("SH \(title)") }

  mutating func text(_ text: String) { source += roff(text) + "\n" }

  mutating func paragraph(_ text: String) {
    request("PP")
    self.text(text)
  }

  mutating func entry(_ subject: String, _ text: String) {
    request("TP")
    source += "\\fB\(roff(subject))\\fR\n"
    self.text(text)
  }

  mutating func options(of command: CommandDescription) {
    for group in command.groups where !group.options.isEmpty {
      request(command.isDefault ? "SS \(roff(group.title))" : "PP")
      for option in group.options {
        request("TP")
        let names = option.names.map { "\\fB\(roff($0))\\fR" }.joined(separator: ", ")
        source += names + (option.placeholder.map { " \\fI\(roff($0))\\fR" } ?? "") + "\n"
        text(option.help)
      }
    }
  }
}

/// Escapes what roff would take for a command: backslashes, and a dot or quote at the beginning of a line. Hyphens are escaped so
/// that they can be searched and copied.
private func roff(_ text: String) -> String {
  let escaped = text.flatMap { character -> [Character] in
    switch character {
    case "\\": ["\\", "e"]
    case "-": ["\\", "-"]
    default: [character]
    }
  }
  let isCommand = escaped.first == "." || escaped.first == "'"
  return (isCommand ? "\\&" : "") + String(escaped)
}
