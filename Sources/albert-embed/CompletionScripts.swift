/// A shell that completion scripts are made for.
enum Shell: String, CaseIterable {
  case bash, zsh, fish

  var script: String {
    let descriptions = commands.map { $0.description }
    return switch self {
    case .bash: bashScript(descriptions)
    case .zsh: zshScript(descriptions)
    case .fish: fishScript(descriptions)
    }
  }
}

// MARK: bash

private func bashScript(_ commands: [CommandDescription]) -> String {
  var cases = ""
  for command in commands {
    let words = command.options.flatMap(bashNames) + ["--help"]
    cases += "    \(command.name))\n      case $previous in\n"
    for option in command.options where option.placeholder != nil {
      cases += "        \(bashNames(option).joined(separator: "|"))) \(bashReply(option.completion)); return ;;\n"
    }
    cases += "      esac\n"
    cases += "      options='\(words.joined(separator: " "))'\n"
    cases += "      operands() { \(bashReply(command.operandCompletion)); } ;;\n"
  }
  return """
    # Completions of albert-embed for bash.
    _albert_embed() {
      local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} command=\(commands[0].name) options
      # bash breaks words at '=': "--name", "=", "value".
      if [[ $current == '=' ]]; then current=
      elif [[ $previous == '=' && $COMP_CWORD -gt 2 ]]; then previous=${COMP_WORDS[COMP_CWORD-2]}; fi
      COMPREPLY=()
      case ${COMP_WORDS[1]} in
        \(commands.map(\.name).joined(separator: "|"))) [[ $COMP_CWORD -gt 1 ]] && command=${COMP_WORDS[1]} ;;
      esac
      case $command in
    \(cases)  esac
      if [[ $current == -* ]]; then
        COMPREPLY=($(compgen -W "$options" -- "$current"))
      else
        operands
        [[ $COMP_CWORD -eq 1 ]] && COMPREPLY+=($(compgen -W '\(commands.map(\.name).joined(separator: " "))' -- "$current"))
      fi
    }
    complete -o filenames -F _albert_embed albert-embed

    """
}

private func bashNames(_ option: OptionDescription) -> [String] {
  (option.short.map { ["-\($0)"] } ?? []) + ["--\(option.long)"]
}

private func bashReply(_ completion: Completion) -> String {
  switch completion {
  case .nothing: ":"
  case .files: "COMPREPLY=($(compgen -f -- \"$current\"))"
  case .directories: "COMPREPLY=($(compgen -d -- \"$current\"))"
  case .models:
    "COMPREPLY=($(compgen -W \"$(\"${COMP_WORDS[0]}\" models --names 2>/dev/null)\" -- \"$current\")"
      + " $(compgen -f -- \"$current\"))"
  case .words(let words), .list(let words):
    "COMPREPLY=($(compgen -W '\(words.joined(separator: " "))' -- \"$current\"))"
  }
}

// MARK: zsh

private func zshScript(_ commands: [CommandDescription]) -> String {
  var cases = ""
  for command in commands {
    cases += "    \(command.name))\n      _arguments -s -S \\\n"
    for option in command.options { cases += zshOption(option) }
    cases += "        '(-h --help)'{-h,--help}'[this help]' \\\n"
    cases += "        '*: :\(zshAction(command.operandCompletion))' ;;\n"
  }
  let names = commands.map { "\($0.name):'\(zshQuoted($0.summary))'" }.joined(separator: " ")
  return """
    #compdef albert-embed
    # Completions of albert-embed for zsh.
    _albert_embed() {
      local command=\(commands[0].name)
      if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then
        local -a names=(\(names))
        _describe command names
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

private func zshOption(_ option: OptionDescription) -> String {
  let help = zshQuoted(option.help)
  let value = option.placeholder.map { ":\(zshQuoted($0)):\(zshAction(option.completion))" } ?? ""
  guard let short = option.short else {
    return "        '--\(option.long)\(option.placeholder == nil ? "" : "=")[\(help)]\(value)' \\\n"
  }
  let names = option.placeholder == nil ? "{-\(short),--\(option.long)}" : "{-\(short)+,--\(option.long)=}"
  return "        '(-\(short) --\(option.long))'\(names)'[\(help)]\(value)' \\\n"
}

private func zshAction(_ completion: Completion) -> String {
  switch completion {
  case .nothing: " "
  case .files: "_files"
  case .directories: "_files -/"
  case .models: "{ compadd -- ${(f)\"$($service models --names 2>/dev/null)\"}; _files }"
  case .words(let words): "(\(words.joined(separator: " ")))"
  case .list(let words): "_sequence compadd - \(words.joined(separator: " "))"
  }
}

/// Without the characters that mean something inside a quoted specification.
private func zshQuoted(_ text: String) -> String {
  String(
    text.flatMap { character -> [Character] in
      switch character {
      case "'": Array("'\\''")
      case "[", "]", ":", "\\": ["\\", character]
      default: [character]
      }
    })
}

// MARK: fish

private func fishScript(_ commands: [CommandDescription]) -> String {
  let names = commands.map(\.name).joined(separator: " ")
  var lines = ["# Completions of albert-embed for fish."]
  for command in commands {
    lines.append(
      "complete -c albert-embed -n __fish_is_first_token -a \(command.name) -d \(fishQuoted(command.summary))")
  }
  for (index, command) in commands.enumerated() {
    let condition =
      index == 0
      ? "not __fish_seen_subcommand_from \(names); or __fish_seen_subcommand_from \(command.name)"
      : "__fish_seen_subcommand_from \(command.name)"
    let start = "complete -c albert-embed -n '\(condition)'"
    for option in command.options {
      var line = "\(start) -l \(option.long)"
      if let short = option.short { line += " -s \(short)" }
      if option.placeholder != nil { line += fishValue(option.completion) }
      lines.append("\(line) -d \(fishQuoted(option.help))")
    }
    lines.append("\(start) -s h -l help -d 'this help'")
    if case .words(let words) = command.operandCompletion {
      lines.append("\(start) -f -a '\(words.joined(separator: " "))'")
    }
  }
  return lines.joined(separator: "\n") + "\n"
}

private func fishValue(_ completion: Completion) -> String {
  switch completion {
  case .nothing: " -x"
  case .files: " -r -F"
  case .directories: " -x -a '(__fish_complete_directories)'"
  case .models: " -r -F -a '(albert-embed models --names 2>/dev/null)'"
  case .words(let words): " -x -a '\(words.joined(separator: " "))'"
  case .list(let words): " -x -a '(__fish_append , \(words.joined(separator: " ")))'"
  }
}

private func fishQuoted(_ text: String) -> String {
  "'" + text.flatMap { $0 == "'" || $0 == "\\" ? ["\\", $0] : [$0] } + "'"
}
