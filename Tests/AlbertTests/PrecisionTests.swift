import Checkpoint
import Kernels
import TestSupport
import Testing
import Threads

@testable import Albert

/// The reduced precisions: rows are near those of single precision, and their bits do not depend on other rows.
@Suite struct PrecisionTests {
  private static let reduced: [Precision] = [.int16, .mixed, .int8]
  private static let shapes: [AlbertConfiguration] = [
    .small(), .small(activation: .geluErf), .small(activation: .relu), .small(activation: .silu),
    // Widths that are not multiples of 16; last groups of several sizes.
    .small(hidden: 35, intermediate: 33, heads: 5, epsilon: 1e-5), .small(hidden: 84, intermediate: 336, heads: 3),
    .small(hidden: 156, intermediate: 200, layers: 1, heads: 6),
    // A feed-forward network that takes more than one part.
    .small(hidden: 32, intermediate: 2100, layers: 1, heads: 1),
    .small(layers: 4, groups: 2, inner: 2),
  ]

  @Test(arguments: shapes, reduced)
  func staysNearSinglePrecision(shape: AlbertConfiguration, precision: Precision) throws {
    let random = try RandomModel(shape)
    let model = try Albert(checkpoint: QuantizedModel(random, precision).checkpoint)
    #expect(model.precision == precision)
    let exact = try Albert(checkpoint: random.checkpoint)
    let batch = random.batch(lengths: [1, 15, 17, 40])
    let states = encode(model, batch, layers: [shape.layerCount])[shape.layerCount] ?? []
    let expected = encode(exact, batch, layers: [shape.layerCount])[shape.layerCount] ?? []
    for (row, other) in zip(states, expected) {
      let cosine = zip(row, other).reduce(0) { $0 + $1.0 * $1.1 } / (norm(row) * norm(other))
      // Rows and random weights are rounded to 13 bits, or to 8, in each of a few layers.
      #expect(cosine > (precision == .int16 ? 0.99999 : 0.995), "\(precision)")
    }
    #expect(states != expected)
    let pooled = model.pool(states[0])
    let error = zip(pooled, exact.pool(states[0])).map { abs($0 - $1) }.max() ?? .infinity
    #expect(error < 0.01)
  }

  private func norm(_ row: [Float]) -> Float { row.reduce(0) { $0 + $1 * $1 }.squareRoot() }

  @Test(arguments: [shapes[0], shapes[4], shapes[6], shapes[7]], reduced)
  func bitsDoNotDependOnNeighboursTeamOrInstructionSet(shape: AlbertConfiguration, precision: Precision) throws {
    let random = try RandomModel(shape)
    let quantized = try QuantizedModel(random, precision)
    let model = try Albert(checkpoint: quantized.checkpoint)
    let last = shape.layerCount
    let batch = random.batch(lengths: [3, 64, 1, 17, 33, 5, 64, 64, 12], seed: 11)
    let together = encode(model, batch, layers: [0, last])
    let first = encode(model, batch, layers: [last], firstTokenOnly: true)[last]
    #expect(first == together[last].map { rows in batch.starts.dropLast().map { rows[$0] } })
    for sequence in 0..<batch.sequenceCount {
      let tokens = batch.starts[sequence]..<batch.starts[sequence + 1]
      var single = SequenceBatch()
      single.ids = Array(batch.ids[tokens])
      single.typeIDs = Array(batch.typeIDs[tokens])
      single.starts.append(tokens.count)
      #expect(encode(model, single, layers: [last])[last] == together[last].map { Array($0[tokens]) })
    }
    for threads in [2, 3, 8] {
      let team = try Team(threads: threads)
      #expect(encode(model, batch, layers: [0, last], team: team) == together)
      let few = random.batch(lengths: [5, 9])
      #expect(encode(model, few, layers: [last], team: team) == encode(model, few, layers: [last]))
      let firstOfFew = encode(model, few, layers: [last], firstTokenOnly: true, team: team)
      #expect(firstOfFew == encode(model, few, layers: [last], firstTokenOnly: true))
    }
    let some = random.batch(lengths: [2, 19, 31])
    let portable = encode(
      try Albert(checkpoint: quantized.checkpoint, instructionSet: .portable), some, layers: [0, last])
    for instructionSet in InstructionSet.allCases where instructionSet.isAvailable {
      let model = try Albert(checkpoint: quantized.checkpoint, instructionSet: instructionSet)
      #expect(encode(model, some, layers: [0, last]) == portable, "\(instructionSet)")
    }
  }

