import Albert
import Files
import JSON

/// What a sentence-transformers directory says beyond the transformer itself: its `modules.json` lists the steps from a
/// text to a vector, each with a directory of its own.
struct SentenceTransformers {
  /// Where the transformer and its tokenizer are: the directory itself or one inside it.
  let transformer: ModelDirectory
  /// One vector a strategy, side by side.
  let poolings: [PoolingStrategy]
  /// Whether a prompt's tokens are pooled.
  private let poolsPrompts: Bool
  /// Where WeightedLayerPooling is, and the module's weights are.
  private let layerPooling: ModelDirectory?
  /// How the transformer and its tokenizer are loaded and called.
  let settings: TransformerSettings
  /// The modules behind the pooling.
  private let laterModules: [(kind: String, directory: ModelDirectory)]
  let prompts: TextPrompts
  let truncatedDimension: Int?

  /// nil where the directory has no `modules.json`, that is, holds a bare transformer; and where its modules are not those of
  /// a SentenceTransformer, which that class replaces by the mean over a bare transformer.
  ///
  /// - Throws: `ConversionError` for a step that this program cannot take.
  init?(_ directory: ModelDirectory) throws(ConversionError) {
    guard let modules = try directory.jsonIfPresent("modules.json") else { return nil }
    let pipeline = try directory.jsonIfPresent("config_sentence_transformers.json")
    if let type = try pipeline?.string("model_type"), type != "SentenceTransformer" {
      pipeline?.warn(
        "model_type",
        "is '\(type)', whose own modules are left out; vectors are the mean of the last hidden states, as "
          + "SentenceTransformer makes them of such a directory")
      return nil
    }
    try pipeline?.check(.pipeline)
    var steps = try modules.naming { () throws(JSONError) in
      try modules.value.elements("modules").enumerated().map { (index, module) throws(JSONError) in
        try Step(module, field: "module \(index)")
      }
    }[...]
    func step(_ kind: String, _ expectation: String) throws(ConversionError) -> Step {
      guard let step = steps.popFirst() else { throw modules.error("modules", "end where \(expectation) was expected") }
      guard step.kind == kind else { throw modules.error(step.field, "is '\(step.type)'; \(expectation) was expected") }
      return step
    }
    transformer = try step("Transformer", "a Transformer").directory(in: directory, modules)
    if steps.first?.kind == "WeightedLayerPooling" {
      layerPooling = try step("WeightedLayerPooling", "").directory(in: directory, modules)
    } else {
      layerPooling = nil
    }
    let pooling = try step("Pooling", "a Pooling").directory(in: directory, modules).json("config.json")
    try pooling.check(.pooling)
    poolings = try Self.poolings(pooling)
    poolsPrompts = try pooling.bool("include_prompt") ?? true
    if !poolsPrompts, poolings.contains(.cls) {
      throw pooling.error("include_prompt", "is false, which is not supported together with the pooling cls")
    }
    var laterModules: [(kind: String, directory: ModelDirectory)] = []
    for step in steps {
      switch step.kind {
      case "Dense", "LayerNorm": laterModules.append((step.kind, try step.directory(in: directory, modules)))
      // Neither has a file but in later versions, and an empty folder is often lost.
      case "Normalize", "Dropout":
        try directory.jsonIfPresent("\(step.checkedPath(modules))/config.json")?.check(
          step.kind == "Normalize" ? .normalize : .dropout)
        if step.kind == "Normalize" { laterModules.append((step.kind, directory)) }
      default: throw modules.error(step.field, "is '\(step.type)', which is not supported")
      }
    }
    self.laterModules = laterModules
    settings = try TransformerSettings(transformer)
    let prompts = try PipelinePrompts(pipeline, arePooled: poolsPrompts)
    self.prompts = prompts.prompts
    truncatedDimension = prompts.truncatedDimension
  }

  /// The steps behind the pooling, for a model whose hidden states have `hiddenSize` columns.
  ///
  /// - Throws: `ConversionError` where a step's files are missing or do not fit.
  func steps(hiddenSize: Int) throws(ConversionError) -> PipelineSteps {
    var steps = PipelineSteps(width: poolings.count * hiddenSize)
    for module in laterModules {
      switch module.kind {
      case "Dense": try steps.appendDense(module.directory)
      case "LayerNorm": try steps.appendLayerNorm(module.directory)
      default: steps.appendNormalize()
      }
    }
    return steps
  }

