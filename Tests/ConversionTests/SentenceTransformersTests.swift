import Albert
import Checkpoint
import TestSupport
import Testing

@testable import Conversion

@Suite struct SentenceTransformersTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
    try ModelFixture().write(to: directory)
  }

  private static let pipeline = [
    ("", "sentence_transformers.models.Transformer"), ("1_Pooling", "sentence_transformers.models.Pooling"),
  ]
  private static let normalize = ("2_Normalize", "sentence_transformers.models.Normalize")

  private func write(modules: [(String, String)] = pipeline, pooling: String = "{}") throws {
    try directory.write(modules: modules.map { (path: $0.0, type: $0.1) }, pooling: pooling)
  }

  private func defaults(_ options: ConversionOptions = ConversionOptions()) throws -> EmbeddingDefaults {
    let path = directory.path("model.albert")
    try convertModel(directory.path, to: path, options: options)
    let checkpoint = try Checkpoint(path: path)
    return try EmbeddingDefaults(checkpoint: checkpoint, configuration: AlbertConfiguration(checkpoint: checkpoint))
  }

  private func problem() -> String? {
    do {
      _ = try defaults()
      return nil
    } catch {
      return "\(error)".replacing("\(directory.path)/", with: "")
    }
  }

  @Test func aBareTransformerIsMeanPooled() throws {
    #expect(try defaults() == EmbeddingDefaults(poolings: [.mean], normalizes: false, maximumLength: 16))
  }

  @Test(
    arguments: [
      (#"{"pooling_mode_cls_token": true, "pooling_mode_mean_tokens": false}"#, [.cls]),
      (#"{"pooling_mode_max_tokens": true}"#, [.max]),
      (#"{"pooling_mode_mean_sqrt_len_tokens": true}"#, [.meanSqrt]),
      (#"{"pooling_mode_lasttoken": true, "pooling_mode_weightedmean_tokens": false}"#, [.last]),
      (
        #"{"pooling_mode_mean_tokens": true, "pooling_mode_max_tokens": true, "pooling_mode_cls_token": true}"#,
        [.cls, .max, .mean]
      ),
      (#"{"word_embedding_dimension": 12, "pooling_mode_mean_tokens": false}"#, [.mean]),
      (#"{"pooling_mode": "lasttoken", "include_prompt": true}"#, [.last]),
      (#"{"pooling_mode": ["mean", "max"]}"#, [.mean, .max]),
      (#"{"pooling_mode": "max", "pooling_mode_cls_token": true}"#, [.max]),
    ] as [(String, [PoolingStrategy])])
  func poolings(json: String, poolings: [PoolingStrategy]) throws {
    try write(pooling: json)
    #expect(try defaults().poolings == poolings)
  }

  @Test(arguments: [
    #"{"pooling_mode_weightedmean_tokens": true}"#, #"{"pooling_mode": "weightedmean"}"#,
    #"{"pooling_mode": ["mean", "mean"]}"#, #"{"pooling_mode": ["mean", 3]}"#, #"{"pooling_mode_cls_token": 1}"#,
  ])
  func otherPoolingsAreRefused(json: String) throws {
    try write(pooling: json)
    #expect(problem()?.hasPrefix("1_Pooling/config.json: pooling_mode") == true)
  }

  @Test func normalization() throws {
    try write(modules: Self.pipeline + [Self.normalize])
    #expect(try defaults().normalizes)
    try write(
      modules: Self.pipeline.map { ($0.0, $0.1.replacing("models.", with: "base.modules.x.")) } + [
        ("d", "sentence_transformers.base.modules.dropout.Dropout"),
        ("2_Normalize", "sentence_transformers.base.modules.normalize.Normalize"),
      ])
    #expect(try defaults().normalizes)
  }

  @Test func optionsOverrideTheDirectory() throws {
    try write(modules: Self.pipeline + [Self.normalize], pooling: #"{"pooling_mode": "cls"}"#)
    var options = ConversionOptions()
    options.poolings = [.pooler, .mean]
    options.normalizes = false
    #expect(
      try defaults(options) == EmbeddingDefaults(poolings: [.pooler, .mean], normalizes: false, maximumLength: 16))
  }

  @Test func otherModulesAreRefused() throws {
    try write(modules: Self.pipeline + [("2_CNN", "sentence_transformers.models.CNN")])
    #expect(problem() == "modules.json: module 2: is 'sentence_transformers.models.CNN', which is not supported")
    try write(modules: [Self.pipeline[0], Self.normalize])
    #expect(
      problem()
        == "modules.json: module 1: is 'sentence_transformers.models.Normalize'; a Pooling was expected")
    try write(modules: [Self.pipeline[0]])
    #expect(problem() == "modules.json: modules: end where a Pooling was expected")
    try write(modules: [])
    #expect(problem() == "modules.json: modules: end where a Transformer was expected")
    // A slash at the end of a path is ignored.
    try write(modules: [Self.pipeline[0], ("1_Pooling/", "sentence_transformers.models.Pooling")])
    #expect(problem() == nil)
    for outside in ["..", "../1_Pooling", "/tmp", "1_Pooling/../..", "a//b"] {
      try write(modules: [Self.pipeline[0], (outside, "sentence_transformers.models.Pooling")])
      #expect(problem()?.hasPrefix("modules.json: module 1: has the path '\(outside)'") == true)
    }
  }

  @Test func theTransformerMayHaveItsOwnFolder() throws {
    try write(modules: [("0_Transformer", "sentence_transformers.models.Transformer"), Self.pipeline[1]])
    try ModelFixture().write(to: directory, under: "0_Transformer")
    try directory.remove("config.json")
    try directory.remove("model.safetensors")
    try directory.write(#"{"max_seq_length": 9}"#, to: "0_Transformer/sentence_bert_config.json")
    #expect(try defaults().maximumLength == 9)
  }

  @Test(arguments: [
    (#"{"max_seq_length": 9, "do_lower_case": false}"#, "{}", 9),
    (#"{"max_seq_length": 9}"#, #"{"model_max_length": 7}"#, 9),
    (#"{"max_seq_length": null}"#, #"{"model_max_length": 7}"#, 7),
    (#"{"max_seq_length": 99}"#, #"{"model_max_length": 7}"#, 16),
    ("{}", #"{"model_max_length": 1000000000000000019884624838656}"#, 16),
    ("{}", "{}", 16), ("{}", #"{"max_len": 7}"#, 7), ("{}", #"{"model_max_length": null, "max_len": 7}"#, 16),
  ])
  func maximumLength(transformer: String, tokenizer: String, expected: Int) throws {
    try write()
    try directory.write(transformer, to: "sentence_bert_config.json")
    try directory.write(tokenizer, to: "tokenizer_config.json")
    #expect(try defaults().maximumLength == expected)
  }

  @Test func whatWouldChangeTheTokensIsRefused() throws {
    try write()
    try directory.write(#"{"max_seq_length": -1}"#, to: "sentence_bert_config.json")
    #expect(problem()?.hasSuffix("limits texts to -1 tokens; at least 1 was expected") == true)
    try directory.write("{}", to: "sentence_bert_config.json")
    try directory.write(
      #"{"prompts": {"query": "query: ", "none": ""}, "default_prompt_name": "query"}"#,
      to: "config_sentence_transformers.json")
    #expect(try defaults().prompts.defaultIndex == 0)
    #expect(try defaults().prompts.text(named: "query") == Array("query: ".utf8))
    try directory.write(
      #"{"prompts": {"query": "query: ", "none": ""}, "default_prompt_name": "none"}"#,
      to: "config_sentence_transformers.json")
    #expect(problem() == nil)
  }

  // MARK: Steps behind the pooling

  private static let dense = ("2_Dense", "sentence_transformers.models.Dense")

  private func writeDense(_ json: String, bias: Bool = true, rows: Int = 5, columns: Int = 12) throws {
    try directory.write(json, to: "2_Dense/config.json")
    var tensors = [
      FixtureTensor(name: "linear.weight", shape: [rows, columns], values: (0..<rows * columns).map { Float($0) / 64 })
    ]
    if bias { tensors.append(FixtureTensor(name: "linear.bias", shape: [rows], values: (0..<rows).map { Float($0) })) }
    try directory.write(safetensors(tensors), to: "2_Dense/model.safetensors")
  }

  @Test func denseAndNormalizeAreKept() throws {
    try write(modules: Self.pipeline + [Self.dense, Self.normalize])
    try writeDense(
      #"{"in_features": 12, "out_features": 5, "activation_function": "torch.nn.modules.activation.Tanh"}"#)
    var found = try defaults()
    #expect(found.steps == VectorSteps([DenseStep(outputCount: 5, activation: .tanh)]) && found.normalizes)
    // The step fits only the poolings of the module.
    var options = ConversionOptions()
    options.poolings = [.cls]
    #expect(try defaults(options).steps.isEmpty)
    // Vectors that are truncated behind a normalization are not normalized again.
    try directory.write(#"{"truncate_dim": 3}"#, to: "config_sentence_transformers.json")
    found = try defaults()
    #expect(found.steps == VectorSteps([DenseStep(outputCount: 5, activation: .tanh), NormalizeStep()]))
    #expect(!found.normalizes)
    #expect(found.truncatedDimension == 3)
    try directory.write(#"{"truncate_dim": 5}"#, to: "config_sentence_transformers.json")
    #expect(try defaults().truncatedDimension == nil)
  }

  @Test(arguments: [
    (
      #"{"in_features": 7, "out_features": 5}"#,
      "2_Dense/config.json: in_features: is 7; the vectors before have 12 columns"
    ),
    (#"{"out_features": 0}"#, "2_Dense/config.json: out_features: is 0; a number from 1 to 65536 was expected"),
    (
      #"{"out_features": 6}"#,
      "2_Dense/model.safetensors: linear.weight: has shape [5, 12]; [6, 12] was expected"
    ),
    (
      #"{"out_features": 5, "activation_function": "torch.nn.modules.activation.Softsign"}"#,
      "2_Dense/config.json: activation_function: is 'torch.nn.modules.activation.Softsign'; Tanh, Identity, ReLU, GELU and "
        + "SiLU are supported"
    ),
    (
      #"{"out_features": 5, "use_residual": true}"#,
      "2_Dense/config.json: use_residual: is true, which is not supported"
    ),
    (
      #"{"out_features": 5, "module_input_name": "token_embeddings"}"#,
      "2_Dense/config.json: module_input_name: is the string \"token_embeddings\", which is not supported; "
        + "'sentence_embedding' was expected"
    ),
  ])
  func wrongDenseModulesAreNamed(json: String, expected: String) throws {
    try write(modules: Self.pipeline + [Self.dense])
    try writeDense(json)
    #expect(problem() == expected)
  }

  @Test func wrongPromptsAreNamed() throws {
    try write()
    try directory.write(
      #"{"prompts": {"a": "b"}, "default_prompt_name": "c"}"#, to: "config_sentence_transformers.json")
    #expect(
      problem() == "config_sentence_transformers.json: default_prompt_name: is 'c', but there is no such prompt")
    try directory.write(#"{"prompts": {"a": "b\u0000"}}"#, to: "config_sentence_transformers.json")
    #expect(problem()?.contains("holds a zero character") == true)
    try directory.write(#"{"truncate_dim": 0}"#, to: "config_sentence_transformers.json")
    #expect(problem()?.hasSuffix("truncate_dim: is 0; at least 1 was expected") == true)
    try write(pooling: #"{"pooling_mode": "cls", "include_prompt": false}"#)
    #expect(problem()?.hasPrefix("1_Pooling/config.json: include_prompt: is false, which is not supported") == true)
  }

  @Test func layersAreWeightedByShares() throws {
    let weighted = ("1_WeightedLayerPooling", "sentence_transformers.models.WeightedLayerPooling")
    try write(modules: [Self.pipeline[0], weighted, Self.pipeline[1]])
    try directory.write(#"{"layer_start": 1}"#, to: "1_WeightedLayerPooling/config.json")
    func writeWeights(_ values: [Float]) throws {
      let tensor = FixtureTensor(name: "layer_weights", shape: [values.count], values: values)
      try directory.write(safetensors([tensor]), to: "1_WeightedLayerPooling/model.safetensors")
    }
    try writeWeights([1, 3])
    // Without the hidden states the module receives the last layer only.
    #expect(try defaults().layerWeights == nil)
    try directory.write(
      #"{"output_hidden_states": true, "# + ModelFixture().configurationJSON.dropFirst(), to: "config.json")
    #expect(try defaults().layerWeights == [0.25, 0.75])
    try directory.write(#"{"config_args": {"output_hidden_states": false}}"#, to: "sentence_bert_config.json")
    #expect(try defaults().layerWeights == nil)
    try directory.remove("sentence_bert_config.json")
    try writeWeights([1, -1])
    #expect(problem()?.contains("layer_weights: have the sum 0.0, by which they cannot be divided") == true)
    try writeWeights([1, 2, 3])
    #expect(problem()?.contains("layer_weights: has shape [3]; [2] was expected") == true)
  }
}
