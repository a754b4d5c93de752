import Albert
import Kernels
import Testing

/// Runs a model whose rows and weights reach the largest integers in every product. If one sum wrapped around, its sign would
/// change, and with it the result.
@Suite struct LargestSumsTests {
  /// All widths: one group of inputs.
  private static let width = 128
  private static let shape = AlbertConfiguration.small(
    embedding: width, hidden: width, intermediate: width, layers: 1, heads: 2, positions: 160)

  /// `run` times 1, then `run` times -1, and so on. The mean is 0 and the variance 1, so that a layer normalization changes nothing.
  private static func signs(_ run: Int) -> [Float] { (0..<width).map { $0 / run % 2 == 0 ? 1 : -1 } }
  private static let embeddings = signs(1), states = signs(2), heads = signs(4)

  /// Weights that map a row `inputs` to `outputs` times `factor`.
  private static func matrix(_ inputs: [Float], to outputs: [Float], factor: Float = 1) -> [Float] {
    inputs.flatMap { input in outputs.map { input * $0 * factor / Float(width) } }
  }

  /// Tokens of type 0 have the vector `embeddings`, those of type 1 its opposite. All tokens attend to those of type 0.
  private static func tensor(_ tensor: AlbertTensor) -> [Float]? {
    let ones = [Float](repeating: 1, count: width)
    let zeros = [Float](repeating: 0, count: tensor.shape.reduce(1, *))
    let layer = "group.0.layer.0."
    switch tensor.name {
    case "embeddings.token-type": return embeddings + embeddings.map { -$0 }
    case "projection.weight": return matrix(embeddings, to: states)
    case layer + "attention.qkv.weight": return matrix(states, to: heads + heads + heads)
    case layer + "attention.qkv.bias": return heads.map { 3 * $0 } + [Float](repeating: 0, count: 2 * width)
    case layer + "attention.output.weight": return matrix(heads, to: states, factor: 2)
    case layer + "feed-forward.in.weight": return matrix(states, to: ones, factor: 2)
    case layer + "feed-forward.out.weight": return matrix(ones, to: states, factor: 2)
    case "pooler.weight": return matrix(states, to: heads, factor: 4)
    case let name where name.hasSuffix(".scale"): return ones
    default: return zeros
    }
  }

  @Test(arguments: [Precision.int16, .mixed, .int8], InstructionSet.allCases.filter(\.isAvailable))
  func noSumWraps(precision: Precision, instructionSet: InstructionSet) throws {
    let random = try RandomModel(Self.shape, tensor: Self.tensor)
    let model = try Albert(
      checkpoint: QuantizedModel(random, precision).checkpoint, instructionSet: instructionSet)
    var batch = SequenceBatch()
    batch.ids = [Int32](repeating: 0, count: 160)
    // The keys that have the largest weight are more than a group.
    batch.typeIDs = (0..<160).map { $0 < 150 ? 0 : 1 }
    batch.starts.append(160)
    let rows = try #require(encode(model, batch, layers: [1])[1])
    for (token, row) in rows.enumerated() {
      #expect(zip(row, Self.states).allSatisfy { abs($0 - $1) < 0.01 }, "token \(token)")
    }
    #expect(zip(model.pool(rows[0]), Self.heads).allSatisfy { abs($0 - $1) < 0.01 })
  }
}
