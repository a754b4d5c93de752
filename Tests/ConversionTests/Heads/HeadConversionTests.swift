import Albert
import Checkpoint
import Files
import TestSupport
import Testing

@testable import Conversion

/// What a checkpoint keeps of the output layers that are among the weights.
@Suite struct HeadConversionTests {
  private let directory: TemporaryDirectory
  private let fixture: ModelFixture

  init() throws {
    directory = try TemporaryDirectory()
    var fixture = ModelFixture()
    fixture.prefix = "albert."
    self.fixture = fixture
  }

  private func convert(
    heads: [FixtureTensor], members: String, hasPooler: Bool = true
  ) throws -> (heads: OutputHeads, warnings: [String]) {
    var fixture = fixture
    fixture.hasPooler = hasPooler
    try fixture.write(to: directory, heads: heads, members: members)
    var warnings: [String] = []
    try convertModel(
      directory.path, to: directory.path("model.albert"),
      warn: {
        warnings.append($0.replacing("\(directory.path)/", with: ""))
      })
    return (try self.heads("model.albert"), warnings)
  }

  private func heads(_ name: String) throws -> OutputHeads {
    let checkpoint = try Checkpoint(path: directory.path(name))
    return try OutputHeads(checkpoint: checkpoint, configuration: AlbertConfiguration(checkpoint: checkpoint))
  }

  private static let three = #""id2label": {"2": "c", "0": "a", "1": "b"}"#

  // MARK: Classes

