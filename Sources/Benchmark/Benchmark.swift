import Albert
import Checkpoint
import Embedding
import Files
import Kernels
import Records
import Synchronization
import Threads
import Tokenizers

/// Measures this machine, and a model on it. Things that are compared are measured in turns, so that a machine whose speed drifts
/// does so for all alike.
public struct Benchmark {
  private let model: Albert
  private let tokenizer: Tokenizer
  private let modelPath: String
  private let shapes: [EncoderShape]
  private let threads: Int

  /// The number of turns.
  private static let rounds = 11

  /// - Precondition: no shape is longer than the model's positions.
  public init(
    model: Albert, tokenizer: Tokenizer, modelPath: String, shapes: [EncoderShape], threads: Int
  ) {
    precondition(shapes.allSatisfy { $0.length <= model.configuration.maximumPositions })
    self.model = model
    self.tokenizer = tokenizer
    self.modelPath = modelPath
    self.shapes = shapes
    self.threads = threads
  }

  /// Measures everything.
  ///
  /// - Parameter startUpCommand: a program and its arguments, which embeds one record of 16 tokens; nil where the start-up time is
  ///   not wanted.
  /// - Throws: `InputOutputError` where that program cannot be run; whatever the embedder throws.
  public func run(startUpCommand: [String]? = nil) throws -> BenchReport {
    var report = BenchReport()
    report.cpu = CPU.name
    report.instructionSet = model.kernels.instructionSet.rawValue
    report.threads = threads
    report.model = modelPath
    report.precision = model.precision.name
    report.multipliesBytes = model.kernels.multipliesBytes
    measureProducts(&report)
    try measureEncoder(&report)
    if let startUpCommand { report.startUp = try StartUp.measure(startUpCommand, rounds: 2 * Self.rounds) }
    return report
  }

  // MARK: The peak

  /// The number of rounds of multiply-adds that take about a millisecond. Emulated multiply-adds are a hundred times slower.
  private var peakRounds: Int { model.kernels.instructionSet.note == nil ? 400_000 : 4_000 }

  /// The GOP/s of a team that does nothing but multiply-adds for some 10 ms.
  private func measurePeak(_ operands: OperandKind, team: Team) -> Double {
    let kernels = model.kernels
    let rounds = peakRounds
    let operations = Atomic(0)
    let time = seconds {
      team.run(team.threadCount) { _, _ in
        for _ in 0..<10 { operations.add(2 * kernels.multiplyAdd(rounds: rounds, of: operands), ordering: .relaxed) }
      }
    }
    return Double(operations.load(ordering: .relaxed)) / time * 1e-9
  }

  // MARK: Products

  /// Measures each product of packed rows, in turns with the peak. The turns are as short as a product, since another user of the
  /// core may come and go within milliseconds. It measures also how much time a layer's packing adds to that of its products.
  private func measureProducts(_ report: inout BenchReport) {
    let kernels = model.kernels
    let products = model.layerProducts
    let rows = Albert.rowsPerPart
    let inputs = products.map { Matrix(columnCount: $0.weights.inputCount, rowCount: rows) }
    let outputs = products.map { Matrix(columnCount: $0.weights.outputCount, rowCount: rows) }
    for input in inputs {
      let row = (0..<input.columnCount).map { Float($0 % 17) / 16 - 0.5 }
      for index in 0..<rows { input.update(row: index, from: row) }
    }
    let packed = PackedRows()
    var packing: [Double] = []
    var rates = products.map { _ in [Double]() }
    var shares = rates
    for _ in 0..<Self.rounds {
      var (packingTime, layerTime) = (0.0, 0.0)
      for (index, product) in products.enumerated() {
        let operations = 2 * Double(rows * product.weights.inputCount * product.weights.outputCount)
        // A small product is repeated, since one call is too short for the clock.
        let calls = max(1, Int(2e7 / operations))
        var (packTime, time, peakTime, peakOperations, repetitions) = (0.0, 0.0, 0.0, 0, 0)
        repeat {
          packTime += seconds {
            for _ in 0..<calls { kernels.pack(inputs[index], rows: 0..<rows, for: product.weights, into: packed) }
          }
          time += seconds {
            for _ in 0..<calls { kernels.multiply(packed, by: product.weights, into: outputs[index], row: 0) }
          }
          peakTime += seconds {
            peakOperations += 2 * kernels.multiplyAdd(rounds: peakRounds, of: product.weights.operands)
          }
          repetitions += calls
        } while time < 0.02
        let peak = Double(peakOperations) / peakTime * 1e-9
        let rate = operations * Double(repetitions) / time * 1e-9
        rates[index].append(rate)
        shares[index].append(rate / peak)
        if !product.takesPackedRows { packingTime += packTime / Double(repetitions) }
        layerTime += time / Double(repetitions)
      }
      packing.append(packingTime / layerTime)
    }
    report.packing = Samples(packing)
    report.products = products.indices.map { index in
      BenchReport.Product(
        name: products[index].name, operands: products[index].weights.operands, rowCount: rows,
        inputCount: products[index].weights.inputCount, outputCount: products[index].weights.outputCount,
        rate: Samples(rates[index]), share: Samples(shares[index]))
    }
  }

