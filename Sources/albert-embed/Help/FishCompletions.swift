import ArgumentParsing

/// The script for fish 3.
func fishScript(_ commands: [CommandDescription]) -> String {
  let names = commands.map(\.name).joined(separator: " ")
  var lines = [
    """
    # Completions of albert-embed for fish.
    # Whether the command line runs a command: only the first word can name one.
    function __albert_embed_command
        set -l words (commandline -opc)
        set -l command \(commands[0].name)
        contains -- "$words[2]" \(names); and set command $words[2]
        test $command = $argv[1]
    end
    # Words after a comma, without those that are there already. The tab hides the option's help.
    function __albert_embed_list
        set -l head (string replace -r '^-[^=]*=' '' -- (commandline -ct) | string replace -rf '^(.*,)[^,]*$' '$1')
        for word in $argv
            contains -- $word (string split , -- "$head"); or printf '%s%s\\t\\n' "$head" $word
        end
    end
    """
  ]
  for command in commands {
    lines.append(
      "complete -c albert-embed -n 'test (count (commandline -opc)) -eq 1' -a \(command.name)"
        + " -d \(quoted(command.summary))")
  }
  for command in commands {
    let start = "complete -c albert-embed -n '__albert_embed_command \(command.name)'"
    for option in command.optionsForShells {
      var line = "\(start) -l \(option.long)"
      if let short = option.short { line += " -s \(short)" }
      if option.placeholder != nil { line += value(of: option.completion) }
      lines.append("\(line) -d \(quoted(option.help))")
    }
    switch command.operandCompletion {
    case .words(let words): lines.append("\(start) -f -a '\(words.joined(separator: " "))'")
    case .models: lines.append("\(start) -a \(modelNames)")
    case .nothing: lines.append("\(start) -f")
    case .files, .directories, .list: break
    }
  }
  return lines.joined(separator: "\n") + "\n"
}

private let modelNames = "'(albert-embed models --names 2> /dev/null | string replace -r \\'$\\' \\\\t)'"

private func value(of completion: Completion) -> String {
  switch completion {
  case .nothing: " -x"
  case .files: " -r -F"
  case .directories: " -x -a '(__fish_complete_directories)'"
  case .models: " -r -F -a \(modelNames)"
  // The tab hides the option's help, which would stand beside each word.
  case .words(let words): " -x -a '\(words.map { "\($0)\\t" }.joined(separator: " "))'"
  case .list(let words): " -x -a '(__albert_embed_list \(words.joined(separator: " ")))'"
  }
}

private func quoted(_ text: String) -> String {
  "'" + text.flatMap { $0 == "'" || $0 == "\\" ? ["\\", $0] : [$0] } + "'"
}
