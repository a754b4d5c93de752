import Checkpoint
import Foundation
import TestSupport
import Testing

@testable import Conversion

/// Files that PyTorch wrote (`scripts/develop/goldens/make-weights.py`) give the same checkpoint, byte for byte, as safetensors with
/// the same weights.
@Suite struct PyTorchSourceTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  /// Converts a directory with these files instead of the weights, and returns the checkpoint's bytes.
  private func checkpoint(_ fixture: ModelFixture, goldens: [(golden: String, name: String)]) throws -> [UInt8] {
    try fixture.write(to: directory)
    if !goldens.isEmpty { try directory.remove("model.safetensors") }
    for (golden, name) in goldens { try directory.write(WeightsGolden.bytes("PyTorch/\(golden)"), to: name) }
    try convertModel(directory.path, to: directory.path("model.albert"))
    for (_, name) in goldens { try directory.remove(name) }
    return try directory.read("model.albert")
  }

  @Test(arguments: [
    ("archive.bin", "pytorch_model.bin"), ("pickles.bin", "pytorch_model.bin"), ("training.pt", "training.pt"),
    ("views-archive.bin", "pytorch_model.bin"), ("views-pickles.bin", "views.pth"),
  ])
  func weightsAreThoseOfSafetensors(golden: String, name: String) throws {
    let fixture = ModelFixture()
    #expect(try checkpoint(fixture, goldens: [(golden, name)]) == checkpoint(fixture, goldens: []))
  }

  @Test(arguments: ["half-archive.bin", "half-pickles.bin", "bfloat16-archive.bin", "bfloat16-pickles.bin"])
  func narrowWeightsAreThoseOfSafetensors(golden: String) throws {
    var fixture = ModelFixture()
    fixture.storage = .f16
    #expect(try checkpoint(fixture, goldens: [(golden, "pytorch_model.bin")]) == checkpoint(fixture, goldens: []))
  }

  @Test func shardsAreThoseOfSafetensors() throws {
    let fixture = ModelFixture()
    let names = [
      "pytorch_model-00001-of-00002.bin", "pytorch_model-00002-of-00002.bin", "pytorch_model.bin.index.json",
    ]
    #expect(try checkpoint(fixture, goldens: names.map { ($0, $0) }) == checkpoint(fixture, goldens: []))
  }

  @Test func safetensorsArePreferred() throws {
    try ModelFixture().write(to: directory)
    try directory.write("no weights", to: "pytorch_model.bin")
    try convertModel(directory.path, to: directory.path("model.albert"))
  }

  // MARK: Wrong files

  /// The error's line without the directory.
  private func problem(_ bytes: [UInt8], name: String = "pytorch_model.bin") throws -> String? {
    try directory.write(bytes, to: name)
    do {
      _ = try PyTorchSource(ModelDirectory(path: directory.path))
      return nil
    } catch {
      return error.description.replacing("\(directory.path)/", with: "")
    }
  }

  @Test func otherFilesAreNamed() throws {
    let expected =
      "pytorch_model.bin: is not a file of torch.save: it begins neither like a zip archive nor like the older format"
    #expect(try problem([]) == expected)
    #expect(try problem(Array("not weights".utf8)) == expected)
    #expect(
      try problem([0x50, 0x4B, 0x03, 0x04])
        == "pytorch_model.bin: is a damaged zip archive: its end record is missing, so the file may be cut short")
    try directory.remove("pytorch_model.bin")
    try directory.write("", to: "a.pt")
    #expect(try problem([], name: "b.pth")?.contains("has several weights files: a.pt, b.pth; rename the one") == true)
  }

  @Test func compressedEntriesAreRefused() throws {
    let bytes = try WeightsGolden.bytes("PyTorch/archive.bin")
    // The compression method in each record of the central directory.
    var changed = bytes
    for index in bytes.indices.dropLast(12) where bytes[index..<index + 4].elementsEqual([0x50, 0x4B, 0x01, 0x02]) {
      changed[index + 10] = 8
    }
    #expect(
      try problem(changed)
        == "pytorch_model.bin: archive/byteorder: is compressed (method 8, deflate); an uncompressed entry was expected, as "
        + "PyTorch writes it")
  }

  @Test func bigEndianFilesAreRefused() throws {
    var bytes = try WeightsGolden.bytes("PyTorch/archive.bin")
    let place = try #require(bytes.indices.dropLast(6).first { bytes[$0..<$0 + 6].elementsEqual("little".utf8) })
    bytes.replaceSubrange(place..<place + 6, with: "biggie".utf8)
    #expect(try problem(bytes) == "pytorch_model.bin: archive/byteorder: is 'biggie'; 'little' was expected")
  }

  @Test(arguments: ["archive.bin", "pickles.bin"])
  func cutFilesAreRefused(golden: String) throws {
    let bytes = try WeightsGolden.bytes("PyTorch/\(golden)")
    for count in stride(from: 0, to: bytes.count, by: 61) {
      #expect(try problem(Array(bytes[..<count])) != nil, "\(count) bytes")
    }
  }
}

/// Weights that other programs wrote.
enum WeightsGolden {
  static let directory = EncoderGolden.directory.deletingLastPathComponent().appendingPathComponent("WeightsGoldens")

  static func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: directory.appendingPathComponent(name)))
  }
}
