import Albert
import Embedding
import EmbeddingFormats
import Files

extension RunIdentity {
  /// A thing that a run's output depends on. Journals and notes list the keys in this order.
  public enum Key: CaseIterable, Sendable {
    case program, model, arithmetic
    case inputFormat, textField, idField, pairField, delimiter, quoting, pairSeparator, prefix
    case head, level, pooling, poolingScope, layers, layerMix, subtoken, normalization, truncatedDimension, projection
    case maximumLength, overflow
    case outputFormat, elementType, offsets, ids, spans, keys, carriedText
    case shard
  }

  /// The keys of the paths of companions, in the order of `CompanionFormat.allCases`.
  public static let companionKeys: [(format: CompanionFormat, key: Key)] = [
    (.offsets, .offsets), (.ids, .ids), (.spans, .spans), (.keys, .keys),
  ]

  /// The source of the values.
  struct Source {
    let request: EmbeddingRequest
    let job: EmbeddingJob
    let model: ModelIdentity
  }

  /// The declaration of a key.
  struct Declaration {
    /// The key's name in journals and notes. It must never change, since existing files use it. Most names are those of options in
    /// the version that introduced the key. An option may be renamed; its key's name in files may not.
    let fileName: String
    /// The key's name in messages.
    let words: String
    let scope: Scope
    /// Returns the key's value, whose text must never change either. Keys that version 2 of the journal lacked have an empty value
    /// where their option is not given.
    let value: (Source) -> String

    init(_ fileName: String, _ words: String, _ scope: Scope, _ value: @escaping (Source) -> String) {
      (self.fileName, self.words, self.scope, self.value) = (fileName, words, scope, value)
    }
  }

  /// The part of the output that depends on a key.
  enum Scope {
    /// The output as a whole, but not the row of given tokens.
    case output
    /// The output, and the row of given tokens.
    case rows
    /// The output, and the row of given tokens where texts are embedded in windows.
    case rowsOfWindows
  }
}

extension RunIdentity.Key {
  private typealias Declaration = RunIdentity.Declaration

  var fileName: String { declaration.fileName }

  /// Finds a key by its name in files; nil for an unknown name.
  init?(fileName: String) {
    guard let key = Self.allCases.first(where: { $0.fileName.isSame(as: fileName) }) else { return nil }
    self = key
  }

