/// WeightedLayerPooling: the weighted sum of the last hidden states, with the weights in the tensor layer_weights.
struct WeightedLayerPoolingModule {
  static let className = "WeightedLayerPooling"

  static let members = MemberList(
    unknown: .refused,
    ("layer_start", .heeded),
    ("num_hidden_layers", .ignored("the number of weights, which must fit the model's layers, says it")),
    ("embedding_dimension word_embedding_dimension", .ignored("config.json gives the columns of the hidden states")),
    ("layer_weights", .refused(remedy: "the module's weights are read from its own file")))

  private let directory: ModelDirectory

  init(_ module: ModuleEntry) throws(ConversionError) { directory = try module.directory }

  /// The weights of the last hidden states, divided by their sum as the module does.
  ///
  /// - Parameters:
  ///   - configuration: the model's `config.json`.
  ///   - settings: how sentence-transformers calls the model.
  /// - Returns: nil where the module has no effect, because the model is not told to return its hidden states.
  /// - Throws: `ConversionError` where the module does not fit a model of `layerCount` layers, or its weights are wrong.
  func weights(
    layerCount: Int, _ configuration: JSONFile, _ settings: TransformerSettings
  ) throws(ConversionError) -> [Float]? {
    let file = try directory.json("config.json")
    try file.check(Self.members)
    let isConfigured = try configuration.bool("output_hidden_states")
    guard settings.outputsHiddenStates ?? isConfigured == true else {
      configuration.warn(
        "output_hidden_states",
        "is not true, so WeightedLayerPooling has no effect here, as in sentence-transformers: it receives the last layer "
          + "only")
      return nil
    }
    let first = try file.int("layer_start") ?? 4
    guard 0...layerCount ~= first else {
      throw file.error("layer_start", "is \(first); 0 to \(layerCount) was expected")
    }
    let weights = try openTensors(directory).tensor("layer_weights", shape: [layerCount + 1 - first]).floats()
    let sum = weights.reduce(0.0) { $0 + Double($1) }
    let shares = weights.map { Float(Double($0) / sum) }
    guard shares.allSatisfy(\.isFinite) else {
      throw file.error("layer_weights", "have the sum \(sum), by which they cannot be divided")
    }
    return shares
  }
}
