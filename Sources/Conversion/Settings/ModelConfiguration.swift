import Albert

extension AlbertConfiguration {
  /// Reads a model's `config.json`. An absent member has the default of transformers' `AlbertConfig`.
  ///
  /// - Parameters:
  ///   - hasPooler: whether the weights have a pooler; the file does not say it.
  ///   - geluIsTanh: whether "gelu" means the tanh form, as in google-research/albert.
  /// - Throws: `ConversionError` where a member has the wrong type or a value that is not supported.
  init(_ file: JSONFile, hasPooler: Bool, geluIsTanh: Bool = false) throws(ConversionError) {
    if let type = try file.string("model_type"), type != "albert" {
      throw file.error("model_type", "is '\(type)'; 'albert' was expected")
    }
    if let positions = try file.string("position_embedding_type"), positions != "absolute" {
      throw file.error("position_embedding_type", "is '\(positions)'; only 'absolute' is supported")
    }
    let activationName = try file.string("hidden_act") ?? "gelu_new"
    guard let activation = Activation(huggingFaceName: activationName) else {
      throw file.error(
        "hidden_act",
        "is '\(activationName)'; gelu, gelu_new, gelu_pytorch_tanh, relu, silu and swish are supported")
    }
    self.init(
      vocabularySize: try file.int("vocab_size") ?? 30_000,
      embeddingSize: try file.int("embedding_size") ?? 128,
      hiddenSize: try file.int("hidden_size") ?? 4096,
      intermediateSize: try file.int("intermediate_size") ?? 16_384,
      layerCount: try file.int("num_hidden_layers") ?? 12,
      groupCount: try file.int("num_hidden_groups") ?? 1,
      innerGroupCount: try file.int("inner_group_num") ?? 1,
      headCount: try file.int("num_attention_heads") ?? 64,
      maximumPositions: try file.int("max_position_embeddings") ?? 512,
      tokenTypeCount: try file.int("type_vocab_size") ?? 2,
      activation: geluIsTanh && activation == .geluErf ? .geluTanh : activation,
      layerNormEpsilon: Float(try file.double("layer_norm_eps") ?? 1e-12),
      hasPooler: hasPooler)
    do throws(AlbertConfigurationError) {
      try validate()
    } catch {
      throw file.error(error.field, error.problem)
    }
  }
}

extension Activation {
  /// The activation with this name in transformers' `ACT2FN`; nil for one that is not supported.
  fileprivate init?(huggingFaceName name: String) {
    switch name {
    case "gelu": self = .geluErf
    case "gelu_new", "gelu_pytorch_tanh": self = .geluTanh
    case "relu": self = .relu
    case "silu", "swish": self = .silu
    default: return nil
    }
  }
}
