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

  /// - Throws: `CheckpointError` where the checkpoint is no whole model.
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

  /// Numbers that were trained. Panels are counted without what fills them up.
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
  var json: [UInt8] {
    func string(_ text: String) -> String {
      String(decoding: [UInt8](jsonString: Array(text.utf8).span), as: UTF8.self)
    }
    func object(_ members: [(String, String)]) -> String {
      "{" + members.map { "\(string($0.0)):\($0.1)" }.joined(separator: ",") + "}"
    }
    func array(_ elements: [String]) -> String { "[" + elements.joined(separator: ",") + "]" }
    let model = configuration
    // JSON has no NaN.
    func number(_ value: Float) -> String { value.isFinite ? "\(value)" : "null" }
    let text = object([
      ("path", string(path)), ("bytes", "\(fileSize)"), ("precision", string(precision.name)),
      (
        "loss",
        loss.map { loss in
          object([
            ("texts", "\(Int(loss.textCount))"), ("cosine", number(loss.meanCosine)),
            ("least_cosine", number(loss.leastCosine)), ("token_cosine", number(loss.meanTokenCosine)),
            ("least_token_cosine", number(loss.leastTokenCosine)), ("neighbour_overlap", number(loss.neighbourOverlap)),
            ("kept_labels", loss.keptLabels.map(number) ?? "null"),
          ])
        } ?? "null"
      ),
      (
        "model",
        object([
          ("vocab_size", "\(model.vocabularySize)"), ("embedding_size", "\(model.embeddingSize)"),
          ("hidden_size", "\(model.hiddenSize)"), ("intermediate_size", "\(model.intermediateSize)"),
          ("num_hidden_layers", "\(model.layerCount)"), ("num_hidden_groups", "\(model.groupCount)"),
          ("inner_group_num", "\(model.innerGroupCount)"), ("num_attention_heads", "\(model.headCount)"),
          ("max_position_embeddings", "\(model.maximumPositions)"), ("type_vocab_size", "\(model.tokenTypeCount)"),
          ("hidden_act", string(model.activation.name)), ("layer_norm_eps", "\(model.layerNormEpsilon)"),
          ("pooler", "\(model.hasPooler)"), ("parameters", "\(parameterCount)"),
        ])
      ),
      (
        "heads",
        array(
          heads.heads.map { head in
            object([
              ("task", string(head.task.name)), ("scores", string(head.function.name)),
              ("labels", array(head.labels.map(string))),
            ])
          })
      ),
      (
        "unsupported_heads",
        array(heads.unsupported.map { object([("task", string($0.name)), ("reason", string($0.reason))]) })
      ),
      ("left_out", array(leftOut.lines.map(string))),
      ("tokenizer", object([("algorithm", string(tokenizerKind)), ("size", "\(tokenizerSize)")])),
      (
        "defaults",
        object([
          ("pooling", array(poolings.map(string))),
          ("layer_weights", defaults.layerWeights.map { array($0.map { "\($0)" }) } ?? "null"),
          ("steps", array(defaults.steps.steps.map { string($0.description) })),
          ("truncate_dim", defaults.truncatedDimension.map(String.init) ?? "null"),
          (
            "prompts",
            object(
              zip(defaults.prompts.names, defaults.prompts.texts).map { prompt in
                (prompt.0, string(String(decoding: prompt.1, as: UTF8.self)))
              })
          ),
          ("default_prompt", defaults.prompts.defaultIndex.map { string(defaults.prompts.names[$0]) } ?? "null"),
          ("normalize", "\(defaults.normalizes)"),
          ("max_length", "\(defaults.maximumLength)"),
        ])
      ),
      (
        "sections",
        array(
          sections.map { section in
            object([
              ("name", string(section.name)), ("type", string("\(section.elementType)")),
              ("layout", string("\(section.layout)")), ("shape", array(section.shape.map(String.init))),
              ("offset", "\(section.offset)"), ("bytes", "\(section.length)"),
              ("crc32", string(hexadecimal(section.checksum))),
            ])
          })
      ),
    ])
    return Array(text.utf8) + [UInt8(ascii: "\n")]
  }
}

extension OutputHead {
  private static let shownLabels = 12

  /// The labels and what makes scores of their logits, for people.
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
