import ArgumentParsing
import Embedding
import EmbeddingFormats
import Records
import Runs

/// An option of `embed` with all that the program knows of it. Parsing, help, completions, refusals and the run's settings
/// follow from here.
struct EmbedOption: Sendable {
  /// Its name, value and help.
  let option: Option<EmbedArguments>
  /// Where it makes sense. Elsewhere it is refused.
  let scopes: @Sendable () -> [Scope]
  let effect: Effect
  /// Sets what the option means for the run. Called also where it is not given, and then sets the default.
  let configure: @Sendable (EmbedContext, inout EmbedSettings) throws -> Void

  /// Where an option makes sense. `otherwise` makes the reason of a refusal from the name of the format or option that was found.
  enum Scope {
    case inputs((InputFormat) -> Bool, otherwise: (String) -> String)
    case outputs((OutputFormat) -> Bool, otherwise: (String) -> String)
    /// The reason is made from the option that set the level.
    case levels([EmbeddingRequest.Level], otherwise: (String) -> String)
    /// For embeddings only, and not for the results of an output layer.
    case embeddings
    /// The whole error where other options contradict this one; nil where none does.
    case unless((EmbedContext) -> String?)
  }

  /// Whether the output depends on an option. No option can be declared without an answer.
  enum Effect: Sendable {
    /// It does, through these keys of the run's identity.
    case changes([RunIdentity.Key])
    /// It does not, for this reason.
    case nothing(because: String)
  }

  init(
    _ option: Option<EmbedArguments>, scopes: @escaping @Sendable @autoclosure () -> [Scope] = [],
    effect: Effect,
    configure: @escaping @Sendable (EmbedContext, inout EmbedSettings) throws -> Void = { _, _ in }
  ) {
    self.option = option
    self.scopes = scopes
    self.effect = effect
    self.configure = configure
  }

  // MARK: What follows

  /// The keys of the run's identity that it changes.
  var keys: [RunIdentity.Key] { if case .changes(let keys) = effect { keys } else { [] } }

  /// The option for help, with the formats and levels that it goes with.
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
        case .embeddings:
          context.arguments.head == nil ? nil : "is for embeddings; --head gives what the model's output layer does"
        case .unless(let contradiction):
          if let sentence = contradiction(context) { throw UsageError(sentence) } else { nil }
        }
      if let reason { throw UsageError("--\(option.long): \(reason)") }
    }
  }
}

extension EmbedOption.Scope {
  /// The formats that an option goes with.
  ///
  /// - Parameter predicate: what every other format is or does, to be said after its name.
  static func outputs(that areFit: @escaping (OutputFormat) -> Bool, others predicate: String) -> Self {
    .outputs(areFit) { "goes with \(list(OutputFormat.allCases, where: areFit)); \($0) \(predicate)" }
  }

  /// A note for help; nil where it would take more than a few words.
  fileprivate var note: String? {
    switch self {
    case .inputs(let areFit, _): "\(Self.list(InputFormat.allCases, where: areFit)) input"
    case .outputs(let areFit, _): "\(Self.list(OutputFormat.allCases, where: areFit)) output"
    case .levels(let levels, _): "\(Self.list(levels) { _ in true }) level"
    case .embeddings, .unless: nil
    }
  }

  private static func list<Value: RawRepresentable<String>>(_ values: [Value], where areFit: (Value) -> Bool) -> String
  {
    let names = values.filter(areFit).map(\.rawValue)
    guard let last = names.last, names.count > 1 else { return names.joined() }
    return "\(names.dropLast().joined(separator: ", ")) or \(last)"
  }
}

/// All options of `embed`, in the order of its help.
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

  /// The options that change a key of the run's identity.
  static func names(changing key: RunIdentity.Key) -> [String] {
    groups.flatMap(\.options).filter { $0.keys.contains(key) }.map { "--\($0.option.long)" }
  }
}
