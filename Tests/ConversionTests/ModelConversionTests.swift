import Albert
import Checkpoint
import Foundation
import TestSupport
import Testing

@testable import Conversion

@Suite struct ModelConversionTests {
  let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  func convert(_ options: ConversionOptions = ConversionOptions()) throws -> Checkpoint {
    let path = directory.path("model.albert")
    try convertModel(directory.path, to: path, options: options)
    return try Checkpoint(path: path)
  }

  /// The error's line without the directory.
  func problem(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch {
      return "\(error)".replacing("\(directory.path)/", with: "")
    }
  }

  // MARK: Weights

  @Test func everyTensorIsConverted() throws {
    var fixture = ModelFixture()
    fixture.groupCount = 2
    fixture.innerGroupCount = 2
    try fixture.write(to: directory)
    let checkpoint = try convert()
    try checkpoint.verify()
    let configuration = try AlbertConfiguration(checkpoint: checkpoint)
    let sources = Dictionary(uniqueKeysWithValues: fixture.tensors.map { ($0.name, $0) })
    func values(_ name: String) throws -> [Float] { try #require(sources[name]).values }

    #expect(
      Array(try checkpoint.tensor("embeddings.word", shape: [40, 8]))
        == (try values("embeddings.word_embeddings.weight")))
    let layer = "encoder.albert_layer_groups.1.albert_layers.1"
    let qkv = try checkpoint.tensor("group.1.layer.1.attention.qkv.weight", shape: [12, 36], layout: .panels32)
    let rows = try ["query", "key", "value"].flatMap { try values("\(layer).attention.\($0).weight") }
    for output in 0..<36 {
      for input in 0..<12 {
        #expect(qkv[output / 32 * 32 * 12 + input * 32 + output % 32] == rows[output * 12 + input])
      }
    }
    #expect(
      Array(try checkpoint.tensor("group.1.layer.1.attention.qkv.bias", shape: [36]))
        == (try ["query", "key", "value"].flatMap { try values("\(layer).attention.\($0).bias") }))
    #expect(
      Array(try checkpoint.tensor("group.1.layer.1.feed-forward.norm.scale", shape: [12]))
        == (try values("\(layer).full_layer_layer_norm.weight")))
    #expect(
      Array(try checkpoint.tensor("group.1.layer.1.attention.norm.shift", shape: [12]))
        == (try values("\(layer).attention.LayerNorm.bias")))
    // The checkpoint has every tensor of the configuration, with every element of its sources once.
    for tensor in configuration.tensors {
      #expect(try checkpoint.tensor(tensor.name, shape: tensor.shape, layout: tensor.layout).contains { $0 != 0 })
    }
    let sum = try configuration.tensors.reduce(0.0) { sum, tensor in
      try checkpoint.tensor(tensor.name, shape: tensor.shape, layout: tensor.layout).reduce(sum) { $0 + Double($1) }
    }
    #expect(abs(sum - fixture.tensors.reduce(0.0) { $1.values.reduce($0) { $0 + Double($1) } }) < 1e-9)
  }

  @Test(arguments: ["", "albert.", "encoder.albert.", "model.albert."])
  func anyPrefixIsAccepted(prefix: String) throws {
    try ModelFixture().write(to: directory)
    let plain = try convert()
    var fixture = ModelFixture()
    fixture.prefix = prefix
    try fixture.write(to: directory)
    // The shapes and values of heads do not matter.
    let extra =
      fixture.tensors + [
        FixtureTensor(name: "predictions.bias", shape: [1], values: [1]),
        FixtureTensor(name: "classifier.weight", shape: [3], values: [1, 2, .nan]),
      ]
    try directory.write(safetensors(extra), to: "model.safetensors")
    let prefixed = try convert()
    // Beside "albert." heads are known; elsewhere such names may stand for anything.
    let notes = prefixed.sections.map(\.name).filter { $0 == "left-out" || $0 == "unsupported-heads" }
    #expect(notes == [prefix.split(separator: ".").count < 2 ? "unsupported-heads" : "left-out"])
    #expect(
      prefixed.sections.filter { !notes.contains($0.name) }.map(\.checksum) == plain.sections.map(\.checksum))
  }

  @Test(arguments: FixtureStorage.allCases)
  func narrowStorageIsExact(storage: FixtureStorage) throws {
    var fixture = ModelFixture()
    fixture.storage = .bf16
    try fixture.write(to: directory)
    let tensors = fixture.tensors
    try directory.write(safetensors(tensors, as: storage), to: "model.safetensors")
    let checkpoint = try convert()
    #expect(Array(try checkpoint.tensor("embeddings.word", shape: [40, 8])) == tensors[0].values)
  }

  @Test func namesFromTensorFlowAreKnown() throws {
    try ModelFixture().write(to: directory)
    let plain = try convert()
    let renamed = ModelFixture().tensors.map { tensor in
      FixtureTensor(
        name: tensor.name.replacing("LayerNorm.weight", with: "LayerNorm.gamma").replacing(
          "LayerNorm.bias", with: "LayerNorm.beta"), shape: tensor.shape, values: tensor.values)
    }
    try directory.write(safetensors(renamed), to: "model.safetensors")
    #expect(try convert().sections.map(\.checksum) == plain.sections.map(\.checksum))
  }

  @Test func aMissingPoolerIsAllowed() throws {
    var fixture = ModelFixture()
    fixture.hasPooler = false
    try fixture.write(to: directory)
    let checkpoint = try convert()
    #expect(try !AlbertConfiguration(checkpoint: checkpoint).hasPooler)
    #expect(!checkpoint.hasSection("pooler.weight"))
    var options = ConversionOptions()
    options.poolings = [.pooler]
    #expect(
      problem { _ = try convert(options) }?.hasSuffix("has no pooler, so that 'pooler' cannot be its pooling") == true)
  }

  @Test func missingAndMisshapenTensorsAreNamed() throws {
    try ModelFixture().write(to: directory)
    let tensors = ModelFixture().tensors
    for index in tensors.indices {
      var changed = tensors
      let tensor = changed.remove(at: index)
      try directory.write(safetensors(changed), to: "model.safetensors")
      if tensor.name == "pooler.weight" {
        #expect(problem { _ = try convert() } == nil)
        continue
      }
      let missing = problem { _ = try convert() }
      #expect(missing?.contains("\(tensor.name): is missing") == true, "\(tensor.name): \(missing ?? "no error")")
      changed = tensors
      changed[index].shape[0] += 1
      changed[index].values += [Float](repeating: 0, count: tensor.values.count / tensor.shape[0])
      try directory.write(safetensors(changed), to: "model.safetensors")
      #expect(
        problem { _ = try convert() }
          == "model.safetensors: \(tensor.name): has shape \(changed[index].shape); \(tensor.shape) was expected by "
          + "config.json")
    }
  }

  @Test func wrongElementsAreNamed() throws {
    try ModelFixture().write(to: directory)
    var tensors = ModelFixture().tensors
    tensors[4].values[3] = .infinity
    try directory.write(safetensors(tensors), to: "model.safetensors")
    #expect(
      problem { _ = try convert() }
        == "model.safetensors: embeddings.LayerNorm.bias: element 3 is inf, which is not a finite number")
    #expect(try directory.entries.filter { $0.contains("albert") } == [])
  }

  @Test func twoModelsAreRefused() throws {
    try ModelFixture().write(to: directory)
    var second = ModelFixture()
    second.prefix = "other."
    try directory.write(safetensors(ModelFixture().tensors + second.tensors), to: "model.safetensors")
    #expect(problem { _ = try convert() }?.contains("holds 2 models") == true)
  }

  // MARK: Shards

  private func writeShards(_ weightMap: [(String, String)]) throws {
    let entries = weightMap.map { #""\#($0)":"\#($1)""# }.joined(separator: ",")
    try directory.write(
      #"{"metadata":{"total_size":1},"weight_map":{\#(entries)}}"#, to: "model.safetensors.index.json")
  }

  @Test func shardsGiveTheSame() throws {
    let fixture = ModelFixture()
    try fixture.write(to: directory)
    let whole = try convert().sections.map(\.checksum)
    let tensors = fixture.tensors
    let second = try TemporaryDirectory()
    try fixture.write(to: second)
    try second.write(safetensors(Array(tensors[..<9])), to: "model-00001-of-00002.safetensors")
    try second.write(safetensors(Array(tensors[9...])), to: "model-00002-of-00002.safetensors")
    let map = tensors.enumerated().map { index, tensor in
      #""\#(tensor.name)":"model-0000\#(index < 9 ? 1 : 2)-of-00002.safetensors""#
    }
    try second.write(
      #"{"weight_map":{\#(map.joined(separator: ","))}}"#, to: "model.safetensors.index.json")
    // A single file is preferred to shards, as in the reference.
    #expect(try second.entries.contains("model.safetensors"))
    try second.remove("model.safetensors")
    try convertModel(second.path, to: second.path("m.albert"))
    #expect(try Checkpoint(path: second.path("m.albert")).sections.map(\.checksum) == whole)
  }

  @Test func wrongShardsAreNamed() throws {
    let fixture = ModelFixture()
    try fixture.write(to: directory)
    try directory.remove("model.safetensors")
    try directory.write(safetensors(fixture.tensors), to: "a.safetensors")
    let names = fixture.tensors.map { ($0.name, "a.safetensors") }
    try writeShards(names)
    #expect(problem { _ = try convert() } == nil)
    let index = "model.safetensors.index.json: weight_map"
    try writeShards(names + [("x", "a.safetensors")])
    #expect(problem { _ = try convert() } == "\(index): x: is 'a.safetensors', but that file does not have this tensor")
    for outside in ["../a.safetensors", "/etc/passwd", "b/../a.safetensors", "", ".."] {
      try writeShards(names + [("x", outside)])
      #expect(problem { _ = try convert() } != nil, "\(outside)")
    }
    try writeShards(names + [("x", "b.safetensors")])
    #expect(problem { _ = try convert() } == "b.safetensors: No such file or directory")
    try directory.write("{}", to: "model.safetensors.index.json")
    #expect(problem { _ = try convert() } == "\(index): is missing")
  }

  // MARK: The directory and the destination

  @Test func missingWeightsAreExplained() throws {
    try ModelFixture().write(to: directory)
    try directory.remove("model.safetensors")
    #expect(problem { _ = try convert() }?.contains("has no weights; model.safetensors or") == true)
    try directory.write("", to: "tf_model.h5")
    #expect(
      problem { _ = try convert() }?.contains(
        "has tf_model.h5, a weights file of Keras, which cannot be read: load it with")
        == true)
  }

  @Test func pointersAndBrokenLinksAreNamed() throws {
    try ModelFixture().write(to: directory)
    try directory.write(
      "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 47372\n", to: "model.safetensors")
    #expect(problem { _ = try convert() }?.hasPrefix("model.safetensors: is a git LFS pointer, not the file") == true)
    try directory.remove("model.safetensors")
    try link(to: "../blobs/0", "model.safetensors")
    #expect(problem { _ = try convert() } == "model.safetensors: is a link to a file that does not exist")
  }

  private func link(to target: String, _ name: String) throws {
    try FileManager.default.createSymbolicLink(atPath: directory.path(name), withDestinationPath: target)
  }

  @Test func theDirectoryMustBeThere() throws {
    let missing = directory.path("missing")
    #expect(
      problem { try convertModel(missing, to: directory.path("x")) } == "missing: there is no such directory"
    )
    try directory.write("", to: "file")
    #expect(
      problem { try convertModel(directory.path("file"), to: directory.path("x")) }
        == "file: is not a directory; a directory with config.json in it was expected")
    #expect(problem { _ = try convert() }?.contains("has no weights") == true)
    try directory.write(safetensors(ModelFixture().tensors), to: "model.safetensors")
    #expect(problem { _ = try convert() }?.hasSuffix("has no config.json") == true)
  }

  @Test func theDestinationIsChecked() throws {
    try ModelFixture().write(to: directory)
    try directory.write("", to: "folder/entry")
    func problem(to path: String) -> String? {
      self.problem { try convertModel(directory.path, to: path) }
    }
    let before = try directory.entries
    #expect(problem(to: directory.path("folder")) == "folder: is a directory; name a file in it")
    #expect(problem(to: directory.path("missing/x.albert"))?.hasPrefix("missing/x.albert") == true)
    #expect(problem(to: "/dev/null") == "/dev/null: is not a regular file, so it cannot be a checkpoint")
    #expect(try directory.entries == before)
    // The destination must not be a file that the conversion reads, under any of its names.
    try directory.write("{}", to: "tokenizer_config.json")
    try link(to: "config.json", "soft.albert")
    try FileManager.default.linkItem(atPath: directory.path("tokenizer.json"), toPath: directory.path("hard.albert"))
    let names = [
      "config.json", "tokenizer.json", "tokenizer_config.json", "model.safetensors", "soft.albert", "hard.albert",
    ]
    for name in names + names.map({ "folder/../\($0)" }) {
      let found = problem(to: directory.path(name))
      #expect(found?.contains("is one of the files to convert and the output at once") == true, "\(name)")
    }
    #expect(problem(to: directory.path("folder/x.albert")) == nil)
    #expect(problem(to: directory.path("folder/x.albert")) == nil)
  }
}