  // MARK: Encoder

  private func measureEncoder(_ report: inout BenchReport) throws {
    var request = EmbeddingRequest(configuration: model.configuration)
    request.poolings = [.mean]
    // A batch is measured many times, and must be encoded each time.
    let embedder = try Embedder(
      model: model, tokenizer: tokenizer, request: request, threads: threads, sharesRepeats: false)
    let one = Team()
    let all = try Team(threads: threads, avoidsCaller: false)
    let contents = shapes.map(records)
    // For each type of operands, in the order of its cases.
    let operations = shapes.map { model.operationsPerToken(length: $0.length) }
    let kinds = OperandKind.allCases.filter { kind in operations.contains { $0[kind] != nil } }
    var peaks = kinds.map { _ in (one: [Double](), all: [Double]()) }
    var rates = shapes.map { _ in [Double]() }
    var shares = rates
    for round in 0...Self.rounds {
      for (index, shape) in shapes.enumerated() {
        let kindPeaks = kinds.map { (measurePeak($0, team: one), measurePeak($0, team: all)) }
        var rows = 0
        var repetitions = 0
        var time = 0.0
        // A short batch is repeated, since one call is too short for the clock.
        repeat {
          time += try seconds { try embedder.embed(contents[index]) { rows += $0.records.count } }
          repetitions += 1
        } while time < 0.05
        precondition(rows == repetitions * shape.batch)
        // The first turn warms up caches and threads.
        guard round > 0 else { continue }
        let tokens = Double(repetitions * shape.batch * shape.length)
        // The time of a token if there were nothing but multiply-adds, those of each type of operands at their peak.
        var timeAtPeak = 0.0
        for (kind, (one, all)) in zip(kinds.indices, kindPeaks) {
          peaks[kind].one.append(one)
          peaks[kind].all.append(all)
          timeAtPeak += operations[index][kinds[kind], default: 0] * 1e-9 / all
        }
        rates[index].append(tokens / time)
        shares[index].append(tokens * timeAtPeak / time)
      }
    }
    report.peaks = zip(kinds, peaks).map { kind, peaks in
      BenchReport.Peak(operands: kind, oneThread: Samples(peaks.one), allThreads: Samples(peaks.all))
    }
    report.encoders = shapes.indices.map { index in
      let perToken = operations[index].values.reduce(0, +)
      return BenchReport.Encoder(
        shape: shapes[index], tokensPerSecond: Samples(rates[index]),
        rate: Samples(rates[index].map { $0 * perToken * 1e-9 }), share: Samples(shares[index]))
    }
  }

  /// Records whose ids are spread over the vocabulary.
  private func records(_ shape: EncoderShape) -> RecordContents {
    var contents = RecordContents()
    for _ in 0..<shape.batch {
      let first = contents.ids.count
      for index in first..<first + shape.length {
        contents.ids.append(Int32(truncatingIfNeeded: index * 7919 % model.configuration.vocabularySize))
      }
      contents.records.append(Record(.ids(first..<contents.ids.count)))
    }
    return contents
  }
}
