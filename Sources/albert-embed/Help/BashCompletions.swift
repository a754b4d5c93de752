import ArgumentParsing

/// The script for bash 3.2 and later.
///
/// Names of files are offered as they are, so blanks do not break them. Words with quotes, backslashes or a tilde are left to
/// readline, which completes them as files.
func bashScript(_ commands: [CommandDescription]) -> String {
  let names = commands.map(\.name)
  var cases = ""
  for command in commands {
    cases += "    \(command.name))\n      case $previous in\n"
    for option in command.options where option.placeholder != nil {
      cases += "        \(option.names.joined(separator: "|"))) \(kind(of: option.completion)) ;;\n"
    }
    let options = command.optionsForShells.flatMap(\.names).joined(separator: " ")
    cases += """
            *) if [[ $current == -* && -z $ended ]]; then kind=words words='\(options)'
              else \(kind(of: command.operandCompletion)); fi ;;
          esac ;;

      """
  }
  return """
    # Completions of albert-embed for bash.
    _albert_embed() {
      local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} command=\(names[0])
      local kind= words= ended= word index
      # bash splits words at '=': "--name", "=", "value".
      if [[ $current == '=' ]]; then current=
      elif [[ $previous == '=' && $COMP_CWORD -gt 2 ]]; then previous=${COMP_WORDS[COMP_CWORD-2]}; fi
      COMPREPLY=()
      case ${COMP_WORDS[1]} in
        \(names.joined(separator: "|"))) [[ $COMP_CWORD -gt 1 ]] && command=${COMP_WORDS[1]} ;;
      esac
      for ((index = 1; index < COMP_CWORD; index++)); do
        if [[ ${COMP_WORDS[index]} == -- ]]; then ended=1 previous=; fi
      done
      case $command in
    \(cases)  esac
      [[ $kind == files && $current == *[\\'\\"\\\\~\\$]* ]] && return
      # A model's name is not a file, so readline does not remove the quotes.
      [[ $kind == models ]] && current=${current#[\\"\\']} && current=${current//\\\\/}
      while IFS= read -r word; do
        COMPREPLY+=("$word")
      done < <(
        [[ $COMP_CWORD -eq 1 && $kind != words ]] && compgen -W '\(names.joined(separator: " "))' -- "$current"
        case $kind in
          words) compgen -W "$words" -- "$current" ;;
          list)
            for word in $words; do
              head=
              [[ $current == *,* ]] && head=${current%,*},
              [[ ,$head == *,$word,* || $head$word != "$current"* ]] || printf '%s\\n' "$head$word"
            done ;;
          models)
            "${COMP_WORDS[0]}" models --names 2> /dev/null | while IFS= read -r word; do
              [[ $word == "$current"* ]] && printf '%s\\n' "$word"
            done
            compgen -f -- "$current" ;;
          files) compgen -f -- "$current" ;;
          directories) compgen -d -- "$current" ;;
        esac
      )
      # Keeps readline from offering files where there is nothing to offer.
      if [[ ${#COMPREPLY[@]} -eq 0 && $kind != files && $kind != models ]]; then compopt +o default 2> /dev/null; fi
    }
    complete -o filenames -o default -F _albert_embed albert-embed

    """
}

/// Shell assignments that say what to offer.
private func kind(of completion: Completion) -> String {
  switch completion {
  case .nothing: "kind=nothing"
  case .files: "kind=files"
  case .directories: "kind=directories"
  case .models: "kind=models"
  case .words(let words): "kind=words words='\(words.joined(separator: " "))'"
  case .list(let words): "kind=list words='\(words.joined(separator: " "))'"
  }
}
