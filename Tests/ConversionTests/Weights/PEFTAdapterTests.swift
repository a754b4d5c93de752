import Checkpoint
import Foundation
import TestSupport
import Testing

@testable import Conversion

/// An adapter of `peft` beside the weights is merged, or refused by name.
@Suite struct PEFTAdapterTests {
  private let directory: TemporaryDirectory
  private let fixture = ModelFixture()
  private static let layer = "encoder.albert_layer_groups.0.albert_layers.0"

  init() throws {
    directory = try TemporaryDirectory()
    try fixture.write(to: directory, under: "m")
  }

  private func write(_ members: String, _ tensors: [FixtureTensor]) throws {
    try directory.write(#"{"peft_type": "LORA", "r": 2, "lora_alpha": 6\#(members)}"#, to: "m/adapter_config.json")
    try directory.write(safetensors(tensors), to: "m/adapter_model.safetensors")
  }

  private func factors(_ name: String, _ a: [Int], _ b: [Int], ends: (String, String)) -> [FixtureTensor] {
    func numbers(_ shape: [Int], _ step: Float) -> [Float] {
      (0..<shape[0] * shape[1]).map { step * Float($0 % 7 - 3) }
    }
    return [
      FixtureTensor(name: "base_model.model.\(name).\(ends.0)", shape: a, values: numbers(a, 0.25)),
      FixtureTensor(name: "base_model.model.\(name).\(ends.1)", shape: b, values: numbers(b, 0.5)),
    ]
  }

  private var queryFactors: [FixtureTensor] {
    factors("\(Self.layer).attention.query", [2, 12], [12, 2], ends: ("lora_A.weight", "lora_B.weight"))
  }

  private func problem() -> String? {
    do {
      try convertModel(directory.path("m"), to: directory.path("x.albert"))
      return nil
    } catch {
      return "\(error)".replacing("\(directory.path)/", with: "")
    }
  }

  private func sections(_ path: String) throws -> [String: UInt32] {
    try convertModel(directory.path(path), to: directory.path("\(path).albert"))
    var checksums: [String: UInt32] = [:]
    for section in try Checkpoint(path: directory.path("\(path).albert")).sections {
      checksums[section.name] = section.checksum
    }
    return checksums
  }

  /// The checkpoint equals that of merged weights: W + scale·B·A for a product, transposed for a table.
  @Test(arguments: [
    ("", Float(3)), (#", "use_rslora": true, "bias": "none", "alpha_pattern": {}"#, Float(6 / 2.0.squareRoot())),
  ])
  func equalsMergedWeights(members: String, scale: Float) throws {
    let table = factors("embeddings.word_embeddings", [2, 40], [8, 2], ends: ("lora_embedding_A", "lora_embedding_B"))
    let whole = FixtureTensor(
      name: "base_model.model.pooler.bias", shape: [12], values: (0..<12).map { Float($0) })
    try write(members, queryFactors + table + [whole])
    var merged = fixture.tensors
    func update(_ name: String, _ pair: [FixtureTensor], isTransposed: Bool) throws {
      let index = try #require(merged.firstIndex { $0.name == name })
      let (rank, columns, rows) = (2, pair[0].shape[1], pair[1].shape[0])
      for row in 0..<rows {
        for column in 0..<columns {
          var sum: Float = 0
          for k in 0..<rank { sum += pair[1].values[row * rank + k] * pair[0].values[k * columns + column] }
          merged[index].values[isTransposed ? column * rows + row : row * columns + column] += scale * sum
        }
      }
    }
    try update("\(Self.layer).attention.query.weight", queryFactors, isTransposed: false)
    try update("embeddings.word_embeddings.weight", table, isTransposed: true)
    let pooler = try #require(merged.firstIndex { $0.name == "pooler.bias" })
    merged[pooler].values = whole.values
    try fixture.write(to: directory, under: "n")
    try directory.write(safetensors(merged), to: "n/model.safetensors")
    #expect(try sections("m") == sections("n"))
  }

  @Test(arguments: [
    (#""use_dora": true"#, "use_dora"), (#""bias": "all""#, "bias"),
    (#""alpha_pattern": {"query": 4}"#, "alpha_pattern"),
    (#""init_lora_weights": "pissa""#, "init_lora_weights"), (#""layer_replication": [[0, 1]]"#, "layer_replication"),
    (#""from_the_future": 1"#, "from_the_future"), (#""peft_type": "IA3""#, "peft_type"),
  ])
  func refusesOtherAdapters(member: String, name: String) throws {
    try write("", queryFactors)
    try directory.write(
      "{\(name == "peft_type" ? "" : #""peft_type": "LORA", "#)\(member)}", to: "m/adapter_config.json")
    let found = problem()
    #expect(
      found?.hasPrefix("m/adapter_config.json: \(name): ") == true && found?.contains("merge_and_unload()") == true)
  }

  /// Every member that the pinned `peft` writes is heeded, refused unless it has its default, or without effect.
  @Test func knowsEveryMember() throws {
    let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("WeightsGoldens/adapter-members.json")
    let names = try JSONDecoder().decode([String].self, from: Data(contentsOf: golden))
    #expect(names.count == 42)
    for name in names {
      let places = [
        PEFTAdapter.heeded.contains(name), PEFTAdapter.withoutEffect.contains(name), PEFTAdapter.defaults[name] != nil,
      ]
      #expect(places.filter { $0 }.count == 1, "\(name)")
    }
  }

  @Test func refusesWhatDoesNotFit() throws {
    try write(
      "", factors("\(Self.layer).attention.query", [2, 11], [12, 2], ends: ("lora_A.weight", "lora_B.weight")))
    #expect(
      problem()?.contains(
        "has shape [2, 11], and its other factor [12, 2]; they do not fit the matrix of shape [12, 12]") == true)
    try write("", Array(queryFactors.prefix(1)))
    #expect(problem()?.contains("has one LoRA factor; two were expected") == true)
    try write("", factors("encoder.nothing", [2, 12], [12, 2], ends: ("lora_A.weight", "lora_B.weight")))
    #expect(problem()?.contains("encoder.nothing.weight: is adapted, but the weights do not have this tensor") == true)
    try write(
      "",
      [
        FixtureTensor(
          name: "base_model.model.pooler.lora_magnitude_vector", shape: [12], values: [Float](repeating: 1, count: 12))
      ])
    #expect(problem()?.contains("merge_and_unload()") == true)
    try directory.remove("m/adapter_model.safetensors")
    #expect(
      problem()?.contains("has adapter_config.json; adapter_model.safetensors or adapter_model.bin was expected")
        == true)
  }
}
