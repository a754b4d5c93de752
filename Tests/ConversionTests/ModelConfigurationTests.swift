import Albert
import Checkpoint
import TestSupport
import Testing

@testable import Conversion

@Suite struct ModelConfigurationTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func read(_ json: String) throws -> AlbertConfiguration {
    try AlbertConfiguration(
      JSONFile(SourceFiles().open(directory.write(json, to: "config.json"))), hasPooler: true)
  }

  private func problem(_ json: String) -> String? {
    do {
      _ = try read(json)
      return nil
    } catch {
      return "\(error)".replacing("\(directory.path)/config.json: ", with: "")
    }
  }

  @Test func absentMembersHaveTheReferencesDefaults() throws {
    let expected = AlbertConfiguration(
      vocabularySize: 30000, embeddingSize: 128, hiddenSize: 4096, intermediateSize: 16384, layerCount: 12,
      groupCount: 1, innerGroupCount: 1, headCount: 64, maximumPositions: 512, tokenTypeCount: 2, activation: .geluTanh,
      layerNormEpsilon: 1e-12, hasPooler: true)
    #expect(try read("{}") == expected)
    #expect(
      try read(#"{"position_embedding_type": "absolute", "hidden_act": null, "model_type": "albert"}"#) == expected)
  }

  @Test func everyMemberIsRead() throws {
    let expected = AlbertConfiguration(
      vocabularySize: 591, embeddingSize: 64, hiddenSize: 312, intermediateSize: 1248, layerCount: 4, groupCount: 2,
      innerGroupCount: 3, headCount: 12, maximumPositions: 128, tokenTypeCount: 5, activation: .relu,
      layerNormEpsilon: 1e-5, hasPooler: true)
    #expect(
      try read(
        """
        {"vocab_size": 591, "embedding_size": 64, "hidden_size": 312, "intermediate_size": 1248,
         "num_hidden_layers": 4, "num_hidden_groups": 2, "inner_group_num": 3, "num_attention_heads": 12,
         "max_position_embeddings": 128, "type_vocab_size": 5, "hidden_act": "relu", "layer_norm_eps": 0.00001,
         "classifier_dropout_prob": 0.1, "id2label": {"0": "a"}}
        """) == expected)
  }

  @Test(
    arguments: [
      ("gelu", .geluErf), ("gelu_new", .geluTanh), ("gelu_pytorch_tanh", .geluTanh), ("relu", .relu), ("silu", .silu),
      ("swish", .silu),
    ] as [(String, Activation)])
  func activations(name: String, activation: Activation) throws {
    #expect(try read(#"{"hidden_act": "\#(name)"}"#).activation == activation)
  }

  @Test(arguments: [
    (
      #"{"hidden_act": "mish"}"#,
      "hidden_act: is 'mish'; gelu, gelu_new, gelu_pytorch_tanh, relu, silu and swish are supported"
    ),
    (#"{"hidden_act": 3}"#, "hidden_act: is 3; a string was expected"),
    (
      #"{"position_embedding_type": "relative_key"}"#,
      "position_embedding_type: is 'relative_key'; only 'absolute' is supported"
    ),
    (#"{"model_type": "bert"}"#, "model_type: is 'bert'; 'albert' was expected"),
    (#"{"hidden_size": 0}"#, "hidden_size: is 0; 1 to 65536 was expected"),
    (#"{"hidden_size": -768}"#, "hidden_size: is -768; 1 to 65536 was expected"),
    (#"{"hidden_size": 768.0}"#, "hidden_size: is 768.0; an integer was expected"),
    (#"{"hidden_size": "768"}"#, "hidden_size: is the string \"768\"; an integer was expected"),
    (
      #"{"vocab_size": 9223372036854775807}"#,
      "vocab_size: is 9223372036854775807; 1 to 268435456 was expected"
    ),
    (#"{"vocab_size": 9223372036854775808}"#, "vocab_size: is 9223372036854775808; an integer was expected"),
    (#"{"embedding_size": 4611686018427387904}"#, "embedding_size: is 4611686018427387904; 1 to 65536 was expected"),
    (
      #"{"hidden_size": 768, "num_attention_heads": 7}"#,
      "num_attention_heads: is 7, which does not divide hidden_size 768"
    ),
    (
      #"{"num_hidden_groups": 1000, "inner_group_num": 5}"#,
      "inner_group_num: is 5, with 12 layers and 1000 groups more than 4096 layers together"
    ),
    (#"{"layer_norm_eps": 0}"#, "layer_norm_eps: is 0.0; more than 0 and at most 1 was expected"),
    (#"{"layer_norm_eps": 1e999}"#, "layer_norm_eps: is 1e999; a finite number was expected"),
    ("[]", "text: is an array; an object was expected"),
    ("{", "line 1, column 2: a string was expected; the text ends"),
  ])
  func wrongMembersAreNamed(json: String, expected: String) {
    #expect(problem(json) == expected)
  }

  // MARK: In the checkpoint

  @Test func everyValueSurvivesTheCheckpoint() throws {
    for activation in Activation.allCases where activation != .tanh {
      let configuration = AlbertConfiguration(
        vocabularySize: 591, embeddingSize: 64, hiddenSize: 312, intermediateSize: 1248, layerCount: 4, groupCount: 2,
        innerGroupCount: 3, headCount: 12, maximumPositions: 128, tokenTypeCount: 5, activation: activation,
        layerNormEpsilon: 1e-5, hasPooler: activation != .relu)
      var writer = CheckpointWriter()
      configuration.add(to: &writer)
      try writer.write(to: directory.path("c"))
      #expect(try AlbertConfiguration(checkpoint: Checkpoint(path: directory.path("c"))) == configuration)
    }
  }

  @Test func hostileValuesAreRefused() throws {
    let right: [UInt32] = [40, 8, 12, 20, 2, 1, 1, 2, 16, 2, 1, Float(1e-12).bitPattern, 1]
    func problem(_ values: [UInt32]) throws -> String? {
      var writer = CheckpointWriter()
      writer.add(AlbertConfiguration.sectionName, values)
      try writer.write(to: directory.path("c"))
      let checkpoint = try Checkpoint(path: directory.path("c"))
      do throws(CheckpointError) {
        _ = try AlbertConfiguration(checkpoint: checkpoint)
        return nil
      } catch {
        return error.field
      }
    }
    #expect(try problem(right) == nil)
    let wrongBits = [0, Float.nan, .infinity, -1, 2].map(\.bitPattern)
    for index in right.indices {
      let wrong: [UInt32] =
        switch index {
        case 10: [4, .max]
        case 11: wrongBits
        case 12: [2, .max]
        default: [0, 1 << 30, 0x7FFF_FFFF, 0x8000_0000, .max]
        }
      for value in wrong {
        var values = right
        values[index] = value
        #expect(try problem(values)?.hasPrefix("section 'configuration': ") == true, "value \(index) is \(value)")
      }
    }
    #expect(try problem(Array(right.dropLast())) == "section 'configuration'")
    #expect(try problem(right + [0]) == "section 'configuration'")
    #expect(try problem([]) == "section 'configuration'")
  }

  @Test func hostileDefaultsAreRefused() throws {
    var configuration = try read(ModelFixture().configurationJSON)
    configuration.hasPooler = false
    func defaults(_ values: [UInt32]) throws -> EmbeddingDefaults {
      var writer = CheckpointWriter()
      writer.add(EmbeddingDefaults.sectionName, values)
      try writer.write(to: directory.path("c"))
      return try EmbeddingDefaults(checkpoint: Checkpoint(path: directory.path("c")), configuration: configuration)
    }
    #expect(
      try defaults([16, 1, 2, 0])
        == EmbeddingDefaults(poolings: [.max, .mean], normalizes: true, maximumLength: 16))
    let wrong: [[UInt32]] = [
      [], [16], [16, 0], [0, 0, 0], [17, 0, 0], [.max, 0, 0], [16, 2, 0], [16, 0, 6], [16, 0, .max], [16, 0, 0, 0],
      [16, 0, 5], [16, 0, 0, 1, 2, 3, 4, 5, 6],
    ]
    for values in wrong {
      #expect(throws: CheckpointError.self, "\(values)") { try defaults(values) }
    }
  }

  @Test func everyDefaultSurvivesTheCheckpoint() throws {
    let configuration = try read(ModelFixture().configurationJSON)
    var defaults = EmbeddingDefaults(poolings: [.max, .mean], normalizes: true, maximumLength: 16)
    defaults.steps = VectorSteps([
      DenseStep(outputCount: 7, activation: .tanh), LayerNormStep(epsilon: 1e-5),
      DenseStep(outputCount: 3, activation: nil), NormalizeStep(),
    ])
    defaults.truncatedDimension = 2
    defaults.layerWeights = [0.25, 0.75]
    defaults.prompts = TextPrompts(
      names: ["", "query"], texts: [[], Array("f\u{FC}r: ".utf8)], defaultIndex: 1, arePooled: false)
    var writer = CheckpointWriter()
    defaults.add(to: &writer)
    try writer.write(to: directory.path("c"))
    let checkpoint = try Checkpoint(path: directory.path("c"))
    #expect(try EmbeddingDefaults(checkpoint: checkpoint, configuration: configuration) == defaults)
  }

  @Test func hostileOptionalDefaultsAreRefused() throws {
    let configuration = try read(ModelFixture().configurationJSON)
    func isRefused(_ add: (inout CheckpointWriter) -> Void) throws -> Bool {
      var writer = CheckpointWriter()
      EmbeddingDefaults(poolings: [.mean], normalizes: true, maximumLength: 16).add(to: &writer)
      add(&writer)
      try writer.write(to: directory.path("c"))
      let checkpoint = try Checkpoint(path: directory.path("c"))
      do throws(CheckpointError) {
        _ = try EmbeddingDefaults(checkpoint: checkpoint, configuration: configuration)
        return false
      } catch {
        return true
      }
    }
    #expect(try !isRefused { _ in })
    let steps: [[UInt32]] = [
      [0], [0, 5], [0, 0, 4], [0, 65_537, 4], [0, .max, 4], [0, 5, 99], [1, 0, 0], [1, Float.nan.bitPattern, 0],
      [3, 0, 0],
      [UInt32](repeating: 2, count: 51),
    ]
    for values in steps { #expect(try isRefused { $0.add("embedding-steps", values) }, "\(values)") }
    for values in [[], [0], [1, 1]] as [[UInt32]] {
      #expect(try isRefused { $0.add("embedding-truncation", values) }, "\(values)")
    }
    for values in [[], [1, 2, 3, 4], [.nan]] as [[Float]] {
      #expect(try isRefused { $0.add("embedding-layers", values) }, "\(values)")
    }
    for use in [[], [0], [2, 1], [.max, 1], [1, 2]] as [[UInt32]] {
      #expect(
        try isRefused {
          $0.add("embedding-prompts", Array("a\0b\0".utf8))
          $0.add("embedding-prompt-use", use)
        }, "\(use)")
    }
    #expect(try isRefused { $0.add("embedding-prompts", Array("a\0b\0".utf8)) })
    #expect(
      try isRefused {
        $0.add("embedding-prompts", Array("a\0".utf8))
        $0.add("embedding-prompt-use", [0, 1] as [UInt32])
      })
  }
}
