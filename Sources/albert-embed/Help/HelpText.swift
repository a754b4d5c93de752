import ArgumentParsing
import Console
import Files

extension CommandDescription {
  /// "albert-embed convert [OPTIONS] SOURCE DEST".
  var usage: String {
    "albert-embed \(isDefault ? "[\(name)]" : name) [OPTIONS]\(operands.isEmpty ? "" : " \(operands)")"
  }

  /// The command's help. Lines have at most 80 columns, or as many as a narrower terminal.
  var help: String {
    let layout = HelpLayout(width: min(80, terminalColumns(STDOUT_FILENO) ?? 80))
    var text = layout.paragraph("Usage: \(usage)") + layout.paragraph(summary)
    if isDefault {
      text += "\nCommands\n"
      for command in commands { text += layout.entry(command.name, command.summary) }
      text += layout.paragraph("`albert-embed help COMMAND` shows the help of each.")
    }
    for group in groups {
      text += "\n\(group.title)\n"
      for option in group.options { text += layout.entry(option.usage, option.help) }
    }
    text += groups.isEmpty ? "\n" : ""
    text += layout.entry("-h, --help", "this help")
    if isDefault {
      text += layout.entry(
        "--version", "the program's version, its instruction set and the default model")
    }
    for note in notes { text += "\n" + layout.paragraph(note) }
    if isDefault {
      text +=
        "\n"
        + layout.paragraph(
          "Exit status: " + ExitStatus.meanings.map { "\($0.0) \($0.1)" }.joined(separator: "; ") + ".")
    }
    if !examples.isEmpty {
      text += "\nExamples\n"
      for example in examples { text += layout.entry(example.command, example.effect) }
    }
    return text
  }
}

extension OptionDescription {
  /// "-t", "--threads".
  var names: [String] { (short.map { ["-\($0)"] } ?? []) + ["--\(long)"] }

  /// "-t, --threads N".
  fileprivate var usage: String {
    let names = names.joined(separator: ", ")
    return placeholder.map { "\(names) \($0)" } ?? names
  }
}

private struct HelpLayout {
  let width: Int

  /// The column in which help begins.
  private var column: Int { width < 60 ? 6 : 26 }

  /// An option, command or example, and its help: side by side where there is room, else below it.
  func entry(_ subject: String, _ help: String) -> String {
    let start = "  \(subject)"
    let indent = String(repeating: " ", count: column)
    let text = wrapped(help, indent: column)
    guard start.count + 2 <= column else { return "\(start)\n\(indent)\(text)\n" }
    return start + indent.dropFirst(start.count) + text + "\n"
  }

  func paragraph(_ text: String) -> String { wrapped(text, indent: 0) + "\n" }

  /// Wraps a text that begins in the column `indent`, and indents the following lines.
  private func wrapped(_ text: String, indent: Int) -> String {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, line.count + 1 + word.count > width - indent {
        lines.append(line)
        line = ""
      }
      line += line.isEmpty ? String(word) : " \(word)"
    }
    lines.append(line)
    return lines.joined(separator: "\n" + String(repeating: " ", count: indent))
  }
}
