import Albert
import Checkpoint
import Conversion
import TestSupport
import Testing
import Threads

/// Models in reduced precision, from conversion to their rows.
@Suite struct PrecisionReductionTests {
  private let directory: TemporaryDirectory
  private let fixture: ModelFixture
  private let exact: String

  /// A model with inputs in blocks and outside of them for the Walsh-Hadamard turn, and with more than one group of inputs.
  init() throws {
    directory = try TemporaryDirectory()
    var fixture = ModelFixture()
    fixture.vocabularySize = 200
    fixture.embeddingSize = 24
    fixture.hiddenSize = 40
    fixture.intermediateSize = 150
    fixture.groupCount = 2
    fixture.headCount = 4
    fixture.maximumPositions = 32
    self.fixture = fixture
    try fixture.write(to: directory)
    exact = directory.path("exact.albert")
    try convertModel(directory.path, to: exact)
  }

  private func reduce(
    _ precision: Precision, to name: String, calibrationFile: String? = nil, threads: Int = 2
  ) throws -> String {
    var options = ConversionOptions()
    options.precision = precision
    options.calibrationFile = calibrationFile
    options.threadCount = threads
    let path = directory.path(name)
    let loss = try convertModel(exact, to: path, options: options)
    let stored = try PrecisionLoss(checkpoint: Checkpoint(path: path))
    #expect(loss?.textCount == stored?.textCount && loss?.meanCosine == stored?.meanCosine)
    return path
  }

  /// The last layer's rows for a few texts.
  private func rows(_ path: String) throws -> [[Float]] {
    let model = try Albert(checkpoint: Checkpoint(path: path))
    var batch = SequenceBatch()
    batch.ids = (0..<60).map { Int32($0 * 37 % 200) }
    batch.typeIDs = [UInt8](repeating: 0, count: 60)
    batch.starts = [0, 1, 20, 31, 60]
    var rows: [[Float]] = []
    try model.encode(
      batch, layers: [model.configuration.layerCount], workspace: EncoderWorkspace(model: model),
      team: Team(threads: 2)
    ) { _, states in
      for row in 0..<states.rowCount { rows.append((0..<model.configuration.hiddenSize).map { states[row][$0] }) }
    }
    return rows
  }

  private func leastCosine(_ first: [[Float]], _ second: [[Float]]) -> Double {
    zip(first, second).map { a, b in
      func product(_ a: [Float], _ b: [Float]) -> Double { zip(a, b).reduce(0) { $0 + Double($1.0) * Double($1.1) } }
      return product(a, b) / (product(a, a) * product(b, b)).squareRoot()
    }.min() ?? 0
  }

  @Test(arguments: [(Precision.int16, 0.99999), (.mixed, 0.999), (.int8, 0.998)])
  func rowsStayNearThoseOfSinglePrecision(precision: Precision, least: Double) throws {
    let path = try reduce(precision, to: "reduced.albert")
    let checkpoint = try Checkpoint(path: path)
    #expect(try Precision(checkpoint: checkpoint) == precision)
    #expect(leastCosine(try rows(exact), try rows(path)) > least)
    let loss = try #require(try PrecisionLoss(checkpoint: checkpoint))
    #expect(loss.textCount == 256)
    #expect(loss.leastCosine > Float(least) && loss.leastCosine <= loss.meanCosine && loss.meanCosine <= 1.00001)
    #expect(loss.neighbourOverlap > 0.8 && loss.neighbourOverlap <= 1)
  }

  @Test func convertingTwiceGivesTheSameFile() throws {
    _ = try reduce(.int8, to: "first.albert", threads: 1)
    _ = try reduce(.int8, to: "second.albert", threads: 3)
    #expect(try directory.read("first.albert") == directory.read("second.albert"))
  }

  /// Two columns of the states are 50 times the others, and coarsen the values that are rounded with them. The loss says how much.
  @Test(arguments: [(Precision.int16, false, 0.999), (.int8, true, 0.998)])
  func plantedOutliersAreMeasured(precision: Precision, isGreat: Bool, least: Float) throws {
    let norms = ["full_layer_layer_norm.weight", "attention.LayerNorm.weight"]
    let tensors = fixture.tensors.map { tensor in
      var tensor = tensor
      if norms.contains(where: tensor.name.hasSuffix) { for column in [3, 37] { tensor.values[column] *= 50 } }
      return tensor
    }
    try directory.write(safetensors(tensors), to: "model.safetensors")
    try convertModel(directory.path, to: exact)
    let path = try reduce(precision, to: "outliers.albert")
    let loss = try #require(try PrecisionLoss(checkpoint: Checkpoint(path: path)))
    #expect(loss.isGreat == isGreat)
    // Without the outliers no token loses a tenth of that in int16.
    #expect(loss.leastTokenCosine < 0.998 && loss.leastCosine > least, "\(loss)")
    // No sum overflows: other texts change as little.
    #expect(leastCosine(try rows(exact), try rows(path)) > 0.99)
  }

  @Test func textsCalibrate() throws {
    let lines = (0..<60).map { line in (0..<12).map { "word\(5 + (line * 7 + $0 * 13) % 190)" }.joined(separator: " ") }
    try directory.write(lines.joined(separator: "\n"), to: "texts")
    let path = try reduce(.int8, to: "text.albert", calibrationFile: directory.path("texts"))
    let loss = try #require(try PrecisionLoss(checkpoint: Checkpoint(path: path)))
    #expect(loss.textCount == 15)
    #expect(loss.neighbourOverlap.isNaN)
    _ = try reduce(.int8, to: "drawn.albert")
    #expect(try directory.read("text.albert") != directory.read("drawn.albert"))
  }

  @Test func aFileWithoutTextsIsRefused() throws {
    try directory.write("one line\n\n", to: "texts")
    #expect(throws: ConversionError.self) {
      try reduce(.int8, to: "text.albert", calibrationFile: directory.path("texts"))
    }
  }

  @Test func aRoundedModelIsNotRoundedAgain() throws {
    let path = try reduce(.int8, to: "reduced.albert")
    #expect(
      throws: ConversionError(
        path: path, field: nil,
        problem: "is a model in int8; a model in f32 was expected, since the others are rounded already")
    ) { try convertModel(path, to: directory.path("again.albert")) }
  }

  @Test func aCheckpointCanGetOtherDefaults() throws {
    var options = ConversionOptions()
    options.poolings = [.cls]
    let path = directory.path("cls.albert")
    #expect(try convertModel(exact, to: path, options: options) == nil)
    #expect(try rows(path) == rows(exact))
    let checkpoint = try Checkpoint(path: path)
    let defaults = try EmbeddingDefaults(
      checkpoint: checkpoint, configuration: AlbertConfiguration(checkpoint: checkpoint))
    #expect(defaults.poolings == [.cls])
    #expect(throws: (any Error).self) { try convertModel(exact, to: exact) }
  }
}