  @Test(arguments: [
    ("AlbertForSequenceClassification", "classifier", OutputHead.Task.textClassification, ["a", "b", "c"]),
    ("AlbertForTokenClassification", "classifier", .tokenClassification, ["a", "b", "c"]),
    ("TFAlbertForTokenClassification", "classifier", .tokenClassification, ["a", "b", "c"]),
    ("AlbertForQuestionAnswering", "qa_outputs", .questionAnswering, ["answer_start", "answer_end"]),
    ("AlbertForPreTraining", "sop_classifier.classifier", .sentenceOrder, ["ordered", "swapped"]),
  ])
  func everyClassKeepsItsHead(name: String, stem: String, task: OutputHead.Task, labels: [String]) throws {
    let tensors = fixture.head(stem, labels: labels.count)
    let (heads, warnings) = try convert(
      heads: tensors, members: #""architectures": ["\#(name)"], \#(Self.three)"#)
    #expect(warnings == [])
    #expect(heads.unsupported == [] && heads.heads.map(\.task) == [task] && heads.heads.map(\.labels) == [labels])
    #expect(heads.heads.map(\.function) == [task == .questionAnswering ? .identity : .softmax])
    let checkpoint = try Checkpoint(path: directory.path("model.albert"))
    try checkpoint.verify()
    #expect(!checkpoint.hasSection(LeftOutTensors.sectionName))
    let own = heads.tensors(of: 0, hiddenSize: 12)
    let weights = try checkpoint.tensor(own[0].name, shape: own[0].shape, layout: own[0].layout)
    for label in labels.indices {
      for input in 0..<12 { #expect(weights[input * 32 + label] == tensors[0].values[label * 12 + input]) }
    }
    #expect(Array(try checkpoint.tensor(own[1].name, shape: own[1].shape)) == tensors[1].values)
  }

  @Test(arguments: [true, false]) func withoutAClassThePoolerTells(hasPooler: Bool) throws {
    let (heads, _) = try convert(
      heads: fixture.head("classifier", labels: 2), members: #""architectures": ["MyModel"]"#, hasPooler: hasPooler)
    #expect(heads.heads.map(\.task) == [hasPooler ? .textClassification : .tokenClassification])
    #expect(heads.heads.first?.labels == ["LABEL_0", "LABEL_1"])
  }

  @Test func theClassesOwnHeadIsFirst() throws {
    let tensors = fixture.head("classifier", labels: 3) + fixture.head("qa_outputs", labels: 2)
    let (heads, _) = try convert(
      heads: tensors, members: #""architectures": ["AlbertForQuestionAnswering"], \#(Self.three)"#)
    #expect(heads.heads.map(\.task) == [.questionAnswering, .textClassification])
  }

  @Test func aModelWithoutAHeadIsAsBefore() throws {
    let (heads, _) = try convert(heads: [], members: Self.three)
    #expect(heads == OutputHeads())
    let names = try Checkpoint(path: directory.path("model.albert")).sections.map(\.name)
    #expect(!names.contains { $0.contains("head") })
  }

  // MARK: Functions

  @Test(arguments: [
    (3, #""problem_type": null"#, OutputHead.ScoreFunction.softmax),
    (3, #""problem_type": "single_label_classification""#, .softmax),
    (3, #""problem_type": "multi_label_classification""#, .sigmoid),
    (3, #""problem_type": "regression""#, .identity),
    (1, #""problem_type": null"#, .sigmoid), (1, #""problem_type": "regression""#, .identity),
    // As versions 3 to 5 of sentence-transformers save a cross-encoder.
    (1, #""sbert_ce_default_activation_function": "torch.nn.modules.linear.Identity""#, .identity),
    (3, #""sbert_ce_default_activation_function": "torch.nn.modules.activation.Sigmoid""#, .sigmoid),
    (
      1, #""sentence_transformers": {"activation_fn": "torch.nn.modules.linear.Identity", "version": "5.1.2"}"#,
      .identity
    ),
    (1, #""sentence_transformers": {"version": "5.1.2"}"#, .sigmoid),
    (3, #""sentence_transformers": {"version": "5.1.2"}"#, .identity),
    (3, #""sentence_transformers": {"activation_fn": "my.Function"}"#, .identity),
    (3, #""sentence_transformers": {"activation_fn": "torch.nn.modules.activation.Softmax"}"#, .softmax),
  ])
  func scoresAreThoseOfTheReference(labels: Int, members: String, function: OutputHead.ScoreFunction) throws {
    let (heads, _) = try convert(heads: fixture.head("classifier", labels: labels), members: members)
    #expect(heads.heads.map(\.function) == [function])
  }

  /// Version 6 has a file of its own.
  @Test func currentCrossEncodersSayTheirFunction() throws {
    try directory.write(
      #"[{"path": "", "type": "sentence_transformers.base.modules.transformer.Transformer"}]"#, to: "modules.json")
    func function(_ file: String) throws -> (OutputHead.ScoreFunction?, String?) {
      try directory.write(file, to: "config_sentence_transformers.json")
      let (heads, _) = try convert(
        heads: fixture.head("classifier", labels: 1),
        members: #""sentence_transformers": {"activation_fn": "torch.nn.modules.activation.Sigmoid"}"#)
      return (heads.heads.first?.function, heads.unsupported.first?.reason)
    }
    let type = #""model_type": "CrossEncoder""#
    #expect(try function(#"{\#(type), "activation_fn": "torch.nn.modules.linear.Identity"}"#) == (.identity, nil))
    #expect(try function(#"{\#(type)}"#) == (.sigmoid, nil))
    #expect(
      try function(#"{\#(type), "activation_fn": "torch.nn.modules.activation.Tanh"}"#)
        == (
          nil,
          "activation_fn: is 'torch.nn.modules.activation.Tanh'; Identity, Sigmoid and Softmax are supported"
        ))
    #expect(
      try function(#"{\#(type), "default_prompt_name": "q", "prompts": {"q": "Q: "}}"#).1?.hasPrefix(
        "default_prompt_name: is 'q'") == true)
  }

  // MARK: What is not supported

  @Test(arguments: [
    (#""architectures": ["AlbertForMultipleChoice"]"#, 1, "multiple-choice: is not supported"),
    (#""id2label": {"0": "a", "1": "b"}"#, 3, "text-classification: id2label: does not name output 2 of 3"),
    (
      #""id2label": {"0": "a", "3": "b"}"#, 2,
      "text-classification: id2label: names the output '3' of a head that has 2"
    ),
    (
      #""id2label": {"0": "a", "00": "b"}"#, 2,
      "text-classification: id2label: names the output '00' of a head that has 2"
    ),
    (#""id2label": {"0": "a", "1": "a"}"#, 2, "text-classification: id2label: calls two outputs 'a'"),
    (
      #""id2label": {"0": "a", "1": null}"#, 2,
      "text-classification: id2label: names output 1 with null; expected a string without zero bytes"
    ),
    (#""id2label": {"0": "a", "1": "b\u0000"}"#, 2, "text-classification: id2label: names output 1 with the string"),
    (#""num_labels": 3"#, 2, "text-classification: num_labels: is 3; the head has 2 outputs"),
    (#""problem_type": "ranking""#, 2, "text-classification: problem_type: is 'ranking'; regression"),
    (#""problem_type": 7"#, 2, "text-classification: problem_type: is 7; a string was expected"),
  ])
  func wrongHeadsAreNotedByName(members: String, labels: Int, expected: String) throws {
    let (heads, warnings) = try convert(heads: fixture.head("classifier", labels: labels), members: members)
    #expect(heads.heads == [])
    let noted = heads.unsupported.map { "\($0.name): \($0.reason)" }
    #expect(noted.count == 1 && noted[0].hasPrefix(expected), "\(noted)")
    let name = expected.prefix { $0 != ":" }
    #expect(warnings.count == 1 && warnings[0].hasPrefix("model.safetensors: the \(name) head is left out: "))
  }

  @Test func wrongTensorsAreNotedByName() throws {
    func noted(_ heads: [FixtureTensor], hasPooler: Bool = true) throws -> [String] {
      let members = #""architectures": ["AlbertForSequenceClassification"]"#
      return try convert(heads: heads, members: members, hasPooler: hasPooler).heads.unsupported.map(\.reason)
    }
    var head = fixture.head("classifier", labels: 2)
    #expect(try noted([head[0]]) == ["classifier.bias is missing"])
    #expect(try noted([head[1]]) == ["classifier.weight is missing"])
    #expect(try noted(head, hasPooler: false) == ["takes the pooler's output, and the weights have no pooler"])
    head[1].values[1] = .nan
    #expect(try noted(head) == ["classifier: element 1 is nan, which is not a finite number"])
    head[1] = FixtureTensor(name: "classifier.bias", shape: [1, 2], values: [0, 0])
    #expect(try noted(head) == ["classifier.bias has shape [1, 2]; [2] was expected"])
    head[0] = FixtureTensor(name: "classifier.weight", shape: [0, 12], values: [])
    #expect(try noted(head) == ["classifier.weight has shape [0, 12]; [labels, 12] was expected"])
    head = fixture.head("qa_outputs", labels: 3)
    #expect(try noted(head) == ["has 3 outputs; 2 were expected"])
  }

  @Test func aHeadThatCannotBeReadIsNotLeftOut() throws {
    let members = #""architectures": ["AlbertForSequenceClassification"], "num_labels": 1"#
    try fixture.write(to: directory, heads: fixture.head("classifier", labels: 1), members: members)
    let weights = directory.path("model.safetensors")
    let bytes = try directory.read("model.safetensors")
    let error = #expect(throws: ConversionError.self) {
      // The warning of a model with one label comes before the heads are read. They are at the end of the file.
      try convertModel(
        directory.path, to: directory.path("model.albert"), warn: { _ in truncate(weights, bytes.count - 4) })
    }
    #expect(error?.problem == "ends at byte \(bytes.count - 4) while it is being read")
  }

  @Test func maskedWordsAreNoted() throws {
    let tensors =
      fixture.head("sop_classifier.classifier", labels: 2) + fixture.head("predictions.dense", labels: 8)
      + [FixtureTensor(name: "predictions.bias", shape: [40], values: [Float](repeating: 0, count: 40))]
    let (heads, warnings) = try convert(heads: tensors, members: #""architectures": ["AlbertForPreTraining"]"#)
    #expect(heads.heads.map(\.task) == [.sentenceOrder])
    #expect(heads.unsupported.map(\.name) == ["masked-language"])
    #expect(warnings == ["model.safetensors: the masked-language head is left out: is not supported"])
  }

  // MARK: Sources

  /// The same model as safetensors, as PyTorch and as TensorFlow saved it (`scripts/develop/goldens`).
  @Test func everySourceGivesTheSameBytes() throws {
    let tensors =
      [("classifier", 3), ("qa_outputs", 2), ("sop_classifier.classifier", 2)].flatMap {
        fixture.head($0.0, labels: $0.1)
      } + [FixtureTensor(name: "predictions.bias", shape: [40], values: [Float](repeating: 0, count: 40))]
    let (heads, _) = try convert(heads: tensors, members: Self.three)
    #expect(heads.heads.map(\.task) == [.textClassification, .questionAnswering, .sentenceOrder])
    #expect(heads.unsupported.map(\.name) == ["masked-language"])
    let expected = try directory.read("model.albert")
    try directory.remove("model.safetensors")
    let sources = [
      ["PyTorch/heads.bin": "pytorch_model.bin"],
      [
        "TensorFlow/heads.index": "model.ckpt.index",
        "TensorFlow/heads.data-00000-of-00001": "model.ckpt.data-00000-of-00001",
      ],
    ]
    for source in sources {
      for (golden, name) in source { try directory.write(WeightsGolden.bytes(golden), to: name) }
      try convertModel(directory.path, to: directory.path("model.albert"))
      #expect(try directory.read("model.albert") == expected)
      for name in source.values { try directory.remove(name) }
    }
  }

  /// What peft saves beside the weights of a model without a head (`modules_to_save`).
  @Test(arguments: ["SEQ_CLS", "TOKEN_CLS"]) func anAdapterBringsItsOwn(type: String) throws {
    let names = ["base_model.model.classifier.weight", "base_model.model.classifier.bias"]
    let own = zip(fixture.head("classifier", labels: 2), names).map {
      FixtureTensor(name: $1, shape: $0.shape, values: $0.values)
    }
    try directory.write(safetensors(own), to: "adapter_model.safetensors")
    try directory.write(#"{"peft_type": "LORA", "task_type": "\#(type)"}"#, to: "adapter_config.json")
    let (heads, warnings) = try convert(heads: [], members: #""architectures": ["AlbertForMaskedLM"]"#)
    #expect(warnings == [])
    #expect(heads.heads.map(\.task) == [type == "SEQ_CLS" ? .textClassification : .tokenClassification])
  }

  // MARK: Precisions

  @Test func everyPrecisionKeepsItAndSaysWhatItLoses() throws {
    _ = try convert(
      heads: fixture.head("classifier", labels: 3) + fixture.head("predictions.dense", labels: 8), members: Self.three)
    let exact = try directory.read("model.albert")
    let heads = try self.heads("model.albert")
    for precision in Precision.allCases {
      var options = ConversionOptions()
      options.precision = precision
      let loss = try convertModel(
        directory.path("model.albert"), to: directory.path("other.albert"), options: options)
      if precision == .float32 {
        #expect(try directory.read("other.albert") == exact)
        continue
      }
      #expect(try self.heads("other.albert") == heads)
      let checkpoint = try Checkpoint(path: directory.path("other.albert"))
      let kept = try #require(loss?.keptLabels)
      #expect(kept > 0.5 && kept <= 1)
      #expect(try PrecisionLoss(checkpoint: checkpoint)?.keptLabels == kept)
      // In single precision.
      let sections = checkpoint.sections.filter { $0.name.hasPrefix("head.") }
      #expect(sections.count == 2 && sections.allSatisfy { $0.elementType == .float32 })
    }
  }

  @Test func oneLabelHasNoBest() throws {
    _ = try convert(heads: fixture.head("classifier", labels: 1), members: #""num_labels": 1"#)
    var options = ConversionOptions()
    options.precision = .int16
    let loss = try convertModel(directory.path("model.albert"), to: directory.path("other.albert"), options: options)
    #expect(loss?.keptLabels?.isNaN == true)
  }
}
