import Embedding
import Files

/// What a run's output depends on besides the bytes of its inputs, a value a key.
///
/// A journal and a shard's note keep it, so that no run goes on with, and `join` does not put together, what another model,
/// other options or another arithmetic made. The command line maps its options onto the keys: how an option is spelled, what a
/// message calls the key, and what files call it are three things.
public struct RunIdentity: Sendable {
  /// The options that change a key, as the user types them, for messages.
  public typealias OptionNames = @Sendable (Key) -> [String]

  /// A value a key, in the order of the keys.
  let attributes: [Journal.Attribute]

  public init(of request: EmbeddingRequest, job: EmbeddingJob) {
    let source = Source(request: request, job: job, model: job.model())
    attributes = Key.allCases.map { ($0.declaration.fileName, $0.declaration.value(source)) }
  }

  /// The attributes of a journal or a note as this version would have written them.
  static func current(_ attributes: [Journal.Attribute]) -> [Journal.Attribute] {
    let (model, arithmetic) = (Key.model.fileName, Key.arithmetic.fileName)
    guard !attributes.contains(where: { $0.name.isSame(as: arithmetic) }) else { return attributes }
    // The revision of the products of floats stood behind the model.
    return attributes.flatMap { attribute -> [Journal.Attribute] in
      let parts = attribute.value.split(separator: ", arithmetic ")
      guard attribute.name.isSame(as: model), parts.count == 2 else { return [attribute] }
      return [(model, String(parts[0])), (arithmetic, "floats \(parts[1])")]
    }
  }
}

/// An attribute that two runs do not share.
struct IdentityDifference {
  /// What files call it.
  let name: String
  /// Its values; "not given" where one is empty.
  let values: (String, String)

  /// The first attribute, in the order of `one`, whose values differ. A missing value counts as an empty one: versions that
  /// lacked an option did not write it.
  static func first(
    between one: [Journal.Attribute], and other: [Journal.Attribute],
    except isLeftOut: (String) -> Bool = { _ in false }
  ) -> IdentityDifference? {
    func value(_ name: String, in attributes: [Journal.Attribute]) -> String {
      attributes.first { $0.name.isSame(as: name) }?.value ?? ""
    }
    for (name, _) in one + other where !isLeftOut(name) {
      let values = (value(name, in: one), value(name, in: other))
      guard !values.0.isSame(as: values.1) else { continue }
      func words(_ value: String) -> String { value.isEmpty ? "not given" : value }
      return IdentityDifference(name: name, values: (words(values.0), words(values.1)))
    }
    return nil
  }

  /// What messages call the attribute, with the options that change it.
  func words(_ optionNames: RunIdentity.OptionNames) -> String {
    guard let key = RunIdentity.Key(fileName: name) else { return name }
    let options = optionNames(key)
    return key.declaration.words + (options.isEmpty ? "" : " (\(options.joined(separator: ", ")))")
  }
}

/// What a row depends on besides its token ids, their types and which of them are pooled: two rows of the same tokens have the
/// same bits if their row identities are equal.
public struct RowIdentity: Sendable {
  let attributes: [Journal.Attribute]

  public init(of request: EmbeddingRequest, job: EmbeddingJob) {
    let source = RunIdentity.Source(request: request, job: job, model: job.model())
    attributes = RunIdentity.Key.allCases.map(\.declaration).compactMap { declaration in
      switch declaration.scope {
      case .output: nil
      case .rowsOfWindows where !request.overflow.isWindow: nil
      case .rows, .rowsOfWindows: (declaration.fileName, declaration.value(source))
      }
    }
  }

  /// In UTF-8, a line a key, in the order of the keys. Equal bytes are equal identities, so a digest of them stands for one.
  public var bytes: [UInt8] { Array(attributes.map { Journal.line($0) + "\n" }.joined().utf8) }

  /// Reads what `bytes` wrote; nil where it is something else.
  public init?(bytes: some Sequence<UInt8>) {
    var attributes: [Journal.Attribute] = []
    for line in String(decoding: Array(bytes), as: UTF8.self).parts(
      separatedBy: UInt8(ascii: "\n"), omittingEmpty: true)
    {
      guard let attribute = Journal.attribute(in: line) else { return nil }
      attributes.append(attribute)
    }
    self.attributes = attributes
  }

  /// The first key whose values differ, as messages call it, with this identity's value and the other's; nil where none does.
  public func difference(
    from other: RowIdentity, _ optionNames: RunIdentity.OptionNames
  ) -> (words: String, value: String, other: String)? {
    IdentityDifference.first(between: attributes, and: other.attributes)
      .map { ($0.words(optionNames), $0.values.0, $0.values.1) }
  }
}
