import Albert
import Checkpoint
import Synchronization
import TestSupport
import Testing
import Tokenizers

@testable import Conversion

/// The conversion does what the files beside the weights say, refuses it by name, or warns of it.
@Suite struct SideFileConversionTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
    try ModelFixture().write(to: directory)
  }

  private func writePipeline(
    _ settings: String = "{}", pooling: String = "{}", modules: [(path: String, type: String)] = []
  ) throws {
    let all = [("", "Transformer"), ("1_Pooling", "Pooling")] + modules.map { ($0.path, $0.type) }
    try directory.write(
      modules: all.map { (path: $0.0, type: "sentence_transformers.models.\($0.1)") }, pooling: pooling)
    try directory.write(settings, to: "sentence_bert_config.json")
  }

  private struct Converted {
    var warnings: [String] = []
    var error: String?
    var defaults: EmbeddingDefaults?
    var tokenizer: Tokenizer?

    func pieces(_ text: String) -> [String] {
      guard let tokenizer else { return [] }
      var scratch = TokenizerScratch()
      var encoding = Encoding()
      let bytes = Array(text.utf8)
      _ = tokenizer.encode(
        bytes.span, pair: nil, maximumLength: 16, withOffsets: false, scratch: &scratch, into: &encoding)
      return encoding.ids.compactMap(tokenizer.piece)
    }
  }

  private func convert() -> Converted {
    var result = Converted()
    let warnings = Mutex<[String]>([])
    do {
      let path = directory.path("model.albert")
      try convertModel(
        directory.path, to: path,
        warn: { warning in warnings.withLock { $0.append(warning.replacing("\(directory.path)/", with: "")) } })
      let checkpoint = try Checkpoint(path: path)
      result.defaults = try EmbeddingDefaults(
        checkpoint: checkpoint, configuration: AlbertConfiguration(checkpoint: checkpoint))
      result.tokenizer = try Tokenizer(checkpoint: checkpoint)
    } catch {
      result.error = "\(error)".replacing("\(directory.path)/", with: "")
    }
    result.warnings = warnings.withLock { $0 }
    return result
  }

  @Test func anOrdinaryDirectoryGivesNoWarning() throws {
    #expect(convert().warnings.isEmpty)
    try writePipeline(#"{"max_seq_length": 9, "do_lower_case": false}"#)
    let converted = convert()
    #expect(converted.error == nil && converted.warnings.isEmpty && converted.defaults?.maximumLength == 9)
  }

  // MARK: sentence_bert_config.json

  @Test(arguments: [
    (#"{"max_seq_length": 9, "processing_kwargs": {"text": {"max_length": 7}}}"#, 7),
    (#"{"processing_kwargs": {"text": {"max_length": 7}, "common": {"max_length": 6}}}"#, 6),
    (#"{"max_seq_length": 9, "tokenizer_args": {"model_max_length": 8}}"#, 8),
    (#"{"processor_kwargs": {"model_max_length": 8}, "processing_kwargs": {"text": {"max_length": 99}}}"#, 16),
    (#"{"tokenizer_args": {"model_max_length": 1e30}, "max_seq_length": 9}"#, 16),
  ])
  func lengthOfTexts(settings: String, expected: Int) throws {
    try writePipeline(settings)
    let converted = convert()
    #expect(converted.error == nil && converted.defaults?.maximumLength == expected)
  }

  @Test func theCallOfTheTokenizerIsHeeded() throws {
    try writePipeline()
    #expect(convert().pieces("word5 [MASK]") == ["[CLS]", "word5", "[MASK]", "[SEP]"])
    try writePipeline(#"{"processing_kwargs": {"text": {"add_special_tokens": false}}}"#)
    #expect(convert().pieces("word5 [MASK]") == ["word5", "[MASK]"])
    let token = #"{"id": 4, "content": "[MASK]", "special": true, "normalized": false}"#
    try directory.write(
      ModelFixture().tokenizerJSON.replacing(#""added_tokens": []"#, with: #""added_tokens": [\#(token)]"#),
      to: "tokenizer.json")
    #expect(convert().pieces("word5[MASK]") == ["word5", "[MASK]"])
    for settings in [
      #"{"processing_kwargs": {"common": {"split_special_tokens": true}}}"#,
      #"{"tokenizer_args": {"split_special_tokens": true}}"#,
    ] {
      try writePipeline(settings)
      #expect(convert().pieces("word5[MASK]") == ["[CLS]", "[UNK]", "[SEP]"])
      // Between blanks it is a piece of the vocabulary.
      #expect(convert().pieces("word5 [MASK]") == ["[CLS]", "word5", "[MASK]", "[SEP]"])
    }
    try directory.write(#"{"split_special_tokens": true}"#, to: "tokenizer_config.json")
    try writePipeline(#"{"processing_kwargs": {"text": {"split_special_tokens": false}}}"#)
    #expect(convert().pieces("word5[MASK]") == ["[CLS]", "word5", "[MASK]", "[SEP]"])
    try directory.remove("modules.json")
    #expect(convert().pieces("word5[MASK]") == ["[CLS]", "[UNK]", "[SEP]"])
  }

  @Test func textsAreLowercasedBeforeATokenizerThatKeepsCapitals() throws {
    try writePipeline(#"{"do_lower_case": true}"#)
    #expect(convert().pieces("WORD5 Word6") == ["[CLS]", "word5", "word6", "[SEP]"])
  }

  @Test(arguments: [
    (#"{"unknown": 1}"#, "unknown: is an unknown member, which may change the vectors"),
    (#"{"query_length": 5}"#, "query_length: is 5, which is not supported"),
    (#"{"tokenizer_name_or_path": "x"}"#, "tokenizer_name_or_path: is the string \"x\", which is not supported"),
    (#"{"transformer_task": "fill-mask"}"#, "transformer_task: is 'fill-mask'"),
    (#"{"model_args": {"variant": "fp16"}}"#, "model_args.variant: is the string \"fp16\", which is not supported"),
    (#"{"config_kwargs": {"hidden_act": "relu"}}"#, "config_kwargs.hidden_act: is an unknown member"),
    (#"{"processor_kwargs": {"do_lower_case": false}}"#, "processor_kwargs.do_lower_case: is an unknown member"),
    (#"{"processing_kwargs": {"text": {"truncation": false}}}"#, "processing_kwargs.text.truncation: is false"),
    (#"{"processing_kwargs": {"image": {}, "vido": {}}}"#, "processing_kwargs.vido: is an unknown member"),
    (
      #"{"modality_config": {"text": {"method": "forward", "method_output_name": "pooler_output"}}}"#,
      "modality_config.text.method_output_name: is the string \"pooler_output\""
    ),
    (#"{"modality_config": {"image": {}}}"#, "modality_config.text: is missing"),
    (
      #"{"modality_config": {"text": {"method": "forward"}, "message": {"method": "forward"}}}"#,
      "modality_config.message: makes conversations of texts"
    ),
    (
      #"{"modality_config": {"text": {"method": "forward"}}, "module_output_name": "sentence_embedding"}"#,
      "module_output_name: is 'sentence_embedding'"
    ),
  ])
  func settingsThatWouldChangeVectorsAreRefused(settings: String, expected: String) throws {
    try writePipeline(settings)
    #expect(convert().error?.hasPrefix("sentence_bert_config.json: \(expected)") == true)
  }

  // MARK: Modules

  @Test(arguments: [
    ("Normalize", #"{"module_input_name": "token_embeddings"}"#, "module_input_name"),
    ("LayerNorm", #"{"dimension": 7}"#, "dimension: is 7; the vectors before have 12 columns"),
    ("Dropout", #"{"rate": 1}"#, "rate: is an unknown member"),
    ("Dense", #"{"out_features": 4, "activation_function": "my.Tanh"}"#, "activation_function: is 'my.Tanh'"),
  ])
  func modulesThatDoOtherwiseAreRefused(type: String, json: String, expected: String) throws {
    try writePipeline(modules: [(path: "2_M", type: type)])
    try directory.write(json, to: "2_M/config.json")
    let names = type == "LayerNorm" ? ["norm.weight", "norm.bias"] : ["linear.weight", "linear.bias"]
    let tensors = names.enumerated().map { index, name in
      let shape = type == "Dense" && index == 0 ? [4, 12] : [type == "Dense" ? 4 : 12]
      return FixtureTensor(name: name, shape: shape, values: [Float](repeating: 1, count: shape.reduce(1, *)))
    }
    try directory.write(safetensors(tensors), to: "2_M/model.safetensors")
    #expect(convert().error?.hasPrefix("2_M/config.json: \(expected)") == true)
  }

  @Test func unknownMembersOfModulesAreRefused() throws {
    try writePipeline(pooling: #"{"pooling_mode": "cls", "temperature": 2}"#)
    #expect(convert().error?.hasPrefix("1_Pooling/config.json: temperature: is an unknown member") == true)
    try writePipeline()
    try directory.write(#"{"query_prefix": "q"}"#, to: "config_sentence_transformers.json")
    #expect(convert().error?.hasPrefix("config_sentence_transformers.json: query_prefix: is an unknown member") == true)
    try directory.write(
      #"{"prompts": {"query": null}, "default_prompt_name": "document"}"#, to: "config_sentence_transformers.json")
    let converted = convert()
    #expect(converted.defaults?.prompts.defaultIndex == nil && converted.defaults?.prompts.texts == [[]])
  }

  // MARK: Directories of other classes

  @Test(arguments: ["CrossEncoder", "SparseEncoder"])
  func anotherClassOfModelIsTheMeanAndSaysSo(type: String) throws {
    try directory.write(
      #"[{"path": "", "type": "sentence_transformers.base.modules.transformer.Transformer"}]"#, to: "modules.json")
    try directory.write(
      #"{"model_type": "\#(type)", "prompts": {"a": "b"}, "default_prompt_name": "a", "activation_fn": "x"}"#,
      to: "config_sentence_transformers.json")
    try directory.write(#"{"max_seq_length": 5}"#, to: "sentence_bert_config.json")
    try directory.write(
      #"{"architectures": ["AlbertForSequenceClassification"], "num_labels": 1, "#
        + ModelFixture().configurationJSON.dropFirst(), to: "config.json")
    let converted = convert()
    #expect(converted.defaults == EmbeddingDefaults(poolings: [.mean], normalizes: false, maximumLength: 16))
    #expect(converted.warnings.count == 1)
    let rest = type == "CrossEncoder" ? "whose scores --head gives" : "whose own modules are left out"
    #expect(
      converted.warnings.first?.hasPrefix("config_sentence_transformers.json: model_type: is '\(type)', \(rest)")
        == true)
  }

  /// Cross-encoders as versions 3 and 5 of sentence-transformers save them, and a plain classifier of two labels.
  @Test(arguments: [
    (#""id2label": {"0": "LABEL_0"}"#, true), (#""num_labels": 1"#, true), (#""num_labels": 2"#, false),
    (#""sbert_ce_default_activation_function": "torch.nn.modules.linear.Identity", "num_labels": 3"#, true),
    (#""sentence_transformers": {"version": "5.1.2", "activation_fn": "torch.nn.modules.activation.Sigmoid"}"#, true),
  ])
  func aCrossEncodersEmbeddingsAreTheMean(members: String, isOne: Bool) throws {
    try directory.write(
      #"{"architectures": ["AlbertForSequenceClassification"], \#(members), "#
        + ModelFixture().configurationJSON.dropFirst(), to: "config.json")
    let converted = convert()
    #expect(converted.error == nil && converted.defaults?.poolings == [.mean])
    #expect(converted.warnings.contains { $0.hasPrefix("config.json: architectures: is") } == isOne)
  }

  @Test func whatIsLeftOutIsReported() throws {
    try directory.write(
      #"{"my_run": 1, "hidden_dropout_prob": 0.1, "#
        + ModelFixture().configurationJSON.dropFirst(), to: "config.json")
    try directory.write(#"{"chat_template": "{{ x }}", "my_member": 2}"#, to: "tokenizer_config.json")
    #expect(
      convert().warnings.map { $0.replacing(directory.path, with: "DIR") } == [
        "config.json: has unknown members, which are ignored: my_run",
        "DIR: the chat template, which SentenceTransformer would apply to every text, is left out",
        "tokenizer_config.json: has unknown members, which are ignored: my_member",
      ])
  }

  @Test(arguments: ["is_decoder", "quantization_config", "pruned_heads", "transformers_weights", "per_layer_config"])
  func anotherModelThanItsLayersIsRefused(member: String) throws {
    let value = member == "is_decoder" ? "true" : #"{"0": [1]}"#
    try directory.write(
      #"{"\#(member)": \#(value), "# + ModelFixture().configurationJSON.dropFirst(), to: "config.json")
    #expect(convert().error?.hasPrefix("config.json: \(member): is ") == true)
  }
}
