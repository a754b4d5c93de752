import Albert
import Files
import JSON

/// What a sentence-transformers directory says beyond the transformer itself: its `modules.json` lists the modules from a
/// text to a vector.
struct SentenceTransformers {
  /// Where the transformer and its tokenizer are: the directory itself or one inside it.
  let transformer: ModelDirectory
  /// How the transformer and its tokenizer are loaded and called.
  let settings: TransformerSettings
  private let layerPooling: WeightedLayerPoolingModule?
  private let pooling: PoolingModule
  /// The modules after the pooling.
  private let modulesBehindPooling: [(kind: any VectorModule.Type, entry: ModuleEntry)]
  let prompts: TextPrompts
  let truncatedDimension: Int?

  /// - Returns: nil where the directory has no `modules.json`, that is, holds a bare transformer; and where its modules are not
  ///   those of a SentenceTransformer, which that class replaces by the mean over a bare transformer.
  /// - Throws: `ConversionError` for a module that is not supported.
  init?(_ directory: ModelDirectory) throws(ConversionError) {
    guard let modules = try directory.jsonIfPresent("modules.json") else { return nil }
    let pipeline = try directory.jsonIfPresent("config_sentence_transformers.json")
    if let type = try pipeline?.string("model_type"), type != "SentenceTransformer" {
      let rest = type.isSame(as: "CrossEncoder") ? "whose scores --head gives" : "whose own modules are left out"
      pipeline?.warn(
        "model_type",
        "is '\(type)', \(rest); embeddings are the mean of the last hidden states, as SentenceTransformer makes them of such "
          + "a directory")
      return nil
    }
    try pipeline?.check(.pipeline)
    var entries = try ModuleEntry.entries(modules, in: directory)[...]
    func next(_ className: String, _ expectation: String) throws(ConversionError) -> ModuleEntry {
      guard let entry = entries.popFirst() else {
        throw modules.error("modules", "end where \(expectation) was expected")
      }
      guard entry.className == className else {
        throw modules.error(entry.field, "is '\(entry.type)'; \(expectation) was expected")
      }
      return entry
    }
    transformer = try next("Transformer", "a Transformer").directory
    let hasLayerPooling = entries.first?.className == WeightedLayerPoolingModule.className
    layerPooling = hasLayerPooling ? try entries.popFirst().map(WeightedLayerPoolingModule.init) : nil
    pooling = try PoolingModule(next(PoolingModule.className, "a Pooling"))
    modulesBehindPooling = try entries.map { (entry) throws(ConversionError) in
      guard let kind = vectorModules.first(where: { $0.className.isSame(as: entry.className) }) else {
        throw modules.error(entry.field, "is '\(entry.type)', which is not supported")
      }
      return (kind, entry)
    }
    settings = try TransformerSettings(transformer)
    let prompts = try PipelinePrompts(pipeline, arePooled: pooling.poolsPrompts)
    self.prompts = prompts.prompts
    truncatedDimension = prompts.truncatedDimension
  }

  /// A vector for each strategy. They are side by side.
  var poolings: [PoolingStrategy] { pooling.strategies }

  /// The steps after the pooling, for a model whose hidden states have `hiddenSize` columns.
  ///
  /// - Throws: `ConversionError` where a module's files are missing or do not fit.
  func steps(hiddenSize: Int) throws(ConversionError) -> PipelineSteps {
    var steps = PipelineSteps(inputCount: poolings.count * hiddenSize)
    for module in modulesBehindPooling {
      if let step = try module.kind.read(module.entry, inputCount: steps.outputCount) { steps.append(step) }
    }
    return steps
  }

  /// The weights of the last hidden states; nil for the last layer alone.
  ///
  /// - Parameter configuration: the model's `config.json`.
  /// - Throws: `ConversionError` where WeightedLayerPooling does not fit a model of so many layers, or its weights are wrong.
  func layerWeights(layerCount: Int, _ configuration: JSONFile) throws(ConversionError) -> [Float]? {
    try layerPooling?.weights(layerCount: layerCount, configuration, settings)
  }
}