  var declaration: RunIdentity.Declaration {
    switch self {
    // A new version of the program may make the same rows. The arithmetic's revision says when their bits change.
    case .program: Declaration("program", "program", .output) { $0.job.program }
    case .model: Declaration("model", "model", .rows) { $0.model.content }
    case .arithmetic: Declaration("arithmetic", "arithmetic", .rows, revisions)
    case .inputFormat: Declaration("input format", "input format", .output) { $0.job.inputFormat.rawValue }
    case .textField: Declaration("--field", "field of the text", .output) { $0.job.fields.text ?? "" }
    case .idField: Declaration("--id-field", "field of the id", .output) { $0.job.fields.id ?? "" }
    case .pairField: Declaration("--pair-field", "field of the second text", .output) { $0.job.fields.pair ?? "" }
    case .delimiter: Declaration("--delimiter", "delimiter", .output) { $0.job.syntax.delimiter?.description ?? "" }
    case .quoting:
      Declaration("--quoting", "quoting", .output) {
        $0.job.syntax.quoting == .standard ? "" : $0.job.syntax.quoting.rawValue
      }
    case .pairSeparator:
      Declaration("--pair-separator", "separator of pairs", .output) { $0.job.fields.pairSeparator ?? "" }
    // The prefix's tokens are among those of the row.
    case .prefix: Declaration("--prefix", "prefix", .output) { "\($0.request.prefix)" }
    case .head:
      Declaration("--head", "output layer", .rows) { source in
        source.request.head.map { "\($0.output.rawValue) of \($0.head.task.name)" } ?? ""
      }
    case .level: Declaration("--level", "level", .rows) { $0.request.level.rawValue }
    case .pooling:
      // If the user names a pooling, the model's steps after its own pooling are not applied.
      Declaration("--pooling", "pooling", .rows) {
        $0.request.poolings.map(\.rawValue).joined(separator: ",") + ($0.request.steps == nil ? "" : " and steps")
      }
    case .poolingScope:
      Declaration("--pool-over", "pooled tokens", .rows) { $0.request.poolingScope.rawValue }
    case .layers:
      // A format that writes the layers' numbers writes them as the user typed them. So -1 and the last layer's number make
      // different outputs there.
      Declaration("--layers", "layers", .rows) {
        "\($0.job.format.abilities.contains(.layerNumbers) ? $0.job.layerIndices : $0.request.layers)"
      }
    case .layerMix: Declaration("--layer-mix", "mix of layers", .rows) { text($0.request.layerMix) }
    case .subtoken: Declaration("--subtoken", "pieces of a word", .rows) { $0.request.subtoken.rawValue }
    case .normalization: Declaration("normalization", "normalization", .rows) { "\($0.request.normalizes)" }
    case .truncatedDimension:
      Declaration("--truncate-dim", "number of columns", .rows) { "\($0.request.truncatedDimension ?? 0)" }
    case .projection:
      Declaration("--project", "projection", .rows) { $0.request.projection.map(fingerprint) ?? "" }
    // Without windows a row depends on the tokens that remain, and not on the maximum by itself.
    case .maximumLength:
      Declaration("--max-length", "maximum length", .rowsOfWindows) { "\($0.request.maximumLength)" }
    case .overflow:
      Declaration("--overflow", "treatment of long texts", .rowsOfWindows) {
        $0.request.level == .passage ? "passages(stride: \($0.request.passageStride))" : text($0.request.overflow)
      }
    case .outputFormat: Declaration("output format", "output format", .output) { $0.job.format.rawValue }
    case .elementType: Declaration("--dtype", "type of numbers", .rows) { $0.job.elementType.rawValue }
    case .offsets: Declaration("--offsets", "file of offsets", .output) { $0.job[.offsets] ?? "" }
    case .ids: Declaration("--ids", "file of ids", .output) { $0.job[.ids] ?? "" }
    case .spans: Declaration("--spans", "file of spans", .output) { $0.job[.spans] ?? "" }
    // The path follows from the output's path.
    case .keys: Declaration("--keys", "file of keys", .output) { $0.job[.keys] == nil ? "" : "true" }
    case .carriedText: Declaration("--with-text", "carrying of texts", .output) { "\($0.job.carriesText)" }
    case .shard:
      Declaration("--shard", "shard", .output) { $0.job.shard.map { "\($0.number)/\($0.count)" } ?? "1/1" }
    }
  }
}

// MARK: Values

/// The revisions of the arithmetic that makes the rows. Revision 1 is not written, since files that are older than revisions do not
/// name it.
private func revisions(_ source: RunIdentity.Source) -> String {
  let hasFloats =
    source.model.precision == .float32 || source.request.steps?.multiplies == true || source.request.head != nil
  let hasIntegers = source.model.precision != .float32
  var parts: [String] = []
  if hasFloats, Arithmetic.floatRevision > 1 { parts.append("floats \(Arithmetic.floatRevision)") }
  if hasIntegers, Arithmetic.integerRevision > 1 { parts.append("integers \(Arithmetic.integerRevision)") }
  return parts.joined(separator: ", ")
}

private func text(_ mix: EmbeddingRequest.LayerMix) -> String {
  switch mix {
  case .concat: "concat"
  case .mean: "mean"
  case .sum: "sum"
  case .weights(let weights): "weights(\(weights))"
  }
}

private func text(_ overflow: EmbeddingRequest.Overflow) -> String {
  switch overflow {
  case .truncate: "truncate"
  case .window(let stride): "window(stride: \(stride))"
  case .error: "error"
  }
}

private func fingerprint(_ projection: Projection) -> String {
  var fingerprint = Fingerprint()
  for value in projection.mean + projection.axes { fingerprint.add(UInt64(value.bitPattern)) }
  return fingerprint.description
}
