import Foundation
import TestSupport

/// The values that Hugging Face's AlbertModel computes in float64 for a fixture (see scripts/develop/goldens/make-goldens.py).
struct EncoderGolden: Decodable, Sendable {
  struct Sequence: Decodable, Sendable {
    let ids: [Int32]
    let types: [UInt8]
    /// The tokens whose vectors are stored.
    let tokens: [Int]
  }

  var model: ModelFixture
  /// The number of files that hold the weights.
  let shards: Int
  /// The layers whose vectors are stored.
  var layers: [Int]
  let sequences: [Sequence]
  /// The poolings whose vectors are stored, by their names on the command line.
  let poolings: [String]
  /// The largest difference of PyTorch's float32 from float64, for the hidden states and for each pooling.
  let pytorchFloat32: [String: Double]
  /// The largest magnitude, for the hidden states and for each pooling.
  let largest: [String: Double]

  /// - Parameter name: one of `names`.
  static func read(_ name: String) throws -> (golden: EncoderGolden, values: [Double]) {
    let json = try Data(contentsOf: directory.appendingPathComponent("\(name).json"))
    let doubles = try Data(contentsOf: directory.appendingPathComponent("\(name).f64"))
    let values = doubles.withUnsafeBytes { bytes in
      stride(from: 0, to: bytes.count, by: 8).map { bytes.loadUnaligned(fromByteOffset: $0, as: Double.self) }
    }
    return (try JSONDecoder().decode(EncoderGolden.self, from: json), values)
  }

  static let names = [
    "bf16", "embedding-256", "epsilon-1e-5", "groups-12-inner-4", "groups-12-layers-4", "groups-2", "groups-uneven",
    "head-128", "head-26", "head-28", "head-32", "head-48", "head-64", "inner-2", "layers-1", "layers-24",
    "no-pooler-f16",
  ]

  static let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Goldens")

  /// The largest difference from the golden that is allowed: twice that of PyTorch, or 3e-6 of the largest value (25 units in its
  /// last place) if that is more.
  func bound(_ kind: String) -> Double {
    max(2 * (pytorchFloat32[kind] ?? 0), 3e-6 * (largest[kind] ?? 0))
  }

  /// Writes the model's directory: config.json, tokenizer.json and the weights in as many files as the golden says.
  func writeModel(to directory: TemporaryDirectory, tensors: [FixtureTensor]? = nil) throws {
    try model.write(to: directory)
    let tensors = tensors ?? model.tensors
    try directory.write(safetensors(tensors, as: model.storage), to: "model.safetensors")
    guard shards > 1 else { return }
    try directory.remove("model.safetensors")
    var entries: [String] = []
    for shard in 0..<shards {
      let name = "model-\(shard + 1)-of-\(shards).safetensors"
      // Neighbouring tensors go to different files.
      let part = tensors.indices.filter { $0 % shards == shard }.map { tensors[$0] }
      try directory.write(safetensors(part, as: model.storage), to: name)
      entries += part.map { "\"\($0.name)\":\"\(name)\"" }
    }
    try directory.write("{\"weight_map\":{\(entries.joined(separator: ","))}}", to: "model.safetensors.index.json")
  }
}
