import Albert
import Checkpoint
import Files

/// The ALBERT among a source's tensors: finds and checks the tensors of transformers' `AlbertModel`.
struct SourceModel {
  private let source: any TensorSource
  /// The prefix of the names of the model's tensors: nothing, "albert." where the model has a head, or more where it is a part of
  /// another model.
  private let prefix: String
  private let adapter: PEFTAdapter?

  private static let anchor = "embeddings.word_embeddings.weight"

  /// - Throws: `ConversionError` where the tensors hold no ALBERT, or more than one.
  init(_ source: any TensorSource, adapter: PEFTAdapter? = nil) throws(ConversionError) {
    let prefixes = source.tensors.keys.compactMap { $0.rest(before: Self.anchor) }
      .filter { $0.isEmpty || $0.ends(with: ".") }.map(String.init)
    guard let prefix = prefixes.first else {
      throw ConversionError(path: source.path, field: "albert.\(Self.anchor)", problem: "is missing")
    }
    guard prefixes.count == 1 else {
      throw ConversionError(
        path: source.path,
        problem: "holds \(prefixes.count) models: \(prefixes.sorted().map { $0 + Self.anchor }.joined(separator: ", "))"
      )
    }
    self.source = source
    self.prefix = prefix
    self.adapter = adapter
  }

  /// Whether the weights have a pooler, which many models lack.
  var hasPooler: Bool { source.tensors["\(prefix)pooler.weight"] != nil }

  // MARK: Heads

  /// The prefix of the names of heads' tensors: the part of the model's prefix before "albert.".
  private var headPrefix: String {
    let components = prefix.parts(separatedBy: UInt8(ascii: "."), omittingEmpty: true).dropLast()
    return components.map { "\($0)." }.joined()
  }

  /// A tensor of a head, by its name in transformers without prefix; nil where there is none.
  ///
  /// - Throws: `ConversionError` where an adapter does not fit it.
  func headTensor(_ name: String) throws(ConversionError) -> SourceTensor? {
    let tensor = source.tensors[headPrefix + name]
    guard let adapter else { return tensor }
    return try adapter.adaptedHead(tensor, name)
  }

  /// The names of the source, and of an adapter, that begin with `start` after the prefix of heads. They are sorted.
  func headNames(beginningWith start: String) -> [String] {
    let names = source.tensors.keys + source.otherNames
    let whole = names.filter { $0.begins(with: headPrefix + start) }
    return (whole + (adapter?.names(beginningWith: start) ?? [])).sorted()
  }

  /// The source's tensors that are not in the checkpoint, without those of heads.
  ///
  /// - Parameter heads: the names of heads' tensors, as `headNames` gives them.
  /// - Throws: `ConversionError` where an adapter changes a tensor of the model that the weights lack.
  func leftOut(_ configuration: AlbertConfiguration, heads: [String]) throws(ConversionError) -> LeftOutTensors {
    let sources = Self.sourceNames(configuration)
    var taken: NamedValues<Bool> = [:]
    var names = heads
    for name in heads { taken[name] = true }
    for name in configuration.tensors.flatMap({ sources[$0.name] ?? [] }) {
      names.append(name)
      taken[prefix + name] = true
      taken[prefix + Self.nameInTensorFlow(name)] = true
    }
    // Constant ids, which old versions of transformers saved beside the embeddings.
    for buffer in ["position_ids", "token_type_ids"] { taken["\(prefix)embeddings.\(buffer)"] = true }
    let others = (source.tensors.keys + source.otherNames).filter { taken[$0] == nil }
    return LeftOutTensors(names: others + (try adapter?.others(than: names) ?? []))
  }