  // MARK: Files

  @Test(arguments: reduced) func wrongScalesAreNamed(precision: Precision) throws {
    let random = try RandomModel(.small())
    for wrong in [Float.nan, .infinity, 0, -1] {
      let model = try QuantizedModel(random, precision) { sections in
        for index in sections.indices where sections[index].tensor.name == "group.0.layer.0.feed-forward.in.scale" {
          if case .floats(var scale) = sections[index].elements {
            scale[7] = wrong
            sections[index].elements = .floats(scale)
          }
        }
      }
      #expect(throws: CheckpointError.self) { try Albert(checkpoint: model.checkpoint) }
      do {
        _ = try Albert(checkpoint: model.checkpoint)
      } catch {
        #expect("\(error)".contains("feed-forward.in.scale': group 0, column 7: is \(wrong)"), "\(error)")
      }
    }
  }

  /// The first files had one scale for each column. Their rows are the same as if every group repeated its column's scale.
  @Test(arguments: reduced) func oneScaleAColumnIsThatOfAllGroups(precision: Precision) throws {
    let random = try RandomModel(.small(hidden: 160, intermediate: 300))
    func model(repeats: Bool) throws -> Albert {
      let quantized = try QuantizedModel(random, precision, widestGroup: InputGroups.unit) { sections in
        for index in sections.indices {
          // The scales of norms have one dimension.
          let tensor = sections[index].tensor
          guard tensor.name.hasSuffix(".scale"), tensor.shape.count == 2,
            case .floats(let scale) = sections[index].elements
          else { continue }
          let columns = Array(scale.prefix(tensor.shape[1]))
          sections[index] =
            repeats
            ? .init(tensor, .floats(Array(repeatElement(columns, count: tensor.shape[0]).joined())))
            : .init(AlbertTensor(name: tensor.name, shape: [tensor.shape[1]]), .floats(columns))
        }
      }
      return try Albert(checkpoint: quantized.checkpoint)
    }
    let batch = random.batch(lengths: [2, 19])
    let expected = encode(try model(repeats: true), batch, layers: [3])
    #expect(encode(try model(repeats: false), batch, layers: [3]) == expected)
  }

  /// Groups of any width give rows near the exact ones. Rows of wrongly divided groups would be far off.
  @Test(arguments: reduced) func theFileSaysHowManyGroupsThereAre(precision: Precision) throws {
    let random = try RandomModel(.small(hidden: 320, intermediate: 600))
    let batch = random.batch(lengths: [2, 19])
    let exact = try #require(encode(try Albert(checkpoint: random.checkpoint), batch, layers: [3])[3])
    for widestGroup in [128, 256, 384] {
      let model = try QuantizedModel(random, precision, widestGroup: widestGroup)
      let rows = try #require(encode(try Albert(checkpoint: model.checkpoint), batch, layers: [3])[3])
      for (row, expected) in zip(rows, exact) {
        let product = zip(row, expected).reduce(0) { $0 + $1.0 * $1.1 }
        let squares = [row, expected].map { $0.reduce(0) { $0 + $1 * $1 } }
        #expect(product / (squares[0] * squares[1]).squareRoot() > 0.99, "groups of \(widestGroup)")
      }
    }
    // 320 inputs cannot be divided into four groups that are multiples of 128.
    let wrong = try QuantizedModel(random, precision) { sections in
      for index in sections.indices where sections[index].tensor.name.hasSuffix("feed-forward.in.scale") {
        let tensor = AlbertTensor(name: sections[index].tensor.name, shape: [4, 600])
        sections[index] = .init(tensor, .floats([Float](repeating: 0.1, count: 2400)))
      }
    }
    #expect(throws: CheckpointError.self) { try Albert(checkpoint: wrong.checkpoint) }
  }

