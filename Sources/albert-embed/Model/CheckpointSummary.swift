import Albert
import Checkpoint
import Console
import Files
import JSON
import Tokenizers

/// What a checkpoint holds, for people and for programs.
struct CheckpointSummary {
  private let path: String
  private let fileSize: Int
  private let configuration: AlbertConfiguration
  private let defaults: EmbeddingDefaults
  private let tokenizerKind: String
  private let tokenizerSize: Int
  private let precision: Precision
  private let loss: PrecisionLoss?
  private let leftOut: LeftOutTensors
  private let heads: OutputHeads
  private let sections: [CheckpointSection]

  /// - Throws: `CheckpointError` where the checkpoint does not hold a whole model.
  init(_ checkpoint: Checkpoint) throws(CheckpointError) {
    path = checkpoint.path
    fileSize = checkpoint.fileSize
    configuration = try AlbertConfiguration(checkpoint: checkpoint)
    defaults = try EmbeddingDefaults(checkpoint: checkpoint, configuration: configuration)
    let tokenizer = try Tokenizer(checkpoint: checkpoint)
    tokenizerKind = tokenizer.kind.rawValue
    tokenizerSize = tokenizer.vocabularySize
    precision = try Precision(checkpoint: checkpoint)
    loss = try PrecisionLoss(checkpoint: checkpoint)
    leftOut = try LeftOutTensors(checkpoint: checkpoint)
    sections = checkpoint.sections
    heads = try OutputHeads(checkpoint: checkpoint, configuration: configuration)
    // Every tensor must be there in its shape.
    let model = try Albert(checkpoint: checkpoint)
    for index in heads.heads.indices { _ = try OutputLayer(index, of: heads, model: model, checkpoint: checkpoint) }
  }

  /// The number of trained parameters, without the zeros that fill up panels.
  private var parameterCount: Int {
    let headTensors = heads.heads.indices.flatMap { heads.tensors(of: $0, hiddenSize: configuration.hiddenSize) }
    return (configuration.tensors + headTensors).reduce(0) { $0 + $1.shape.reduce(1, *) }
  }

  private var poolings: [String] { defaults.poolings.map(\.rawValue) }

  // MARK: For people

  /// Several lines, each with its end.
  ///
  /// - Parameter isVerified: whether every section has been compared with its checksum.
  func text(listsSections: Bool, isVerified: Bool) -> String {
    let model = configuration
    var lines = ["\(path): \(bytes(fileSize))", "", "Model"]
    func add(_ name: String, _ value: String) {
      lines += TextTable([(.left, 20), (.left, 0)]).lines([["  \(name)", value]])
    }
    var groups = "\(model.groupCount) layer group\(model.groupCount == 1 ? "" : "s")"
    if model.innerGroupCount > 1 { groups += " of \(model.innerGroupCount) layers" }
    add("layers", "\(model.layerCount), sharing the weights of \(groups)")
    add("hidden size", "\(model.hiddenSize), in \(model.headCount) heads of \(model.headSize)")
    add("feed-forward size", "\(model.intermediateSize), \(model.activation.name)")
    add("embedding size", "\(model.embeddingSize)")
    add("positions", "\(model.maximumPositions)")
    add("token types", "\(model.tokenTypeCount)")
    add("layer-norm epsilon", "\(model.layerNormEpsilon)")
    add("pooler", model.hasPooler ? "yes" : "no")
    add("parameters", "\(parameterCount)")
    add("precision", precision.name)
    for line in leftOut.lines { add("left out", printable(line)) }
    if let loss {
      lines += ["", "Loss by the precision"]
      for line in loss.lines { add(line.name, line.value) }
    }
    if heads != OutputHeads() { lines += ["", "Heads"] }
    for head in heads.heads { add(head.task.name, printable(head.summary)) }
    for head in heads.unsupported { add(head.name, printable(head.reason)) }
    lines += ["", "Tokenizer"]
    add("algorithm", tokenizerKind)
    add("vocabulary", "\(tokenizerSize) ids, \(model.vocabularySize) embeddings")
    lines += ["", "Defaults"]
    if let weights = defaults.layerWeights {
      add("layers", "the last \(weights.count), weighted \(weights.map { "\($0)" }.joined(separator: ","))")
    }
    add("pooling", poolings.joined(separator: ","))
    if !defaults.steps.isEmpty { add("then", defaults.steps.steps.map(\.description).joined(separator: ", ")) }
    if let columns = defaults.truncatedDimension { add("columns", "the first \(columns)") }
    add("normalization", defaults.normalizes ? "to unit length" : "none")
    add("maximum length", "\(defaults.maximumLength) tokens, special ones included")
    for (index, prompt) in defaults.prompts.names.enumerated() {
      let text = String(decoding: defaults.prompts.texts[index], as: UTF8.self)
      let isDefault = index == defaults.prompts.defaultIndex
      add("prompt", printable("\(prompt)\(isDefault ? ", put before every text" : ""): '\(text)'"))
    }
    lines += ["", "File"]
    add("sections", "\(sections.count)\(listsSections ? "" : " (--sections lists them)")")
    let checked = "every byte is as it was written: all \(sections.count) sections have their checksums"
    add("checksums", isVerified ? checked : "not compared (--verify does)")
    if listsSections { lines += [""] + sectionTable }
    return lines.map { $0 + "\n" }.joined()
  }

