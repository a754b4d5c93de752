import Albert
import Checkpoint
import TestSupport

/// Pseudorandom numbers, the same in every run.
struct RandomNumbers {
  private var generator: SplitMix64

  init(seed: UInt64) { generator = SplitMix64(state: seed) }

  mutating func next() -> UInt64 { generator.next() }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  /// Uniform on -1..<1.
  mutating func unit() -> Float { Float(next() >> 40) / Float(1 << 23) - 1 }
}

/// A model with random parameters, in a checkpoint and as plain matrices.
final class RandomModel {
  let configuration: AlbertConfiguration
  let checkpoint: Checkpoint
  /// Every tensor by its name, row-major in its own shape.
  private(set) var tensors: [String: [Float]] = [:]
  private let directory: TemporaryDirectory

  /// - Parameter tensor: makes a tensor's elements; nil from it for random ones.
  init(
    _ configuration: AlbertConfiguration, seed: UInt64 = 1, tensor make: (AlbertTensor) -> [Float]? = { _ in nil }
  ) throws {
    self.configuration = configuration
    var numbers = RandomNumbers(seed: seed)
    var writer = CheckpointWriter()
    configuration.add(to: &writer)
    for tensor in configuration.tensors {
      let count = tensor.shape.reduce(1, *)
      var values = (0..<count).map { _ in numbers.unit() }
      if tensor.name.hasSuffix(".scale") { values = values.map { 1 + 0.2 * $0 } }
      if tensor.name.hasSuffix(".weight") {
        // Outputs are about as large as inputs, as in a trained model.
        let size = 1.7 / Float(tensor.shape[0]).squareRoot()
        values = values.map { size * $0 }
      }
      values = make(tensor) ?? values
      tensors[tensor.name] = values
      let stored =
        tensor.layout == .rowMajor
        ? values : tensor.layout.packed(values, inputs: tensor.shape[0], outputs: tensor.shape[1])
      writer.add(tensor.name, as: Float.self, shape: tensor.shape, layout: tensor.layout) { stored }
    }
    directory = try TemporaryDirectory()
    try writer.write(to: directory.path("random.albert"))
    checkpoint = try Checkpoint(path: directory.path("random.albert"))
  }

  /// Random sequences of these lengths.
  func batch(lengths: [Int], seed: UInt64 = 7) -> SequenceBatch {
    var numbers = RandomNumbers(seed: seed)
    var batch = SequenceBatch()
    for length in lengths {
      for _ in 0..<length {
        batch.ids.append(Int32(numbers.below(configuration.vocabularySize)))
        batch.typeIDs.append(UInt8(numbers.below(configuration.tokenTypeCount)))
      }
      batch.starts.append(batch.ids.count)
    }
    return batch
  }
}

extension AlbertConfiguration {
  /// A small model. Tests vary the arguments.
  static func small(
    embedding: Int = 20, hidden: Int = 48, intermediate: Int = 100, layers: Int = 3, groups: Int = 1, inner: Int = 1,
    heads: Int = 4, activation: Activation = .geluTanh, epsilon: Float = 1e-12, positions: Int = 64,
    hasPooler: Bool = true
  ) -> AlbertConfiguration {
    AlbertConfiguration(
      vocabularySize: 50, embeddingSize: embedding, hiddenSize: hidden, intermediateSize: intermediate,
      layerCount: layers, groupCount: groups, innerGroupCount: inner, headCount: heads, maximumPositions: positions,
      tokenTypeCount: 2, activation: activation, layerNormEpsilon: epsilon, hasPooler: hasPooler)
  }
}