  @Test(arguments: reduced) func everySectionMustBeThereInItsType(precision: Precision) throws {
    let random = try RandomModel(.small())
    let names = try QuantizedModel(random, precision).checkpoint.sections.map(\.name)
    for name in names where name != "configuration" && name != "precision" {
      let without = try QuantizedModel(random, precision) { $0.removeAll { $0.tensor.name == name } }
      #expect(throws: CheckpointError(path: without.checkpoint.path, problem: "has no section '\(name)'")) {
        try Albert(checkpoint: without.checkpoint)
      }
    }
    // A file's sections must be those of the precision that it names.
    for other in Precision.allCases where other != precision {
      let mixedUp = try QuantizedModel(random, precision, named: other)
      #expect(throws: CheckpointError.self) { try Albert(checkpoint: mixedUp.checkpoint) }
    }
  }

  @Test func aLossIsOfANumberOfTexts() throws {
    let directory = try TemporaryDirectory()
    for (count, isRefused) in [
      (256, false), (0, false), (-1, true), (.nan, true), (.infinity, true), (1e30, true), (0.5, true),
    ]
      as [(Float, Bool)]
    {
      var writer = CheckpointWriter()
      PrecisionLoss(
        textCount: count, meanCosine: .nan, leastCosine: -.infinity, meanTokenCosine: 1, leastTokenCosine: 1,
        neighbourOverlap: 1e30
      ).add(to: &writer)
      try writer.write(to: directory.path("loss.albert"))
      let checkpoint = try Checkpoint(path: directory.path("loss.albert"))
      if isRefused {
        #expect(throws: CheckpointError.self, "\(count)") { try PrecisionLoss(checkpoint: checkpoint) }
      } else {
        #expect(try PrecisionLoss(checkpoint: checkpoint)?.textCount == count)
      }
    }
  }

  /// -128 times the sums of weights that are all the largest or all the smallest.
  private func starts(of section: QuantizedModel.Section, high: Bool, in sections: [QuantizedModel.Section]) -> [Int32]
  {
    let name = section.tensor.name.dropLast("start".count) + "weight"
    let inputs = sections.first { $0.tensor.name == name }?.tensor.shape[0] ?? 0
    let filled = (inputs + 15) / 16 * 16
    let width = InputGroups(of: inputs, count: section.tensor.shape[0])?.width ?? 0
    return (0..<section.tensor.shape[0] * section.tensor.shape[1]).map { index in
      let count = min(width, filled - index / section.tensor.shape[1] * width)
      return -128 * Int32(count) * (high ? 127 : -128)
    }
  }

  /// Only some instruction sets read the sums of the weights. Wrong sums would make rows differ between machines.
  @Test(arguments: [Precision.mixed, .int8]) func sumsThatContradictTheWeightsAreRefused(precision: Precision) throws {
    let random = try RandomModel(.small(hidden: 140, heads: 4))
    var index = 0
    for last in [false, true] {
      let hostile = try QuantizedModel(random, precision, widestGroup: InputGroups.unit) { sections in
        for place in sections.indices where sections[place].tensor.name.hasSuffix(".start") {
          guard case .integers(var elements) = sections[place].elements else { continue }
          index = last ? elements.count - 1 : 0
          elements[index] += 1
          sections[place].elements = .integers(elements)
          break
        }
      }
      #expect {
        _ = try Albert(checkpoint: hostile.checkpoint)
      } throws: { error in
        let text = "\(error)"
        return text.contains(".start': group \(last ? 1 : 0), column ") && text.contains("; the weights give ")
      }
    }
  }

  /// A file of the largest or smallest integers gives rows too.
  @Test(arguments: reduced) func theWorstIntegersGiveRows(precision: Precision) throws {
    let random = try RandomModel(.small(hidden: 140, heads: 4))
    for high in [true, false] {
      let worst = try QuantizedModel(random, precision) { sections in
        for index in sections.indices {
          switch sections[index].elements {
          case .shorts(let elements):
            sections[index].elements = .shorts(elements.map { _ in high ? .max : .min })
          case .bytes(let elements): sections[index].elements = .bytes(elements.map { _ in high ? .max : .min })
          // The sums of the weights must be right, or the file is refused.
          case .integers: sections[index].elements = .integers(starts(of: sections[index], high: high, in: sections))
          case .floats, .halves: break
          }
        }
      }
      let model = try Albert(checkpoint: worst.checkpoint)
      let states = encode(model, random.batch(lengths: [5, 20]), layers: [3])
      #expect(states[3]?.count == 25)
    }
  }
}
