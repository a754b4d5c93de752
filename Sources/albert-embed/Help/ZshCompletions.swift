import ArgumentParsing

/// The script for zsh, a file `_albert-embed` in a directory of `$fpath`.
func zshScript(_ commands: [CommandDescription]) -> String {
  var cases = ""
  for command in commands {
    cases += "    \(command.name))\n      _arguments -s -S \\\n"
    for option in command.optionsForShells { cases += specification(of: option) }
    cases += "        '*: :\(action(for: command.operandCompletion))' ;;\n"
  }
  let list = commands.map { "\($0.name)\\:\(escaped($0.summary))" }.joined(separator: " ").replacing("'", with: "'\\''")
  return """
    #compdef albert-embed
    # Completions of albert-embed for zsh.
    _albert_embed_models() {
      local -a found=(${(f)"$($program models --names 2> /dev/null)"})
      _alternative 'models:model:compadd -a found' 'files:file:_files'
    }
    _albert_embed() {
      local command=\(commands[0].name) program=${words[1]/#\\~/$HOME}
      if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then
        # Both in one go: otherwise commands would not be offered where a file matches.
        _alternative 'commands:command:((\(list)))' 'files:file:_files'
        return
      fi
      case $words[2] in
        \(commands.map(\.name).joined(separator: "|")))
          if (( CURRENT > 2 )); then command=$words[2]; shift words; (( CURRENT-- )); fi ;;
      esac
      case $command in
    \(cases)  esac
    }
    _albert_embed "$@"

    """
}

private func specification(of option: OptionDescription) -> String {
  let help = quoted(option.help)
  let value = option.placeholder.map { ":\(quoted($0)):\(action(for: option.completion))" } ?? ""
  guard let short = option.short else {
    return "        '--\(option.long)\(option.placeholder == nil ? "" : "=")[\(help)]\(value)' \\\n"
  }
  let names = option.placeholder == nil ? "{-\(short),--\(option.long)}" : "{-\(short)+,--\(option.long)=}"
  return "        '(-\(short) --\(option.long))'\(names)'[\(help)]\(value)' \\\n"
}

private func action(for completion: Completion) -> String {
  switch completion {
  case .nothing: " "
  case .files: "_files"
  case .directories: "_files -/"
  case .models: "_albert_embed_models"
  case .words(let words): "(\(words.joined(separator: " ")))"
  case .list(let words): "_sequence compadd - \(words.joined(separator: " "))"
  }
}

/// Text in which every character that zsh might interpret is escaped.
private func escaped(_ text: String) -> String {
  String(text.flatMap { $0.isLetter || $0.isNumber ? [$0] : ["\\", $0] })
}

/// Text in which the characters that have a meaning inside a quoted specification are escaped.
private func quoted(_ text: String) -> String {
  String(
    text.flatMap { character -> [Character] in
      switch character {
      case "'": Array("'\\''")
      case "[", "]", ":", "\\": ["\\", character]
      default: [character]
      }
    })
}
