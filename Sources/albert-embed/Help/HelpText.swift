import AlbertEmbed

extension CommandDescription {
  /// The command's help, no line longer than 80 columns.
  var help: String {
    let isDefault = commands[0].name == name
    var text =
      "Usage: albert-embed \(isDefault ? "[\(name)]" : name) [OPTIONS]\(operands.isEmpty ? "" : " \(operands)")\n"
    text += wrapped(summary, indent: 0, firstColumn: 0) + "\n"
    if isDefault {
      text += "\nCommands\n"
      for command in commands { text += helpEntry(command.name, command.summary) }
      text += "  albert-embed COMMAND --help tells of each.\n"
    }
    for group in groups {
      text += "\n\(group.title)\n"
      for option in group.options { text += helpEntry(option.usage, option.help) }
    }
    text += groups.isEmpty ? "\n" : ""
    text += helpEntry("-h, --help", "this help")
    if isDefault { text += helpEntry("--version", "the program's version") }
    for note in notes { text += "\n" + wrapped(note, indent: 0, firstColumn: 0) + "\n" }
    return text
  }
}

extension OptionDescription {
  /// "-t, --threads N".
  fileprivate var usage: String {
    let names = short.map { "-\($0), --\(long)" } ?? "--\(long)"
    return placeholder.map { "\(names) \($0)" } ?? names
  }
}

private let helpColumn = 26
private let helpWidth = 80

/// An option or command and what it does, side by side where there is room.
private func helpEntry(_ subject: String, _ help: String) -> String {
  let start = "  \(subject)"
  guard start.count + 2 <= helpColumn else {
    let indent = String(repeating: " ", count: helpColumn)
    return "\(start)\n\(indent)\(wrapped(help, indent: helpColumn, firstColumn: helpColumn))\n"
  }
  let gap = String(repeating: " ", count: helpColumn - start.count)
  return "\(start)\(gap)\(wrapped(help, indent: helpColumn, firstColumn: helpColumn))\n"
}

/// Breaks a text between words; the first line begins in `firstColumn`, the others are indented.
private func wrapped(_ text: String, indent: Int, firstColumn: Int) -> String {
  var lines: [String] = []
  var line = ""
  var width = helpWidth - firstColumn
  for word in text.split(separator: " ") {
    if !line.isEmpty, line.count + 1 + word.count > width {
      lines.append(line)
      line = ""
      width = helpWidth - indent
    }
    line += line.isEmpty ? String(word) : " \(word)"
  }
  lines.append(line)
  return lines.joined(separator: "\n" + String(repeating: " ", count: indent))
}
