import Embedding
import Files

/// The identity of a run: the things that its output depends on besides the bytes of its inputs.
///
/// Journals and shards' notes keep it. So a run does not resume the output of another model, other options or another arithmetic,
/// and `join` does not join such shards. The command line maps its options onto the keys. The spelling of an option, the key's name
/// in messages and the key's name in files are independent of each other.
public struct RunIdentity: Sendable {
  /// The options that change a key, as the user types them, for messages.
  public typealias OptionNames = @Sendable (Key) -> [String]

  /// The value of each key, in the order of the keys.
  let attributes: [Journal.Attribute]

  public init(of request: EmbeddingRequest, job: EmbeddingJob) {
    let source = Source(request: request, job: job, model: job.model())
    attributes = Key.allCases.map { ($0.declaration.fileName, $0.declaration.value(source)) }
  }

  /// The attributes of a journal or a note as this version would have written them.
  static func current(_ attributes: [Journal.Attribute]) -> [Journal.Attribute] {
    let (model, arithmetic) = (Key.model.fileName, Key.arithmetic.fileName)
    guard !attributes.contains(where: { $0.name.isSame(as: arithmetic) }) else { return attributes }
    // Earlier versions wrote the revision of the arithmetic of floats after the model.
    return attributes.flatMap { attribute -> [Journal.Attribute] in
      let parts = attribute.value.split(separator: ", arithmetic ")
      guard attribute.name.isSame(as: model), parts.count == 2 else { return [attribute] }
      return [(model, String(parts[0])), (arithmetic, "floats \(parts[1])")]
    }
  }
}

/// An attribute whose values differ between two runs.
struct IdentityDifference {
  /// Its name in files.
  let name: String
  /// Its values; "not given" where one is empty.
  let values: (String, String)

  /// The first attribute, in the order of `one`, whose values differ; nil if none differ. A missing value counts as an empty one:
  /// versions without an option did not write it.
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

  /// The attribute's name in messages, with the options that change it.
  func words(_ optionNames: RunIdentity.OptionNames) -> String {
    guard let key = RunIdentity.Key(fileName: name) else { return name }
    let options = optionNames(key)
    return key.declaration.words + (options.isEmpty ? "" : " (\(options.joined(separator: ", ")))")
  }
}

/// The identity of rows: the things that a row depends on besides its token ids, their types and which of them are pooled. Two rows of
/// the same tokens have the same bits if their row identities are equal.
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

  /// The identity in UTF-8: a line for each key, in the order of the keys. Identities are equal if their bytes are, so a digest of
  /// the bytes can replace them.
  public var bytes: [UInt8] { Array(attributes.map { Journal.line($0) + "\n" }.joined().utf8) }

  /// Reads the bytes of an identity; nil for other bytes.
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

  /// The first key whose values differ: its name in messages, this identity's value and the other's. It is nil if none differ.
  public func difference(
    from other: RowIdentity, _ optionNames: RunIdentity.OptionNames
  ) -> (words: String, value: String, other: String)? {
    IdentityDifference.first(between: attributes, and: other.attributes)
      .map { ($0.words(optionNames), $0.values.0, $0.values.1) }
  }
}