  /// What WeightedLayerPooling multiplies the last hidden states with: its weights, which it divides by their sum. nil where
  /// there is none.
  ///
  /// - Parameter configuration: the model's.
  /// - Throws: `ConversionError` where the module does not fit a model of so many layers, or its weights are wrong.
  func layerWeights(layerCount: Int, _ configuration: JSONFile) throws(ConversionError) -> [Float]? {
    guard let layerPooling else { return nil }
    let file = try layerPooling.json("config.json")
    try file.check(.weightedLayerPooling)
    let isSaid = try configuration.bool("output_hidden_states")
    guard settings.outputsHiddenStates ?? isSaid == true else {
      configuration.warn(
        "output_hidden_states",
        "is not true, so that WeightedLayerPooling has no effect, as in sentence-transformers: it is given the last "
          + "layer only")
      return nil
    }
    let first = try file.int("layer_start") ?? 4
    guard 0...layerCount ~= first else {
      throw file.error("layer_start", "is \(first); 0 to \(layerCount) was expected")
    }
    let weights = try PipelineSteps.tensor(
      "layer_weights", [layerCount + 1 - first], in: openTensors(layerPooling)
    ).floats()
    let sum = weights.reduce(0.0) { $0 + Double($1) }
    let shares = weights.map { Float(Double($0) / sum) }
    guard shares.allSatisfy(\.isFinite) else { throw file.error("layer_weights", "have the sum \(sum)") }
    return shares
  }

  private struct Step {
    let field: String
    /// The module's Python class with its package.
    let type: String
    let path: String

    init(_ module: JSONValue, field: String) throws(JSONError) {
      self.field = field
      try MemberList.module.check(module, field)
      type = try module.member("type", of: field)?.string("\(field): type") ?? ""
      let path = try module.member("path", of: field)?.string("\(field): path") ?? ""
      // "1_Pooling/" is the same directory.
      self.path = String(path.utf8.count > 1 ? path.rest(before: "/") ?? path[...] : path[...])
    }

    /// The class alone: the packages were moved from version to version.
    var kind: String { String(type.split(separator: ".").last ?? "") }

    func directory(in parent: ModelDirectory, _ modules: JSONFile) throws(ConversionError) -> ModelDirectory {
      let path = try checkedPath(modules)
      return path.isEmpty ? parent : try parent.subdirectory(path)
    }

    /// The path of a directory inside that of the modules; empty for that one itself.
    func checkedPath(_ modules: JSONFile) throws(ConversionError) -> String {
      guard !path.isEmpty else { return path }
      let components = path.parts(separatedBy: UInt8(ascii: "/"))
      guard !components.contains(where: { $0.isEmpty || $0 == ".." }), !path.utf8.contains(0) else {
        throw modules.error(field, "has the path '\(path)'; a directory inside this one was expected")
      }
      return path
    }
  }

  /// Reads the pooling module's configuration: since version 6 a `pooling_mode`, before that one flag a mode, which were
  /// concatenated in this order.
  private static func poolings(_ file: JSONFile) throws(ConversionError) -> [PoolingStrategy] {
    let flags: [(StaticString, String)] = [
      ("pooling_mode_cls_token", "cls"), ("pooling_mode_max_tokens", "max"), ("pooling_mode_mean_tokens", "mean"),
      ("pooling_mode_mean_sqrt_len_tokens", "mean_sqrt_len_tokens"),
      ("pooling_mode_weightedmean_tokens", "weightedmean"), ("pooling_mode_lasttoken", "lasttoken"),
    ]
    var names = try file.member("pooling_mode") { (mode, field) throws(JSONError) -> [String] in
      guard case .array(let modes) = mode else { return [try mode.string(field)] }
      return try modes.map { (mode) throws(JSONError) in try mode.string(field) }
    }
    if names == nil {
      var flagged: [String] = []
      for (flag, name) in flags where try file.bool(flag) == true { flagged.append(name) }
      names = flagged
    }
    var poolings: [PoolingStrategy] = []
    for name in names ?? [] {
      guard let pooling = PoolingStrategy(sentenceTransformersName: name), !poolings.contains(pooling) else {
        throw file.error(
          "pooling_mode",
          "is \((names ?? []).joined(separator: ", ")); each of cls, max, mean, mean_sqrt_len_tokens and lasttoken once "
            + "is supported")
      }
      poolings.append(pooling)
    }
    return poolings.isEmpty ? [.mean] : poolings
  }
}

extension PoolingStrategy {
  fileprivate init?(sentenceTransformersName name: String) {
    switch name {
    case "cls": self = .cls
    case "max": self = .max
    case "mean": self = .mean
    case "mean_sqrt_len_tokens": self = .meanSqrt
    case "lasttoken": self = .last
    default: return nil
    }
  }
}
