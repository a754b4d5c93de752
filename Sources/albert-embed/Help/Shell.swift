import ArgumentParsing

/// A shell that has a completion script.
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

extension CommandDescription {
  /// Its options, and those that the parser and `main` handle.
  var optionsForShells: [OptionDescription] {
    func flag(_ long: String, _ short: Character?, _ help: String) -> OptionDescription {
      OptionDescription(long: long, short: short, placeholder: nil, completion: .nothing, help: help)
    }
    let version = isDefault ? [flag("version", nil, "the program's version")] : []
    return options + [flag("help", "h", "this help")] + version
  }
}