  /// Adds the tensors of the configuration, in the checkpoint's layout. The elements are read when the writer asks for them.
  ///
  /// - Throws: `ConversionError` where a tensor is missing, or has another shape or elements that cannot be read.
  func add(to writer: inout CheckpointWriter, configuration: AlbertConfiguration) throws(ConversionError) {
    let sourceNames = Self.sourceNames(configuration)
    for tensor in configuration.tensors {
      guard let names = sourceNames[tensor.name] else { preconditionFailure("'\(tensor.name)' has no source") }
      // In PyTorch the outputs are the first dimension. Several sources stand side by side in the outputs.
      var sourceShape = Array(tensor.shape.reversed())
      if tensor.layout == .rowMajor { sourceShape.reverse() }
      sourceShape[0] /= names.count
      var sources: [SourceTensor] = []
      for name in names { sources.append(try find(name, shape: sourceShape)) }
      writer.add(tensor.name, as: Float.self, shape: tensor.shape, layout: tensor.layout) { [sources] in
        var elements: [Float] = []
        elements.reserveCapacity(tensor.shape.reduce(1, *))
        for source in sources { elements += try source.floats() }
        switch tensor.layout {
        case .rowMajor: return elements
        case .panels32:
          return tensor.layout.packed(elements, inputs: tensor.shape[0], outputs: tensor.shape[1], order: .outputsFirst)
        case .panels32by4, .panels32by2: preconditionFailure("'\(tensor.name)' has a layout of integers")
        }
      }
    }
  }

  private func find(_ ownName: String, shape: [Int]) throws(ConversionError) -> SourceTensor {
    let name = prefix + ownName
    guard var tensor = source.tensors[name] ?? source.tensors[Self.nameInTensorFlow(name)] else {
      throw ConversionError(path: source.path, field: name, problem: "is missing; shape \(shape) was expected")
    }
    if let adapter { tensor = try adapter.adapted(tensor, ownName) }
    try tensor.check(shape: shape, givenBy: " by config.json")
    return tensor
  }

  /// The old name of a norm's tensor: early conversions from TensorFlow kept gamma and beta for weight and bias.
  private static func nameInTensorFlow(_ name: String) -> String {
    for (ours, theirs) in [("LayerNorm.weight", "LayerNorm.gamma"), ("LayerNorm.bias", "LayerNorm.beta")] {
      if let scope = name.rest(before: ours) { return scope + theirs }
    }
    return name
  }

  /// The tensors of transformers, without prefix, that make up each tensor of the checkpoint, side by side in the outputs.
  private static func sourceNames(_ configuration: AlbertConfiguration) -> NamedValues<[String]> {
    var names: NamedValues = [
      "embeddings.word": [anchor],
      "embeddings.position": ["embeddings.position_embeddings.weight"],
      "embeddings.token-type": ["embeddings.token_type_embeddings.weight"],
    ]
    func product(_ ours: String, _ theirs: [String]) {
      names["\(ours).weight"] = theirs.map { "\($0).weight" }
      names["\(ours).bias"] = theirs.map { "\($0).bias" }
    }
    func norm(_ ours: String, _ theirs: String) {
      names["\(ours).scale"] = ["\(theirs).weight"]
      names["\(ours).shift"] = ["\(theirs).bias"]
    }
    norm("embeddings.norm", "embeddings.LayerNorm")
    product("projection", ["encoder.embedding_hidden_mapping_in"])
    product("pooler", ["pooler"])
    for group in 0..<configuration.groupCount {
      for layer in 0..<configuration.innerGroupCount {
        let ours = "group.\(group).layer.\(layer)"
        let theirs = "encoder.albert_layer_groups.\(group).albert_layers.\(layer)"
        product("\(ours).attention.qkv", ["query", "key", "value"].map { "\(theirs).attention.\($0)" })
        product("\(ours).attention.output", ["\(theirs).attention.dense"])
        norm("\(ours).attention.norm", "\(theirs).attention.LayerNorm")
        product("\(ours).feed-forward.in", ["\(theirs).ffn"])
        product("\(ours).feed-forward.out", ["\(theirs).ffn_output"])
        norm("\(ours).feed-forward.norm", "\(theirs).full_layer_layer_norm")
      }
    }
    return names
  }
}
