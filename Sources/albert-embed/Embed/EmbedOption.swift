import AlbertEmbed
import EmbeddingFormats

/// An option of `embed` with all that the program knows of it. Parsing, help, completions, refusals, the run's settings
/// and what its journal notes follow from here.
struct EmbedOption: Sendable {
  /// Its name, value and help.
  let option: Option<EmbedArguments>
  /// Where it makes sense; elsewhere it is refused.
  let scopes: @Sendable () -> [Scope]
  let resumption: Resumption
  /// What it does to the run, also where it is not given: defaults stand here.
  let configure: @Sendable (EmbedContext, inout EmbedSettings) throws -> Void

  /// Where an option makes sense, and why it does not elsewhere: the reason is given what was found instead.
  enum Scope {
    case inputs((InputFormat) -> Bool, otherwise: (String) -> String)
    case outputs((OutputFormat) -> Bool, otherwise: (String) -> String)
    /// The reason is given the option that brought the level about.
    case levels([EmbeddingRequest.Level], otherwise: (String) -> String)
    /// What other options say against it, in a whole sentence; nil where they say nothing.
    case unless((EmbedContext) -> String?)
  }

  /// What of an option an interrupted run and the one that goes on with it must have in common.
  enum Resumption: Sendable {
    /// Nothing: the output does not depend on it.
    case free
    /// This of the settings, under the option's name or another one. Empty where an option is not given that came later than
    /// version 2 of the journal, which lacks it.
    case same(as: String? = nil, @Sendable (EmbedSettings) -> String)
    /// What another option of this name has in its settings.
    case covered(by: String)
  }

  init(
    _ option: Option<EmbedArguments>, scopes: @escaping @Sendable @autoclosure () -> [Scope] = [],
    resumption: Resumption,
    configure: @escaping @Sendable (EmbedContext, inout EmbedSettings) throws -> Void = { _, _ in }
  ) {
    self.option = option
    self.scopes = scopes
    self.resumption = resumption
    self.configure = configure
  }

  // MARK: What follows

  /// With the formats and levels that the option is for.
  var description: OptionDescription {
    var description = option.describe()
    let notes = scopes().compactMap(\.note)
    if !notes.isEmpty { description.help += " (\(notes.joined(separator: "; ")))" }
    return description
  }

  /// - Throws: where the option was given and makes no sense.
  func check(_ context: EmbedContext) throws(UsageError) {
    guard context.given.contains(option.long) else { return }
    for scope in scopes() {
      let reason: String? =
        switch scope {
        case .inputs(let areFit, let reason):
          areFit(context.inputFormat) ? nil : reason(context.inputFormat.rawValue)
        case .outputs(let areFit, let reason): areFit(context.format) ? nil : reason(context.format.rawValue)
        case .levels(let levels, let reason):
          levels.contains(context.level) ? nil : reason(context.levelOption)
        case .unless(let contradiction):
          if let sentence = contradiction(context) { throw UsageError(sentence) } else { nil }
        }
      if let reason { throw UsageError("--\(option.long): \(reason)") }
    }
  }

  /// What the journal notes of it; nil for nothing.
  func dependency(_ settings: EmbedSettings) -> (name: String, value: String)? {
    guard case .same(let name, let value) = resumption else { return nil }
    return (name ?? "--\(option.long)", value(settings))
  }
}

extension EmbedOption.Scope {
  /// For help; nil where it takes more than a few words.
  fileprivate var note: String? {
    switch self {
    case .inputs(let areFit, _): "\(list(InputFormat.allCases, where: areFit)) input"
    case .outputs(let areFit, _): "\(list(OutputFormat.allCases, where: areFit)) output"
    case .levels(let levels, _): "\(list(levels) { _ in true }) level"
    case .unless: nil
    }
  }

  private func list<Value: RawRepresentable<String>>(_ values: [Value], where areFit: (Value) -> Bool) -> String {
    let names = values.filter(areFit).map(\.rawValue)
    guard let last = names.last, names.count > 1 else { return names.joined() }
    return "\(names.dropLast().joined(separator: ", ")) or \(last)"
  }
}

/// All options of `embed`, in the order of the help.
enum EmbedOptions {
  struct Group: Sendable {
    let title: String
    let options: [EmbedOption]
  }

  static let groups = [
    Group(title: "Model", options: model),
    Group(title: "Input", options: input),
    Group(title: "Which embedding", options: embedding),
    Group(title: "Long text", options: longText),
    Group(title: "Output", options: output),
    Group(title: "Running", options: running),
  ]
}
