import Albert
import Kernels
import Testing
import Threads

@Suite struct EncoderTests {
  private static let shapes: [AlbertConfiguration] = [
    .small(), .small(activation: .geluErf), .small(activation: .relu), .small(activation: .silu),
    // Head sizes 26 and 28, as in models of hidden size 312 and 336; widths that are not multiples of 32 or 16.
    .small(hidden: 52, intermediate: 208, heads: 2), .small(hidden: 84, intermediate: 336, heads: 3),
    .small(hidden: 35, intermediate: 33, heads: 5, epsilon: 1e-5),
    // A feed-forward network that takes more than one part, and more inputs than one pass takes.
    .small(hidden: 32, intermediate: 2100, layers: 2, heads: 1),
    .small(layers: 4, groups: 2), .small(layers: 4, groups: 4, inner: 2), .small(layers: 2, inner: 2),
  ]

  @Test(arguments: shapes)
  func agreesWithThePaper(shape: AlbertConfiguration) throws {
    let random = try RandomModel(shape)
    let model = try Albert(checkpoint: random.checkpoint)
    let batch = random.batch(lengths: [1, 2, 15, 16, 17, 40])
    let states = encode(model, batch, layers: Array(0...shape.layerCount))
    let plain = PlainEncoder(random)
    for sequence in 0..<batch.sequenceCount {
      let tokens = batch.starts[sequence]..<batch.starts[sequence + 1]
      let expected = plain.encode(ids: Array(batch.ids[tokens]), typeIDs: Array(batch.typeIDs[tokens]))
      for layer in 0...shape.layerCount {
        for (token, row) in zip(tokens, expected[layer]) {
          // The values are about 1. Single precision rounds sums of some hundred terms, and the error grows over a few layers.
          let actual = try #require(states[layer]?[token])
          let error = zip(actual, row).map { abs(Double($0) - $1) }.max() ?? .infinity
          #expect(error < 1e-5, "layer \(layer), sequence \(sequence), token \(token)")
        }
      }
      let first = try #require(states[shape.layerCount]?[tokens.lowerBound])
      let pooled = model.pool(first)
      let error = zip(pooled, plain.pool(first.map(Double.init))).map { abs(Double($0) - $1) }.max() ?? .infinity
      #expect(error < 1e-6)
    }
  }

  @Test(arguments: shapes)
  func bitsDoNotDependOnNeighboursOrTeam(shape: AlbertConfiguration) throws {
    let random = try RandomModel(shape)
    let model = try Albert(checkpoint: random.checkpoint)
    let layers = [0, shape.layerCount]
    let long = random.batch(lengths: [3, 64, 1, 17, 33, 5, 64, 64, 12], seed: 11)
    let together = encode(model, long, layers: layers)
    let workspace = EncoderWorkspace(model: model)
    for sequence in 0..<long.sequenceCount {
      let tokens = long.starts[sequence]..<long.starts[sequence + 1]
      var single = SequenceBatch()
      single.ids = Array(long.ids[tokens])
      single.typeIDs = Array(long.typeIDs[tokens])
      single.starts.append(tokens.count)
      let alone = encode(model, single, layers: layers, workspace: workspace)
      for layer in layers {
        #expect(alone[layer] == together[layer].map { Array($0[tokens]) })
      }
    }
    for threads in [2, 3, 8] {
      let team = try Team(threads: threads)
      #expect(encode(model, long, layers: layers, team: team) == together)
      let few = random.batch(lengths: [5, 9])
      #expect(encode(model, few, layers: layers, team: team) == encode(model, few, layers: layers))
    }
  }

  @Test(arguments: shapes)
  func firstTokensAloneHaveTheSameBits(shape: AlbertConfiguration) throws {
    let random = try RandomModel(shape)
    let model = try Albert(checkpoint: random.checkpoint)
    let batch = random.batch(lengths: [4, 1, 33, 64])
    let last = shape.layerCount
    let all = encode(model, batch, layers: [0, last])
    for team in [Team(), try Team(threads: 2)] {
      let first = encode(model, batch, layers: [0, last], firstTokenOnly: true, team: team)
      #expect(first[0] == all[0])
      #expect(first[last] == all[last].map { rows in batch.starts.dropLast().map { rows[$0] } })
      let embeddings = encode(model, batch, layers: [0], firstTokenOnly: true, team: team)
      #expect(embeddings[0] == all[0].map { rows in batch.starts.dropLast().map { rows[$0] } })
    }
  }

  @Test(arguments: [shapes[0], shapes[1], shapes[4], shapes[6]])
  func bitsDoNotDependOnTheInstructionSet(shape: AlbertConfiguration) throws {
    let random = try RandomModel(shape)
    let batch = random.batch(lengths: [2, 19, 31])
    let layers = Array(0...shape.layerCount)
    let portable = encode(
      try Albert(checkpoint: random.checkpoint, instructionSet: .portable), batch, layers: layers)
    for instructionSet in InstructionSet.allCases where instructionSet.isAvailable {
      let model = try Albert(checkpoint: random.checkpoint, instructionSet: instructionSet)
      #expect(encode(model, batch, layers: layers) == portable, "\(instructionSet)")
    }
  }

  @Test func aChangedWeightChangesTheStates() throws {
    let first = try RandomModel(.small(), seed: 1)
    let second = try RandomModel(.small(), seed: 2)
    let batch = first.batch(lengths: [5])
    let states = try [first, second].map { encode(try Albert(checkpoint: $0.checkpoint), batch, layers: [3]) }
    #expect(states[0] != states[1])
  }

  /// The pooler's tanh leaves them NaN or within -1...1.
  @Test func infiniteAndMissingNumbersGiveRows() throws {
    var shape = AlbertConfiguration.small(layers: 1)
    shape.layerNormEpsilon = 1
    let random = try RandomModel(shape)
    let model = try Albert(checkpoint: random.checkpoint)
    for poison in [Float.nan, .infinity, -.infinity, .greatestFiniteMagnitude] {
      let rows = [Float](repeating: poison, count: shape.hiddenSize)
      let pooled = model.pool(rows)
      #expect(pooled.count == shape.hiddenSize)
      #expect(pooled.allSatisfy { $0.isNaN || abs($0) <= 1 }, "\(poison): \(pooled)")
      #expect(!poison.isNaN || pooled.allSatisfy(\.isNaN), "\(pooled)")
    }
  }
}
