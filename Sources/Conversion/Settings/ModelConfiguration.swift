import Albert

extension AlbertConfiguration {
  /// Reads a model's `config.json`. A member that is absent has the value that transformers' `AlbertConfig` gives it.
  /// Whether there is a pooler is not in the file.
  ///
  /// - Parameter geluIsTanh: whether "gelu" means the tanh form, as google-research/albert computes it.
  /// - Throws: `ConversionError` where a member is of the wrong kind or has a value that this program does not compute.
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
  /// By the name that transformers' `ACT2FN` gives it; nil for one that this program does not compute.
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
