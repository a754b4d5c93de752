import Checkpoint
import Foundation
import TestSupport
import Testing

@testable import Conversion

/// Files that TensorFlow wrote (`scripts/develop/goldens/make-tensorflow-weights.py`) give the same checkpoint, byte for byte, as safetensors
/// with the same weights.
@Suite struct TensorFlowSourceTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  /// Copies a checkpoint's files to the directory.
  private func copy(_ name: String, as newName: String = "model.ckpt-best") throws {
    for file in try TemporaryDirectory.entries(of: WeightsGolden.directory.appendingPathComponent("TensorFlow").path)
    where file.hasPrefix("\(name).") {
      try directory.write(WeightsGolden.bytes("TensorFlow/\(file)"), to: newName + file.dropFirst(name.count))
    }
  }

  private func problem(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch {
      return "\(error)".replacing("\(directory.path)/", with: "")
    }
  }

  private func convert() throws {
    try convertModel(directory.path, to: directory.path("model.albert"))
  }

  @Test(arguments: ["published", "fine-tuned", "groups", "narrow"])
  func weightsAreThoseOfSafetensors(golden: String) throws {
    var fixture = ModelFixture()
    if golden == "groups" {
      fixture.groupCount = 2
      fixture.innerGroupCount = 2
    }
    if golden == "narrow" { fixture.storage = .bf16 }
    try fixture.write(to: directory)
    if golden == "fine-tuned" {
      // A classifier without its bias, which is noted.
      let head = FixtureTensor(name: "classifier.weight", shape: [3, 12], values: [Float](repeating: 1, count: 36))
      try directory.write(safetensors(fixture.tensors + [head]), to: "model.safetensors")
    }
    try convert()
    let expected = try directory.read("model.albert")
    try directory.remove("model.safetensors")
    try copy(golden)
    try convert()
    #expect(try directory.read("model.albert") == expected)
  }

  @Test func geluIsTheTanhForm() throws {
    var fixture = ModelFixture()
    try fixture.write(to: directory)
    try convert()
    let expected = try directory.read("model.albert")
    try directory.remove("model.safetensors")
    fixture.activation = "gelu"
    try directory.write(fixture.configurationJSON, to: "albert_config.json")
    // Of two configurations Google's belongs to the checkpoint.
    try directory.write("no JSON", to: "config.json")
    try copy("published")
    try convert()
    #expect(try directory.read("model.albert") == expected)
  }

  @Test func severalCheckpointsNeedAName() throws {
    try ModelFixture().write(to: directory)
    try directory.remove("model.safetensors")
    try copy("published", as: "model.ckpt-1000")
    try copy("layer-shared", as: "model.ckpt-2000")
    #expect(
      problem(convert)?.hasSuffix(
        "has several checkpoints: model.ckpt-1000, model.ckpt-2000; name one of them, for example model.ckpt-1000")
        == true)
    try directory.write(
      "model_checkpoint_path: \"/elsewhere/model.ckpt-1000\"\nall_model_checkpoint_paths: \"model.ckpt-2000\"\n",
      to: "checkpoint")
    #expect(problem(convert) == nil)
    try convertModel(directory.path("model.ckpt-1000"), to: directory.path("by-name.albert"))
    #expect(try directory.read("by-name.albert") == directory.read("model.albert"))
    try directory.write("nonsense", to: "checkpoint")
    #expect(problem(convert)?.contains("has several checkpoints") == true)
  }

  @Test func theEarlierModelIsRefused() throws {
    try ModelFixture().write(to: directory)
    try directory.remove("model.safetensors")
    try copy("layer-shared")
    #expect(
      problem(convert)
        == "model.ckpt-best.index: bert/encoder/layer_shared/LayerNorm/beta: belongs to an earlier model, whose "
        + "layers (layer_shared) are not ALBERT's; it is not supported")
  }

  // MARK: Wrong files

  @Test func changedDataAreNoticed() throws {
    try ModelFixture().write(to: directory)
    try directory.remove("model.safetensors")
    try copy("published")
    let name = "model.ckpt-best.data-00000-of-00001"
    let bytes = try directory.read(name)
    var random = SplitMix64(state: 3)
    for _ in 0..<50 {
      var changed = bytes
      changed[Int(random.next() % UInt64(bytes.count))] ^= UInt8(1 << (random.next() % 8))
      try directory.write(changed, to: name)
      let found = problem(convert)
      #expect(found?.contains(": its checksum is ") == true && found?.contains("the file is damaged") == true)
    }
    try directory.write(Array(bytes.dropLast()), to: name)
    #expect(problem(convert)?.contains(", but the file has \(bytes.count - 1) bytes") == true)
    try directory.remove(name)
    #expect(problem(convert)?.contains("has no weights") == true)
  }

  @Test func everyByteOfTheIndexCounts() throws {
    try ModelFixture().write(to: directory)
    try directory.remove("model.safetensors")
    try copy("published")
    let bytes = try directory.read("model.ckpt-best.index")
    var table = try LevelDBTable(bytes)
    #expect(table.entries.count == 26)
    // No checksum covers the meta index, the footer's offsets and its padding.
    var unnoticed = 0
    for index in bytes.indices {
      var changed = bytes
      changed[index] ^= 0x10
      guard let other = try? LevelDBTable(changed) else { continue }
      unnoticed += 1
      table = other
      #expect(index >= bytes.count - 90 && table.entries.count == 26, "byte \(index)")
    }
    #expect(unnoticed < 90)
    for count in 0..<bytes.count {
      #expect(throws: ByteReader.Failure.self) { try LevelDBTable(Array(bytes[..<count])) }
    }
  }

  @Test func compressedBlocksAreRefused() throws {
    var bytes = try WeightsGolden.bytes("TensorFlow/published.index")
    // The byte for the compression of the last block before the meta index.
    let footer = bytes.count - 48
    var reader = ByteReader(bytes, footer..<bytes.count)
    _ = try reader.variableLengthNumber()
    _ = try reader.variableLengthNumber()
    let index = try Int(reader.variableLengthNumber()) + Int(reader.variableLengthNumber())
    bytes[index] = 1
    let error = #expect(throws: ByteReader.Failure.self) { try LevelDBTable(bytes) }
    #expect(error?.problem == "a block is compressed (kind 1, Snappy)")
  }
}