  private var sectionTable: [String] {
    let rows =
      [["name", "type", "shape", "offset", "bytes", "crc-32"]]
      + sections.map { section in
        let layout = section.layout == .rowMajor ? "" : " \(section.layout)"
        let shape = section.shape.map(String.init).joined(separator: "x")
        return [
          section.name, "\(section.elementType)\(layout)", shape, "\(section.offset)", "\(section.length)",
          hexadecimal(section.checksum),
        ]
      }
    // Words to the left, numbers to the right.
    let table = TextTable([(.left, 0), (.left, 0), (.left, 0), (.right, 0), (.right, 0), (.right, 0)])
    return table.lines(rows).map { "  \($0)" }
  }

  private func bytes(_ count: Int) -> String {
    guard count >= 1_000_000 else { return "\(count) bytes" }
    let tenths = count / 100_000
    return "\(tenths / 10).\(tenths % 10) MB"
  }

  // MARK: For programs

  /// One JSON object on one line, in UTF-8.
  var json: [UInt8] { value.text + [UInt8(ascii: "\n")] }

  private var value: JSONValue {
    [
      "path": JSONValue(path), "bytes": JSONValue(fileSize), "precision": JSONValue(precision.name),
      "loss": loss.map(Self.value) ?? .null, "model": modelValue, "heads": .array(heads.heads.map(Self.value)),
      "unsupported_heads": .array(
        heads.unsupported.map { ["task": JSONValue($0.name), "reason": JSONValue($0.reason)] }),
      "left_out": .array(leftOut.lines.map { JSONValue($0) }),
      "tokenizer": ["algorithm": JSONValue(tokenizerKind), "size": JSONValue(tokenizerSize)],
      "defaults": defaultsValue, "sections": .array(sections.map(Self.value)),
    ]
  }

  private static func value(_ loss: PrecisionLoss) -> JSONValue {
    [
      "texts": JSONValue(Int(loss.textCount)), "cosine": JSONValue(loss.meanCosine),
      "least_cosine": JSONValue(loss.leastCosine), "token_cosine": JSONValue(loss.meanTokenCosine),
      "least_token_cosine": JSONValue(loss.leastTokenCosine), "neighbour_overlap": JSONValue(loss.neighbourOverlap),
      "kept_labels": loss.keptLabels.map { JSONValue($0) } ?? .null,
    ]
  }

  private static func value(_ head: OutputHead) -> JSONValue {
    [
      "task": JSONValue(head.task.name), "scores": JSONValue(head.function.name),
      "labels": .array(head.labels.map { JSONValue($0) }),
    ]
  }

  private var modelValue: JSONValue {
    let model = configuration
    return [
      "vocab_size": JSONValue(model.vocabularySize), "embedding_size": JSONValue(model.embeddingSize),
      "hidden_size": JSONValue(model.hiddenSize), "intermediate_size": JSONValue(model.intermediateSize),
      "num_hidden_layers": JSONValue(model.layerCount), "num_hidden_groups": JSONValue(model.groupCount),
      "inner_group_num": JSONValue(model.innerGroupCount), "num_attention_heads": JSONValue(model.headCount),
      "max_position_embeddings": JSONValue(model.maximumPositions), "type_vocab_size": JSONValue(model.tokenTypeCount),
      "hidden_act": JSONValue(model.activation.name), "layer_norm_eps": JSONValue(model.layerNormEpsilon),
      "pooler": JSONValue(model.hasPooler), "parameters": JSONValue(parameterCount),
    ]
  }

  private var defaultsValue: JSONValue {
    let prompts = defaults.prompts
    return [
      "pooling": .array(poolings.map { JSONValue($0) }),
      "layer_weights": defaults.layerWeights.map { .array($0.map { JSONValue($0) }) } ?? .null,
      "steps": .array(defaults.steps.steps.map { JSONValue($0.description) }),
      "truncate_dim": defaults.truncatedDimension.map { JSONValue($0) } ?? .null,
      "prompts": .object(
        zip(prompts.names, prompts.texts).map {
          JSONMember(name: $0, value: JSONValue(String(decoding: $1, as: UTF8.self)))
        }),
      "default_prompt": prompts.defaultIndex.map { JSONValue(prompts.names[$0]) } ?? .null,
      "normalize": JSONValue(defaults.normalizes), "max_length": JSONValue(defaults.maximumLength),
    ]
  }

  private static func value(_ section: CheckpointSection) -> JSONValue {
    [
      "name": JSONValue(section.name), "type": JSONValue("\(section.elementType)"),
      "layout": JSONValue("\(section.layout)"), "shape": .array(section.shape.map { JSONValue($0) }),
      "offset": JSONValue(section.offset), "bytes": JSONValue(section.length),
      "crc32": JSONValue(hexadecimal(section.checksum)),
    ]
  }
}

extension OutputHead {
  private static let shownLabels = 12

  /// The labels, and the function that makes scores of their logits, as text for people.
  fileprivate var summary: String {
    let shown = labels.prefix(Self.shownLabels).joined(separator: ", ")
    let more = labels.count > Self.shownLabels ? " and \(labels.count - Self.shownLabels) more" : ""
    let scores =
      switch (task, function) {
      case (.questionAnswering, _): "logits only"
      case (_, .identity): "scores are the logits"
      default: "scores by \(function.name)"
      }
    return "\(labels.count) label\(labels.count == 1 ? "" : "s"): \(shown)\(more); \(scores)"
  }
}
