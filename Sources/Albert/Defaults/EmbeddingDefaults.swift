import Checkpoint

/// How a model's texts become vectors where the user does not say otherwise. Whoever trained the model chose this; a
/// sentence-transformers directory carries it in `modules.json` and its neighbours.
public struct EmbeddingDefaults: Sendable, Equatable {
  /// One vector a strategy, side by side in this order; at least one, none twice.
  public var poolings: [PoolingStrategy]
  /// Whether vectors are brought to unit length (L2).
  public var normalizes: Bool
  /// Tokens of an input, special ones included; at most the model's positions.
  public var maximumLength: Int
  /// What is done with the pooled vector, in this order, before `normalizes`.
  public var steps = VectorSteps()
  /// nil: all columns, else so many of the first.
  public var truncatedDimension: Int?
  /// nil: the last layer, else the weighted sum of as many of the last hidden states as there are weights.
  public var layerWeights: [Float]?
  public var prompts = TextPrompts()

  public init(poolings: [PoolingStrategy], normalizes: Bool, maximumLength: Int) {
    self.poolings = poolings
    self.normalizes = normalizes
    self.maximumLength = maximumLength
  }

  /// Takes other poolings; what is behind the pooling was made for those before, and goes with them.
  public mutating func replacePoolings(by others: [PoolingStrategy]) {
    guard others != poolings else { return }
    poolings = others
    steps = VectorSteps()
    truncatedDimension = nil
  }
}

/// The section holds u32 values: the maximum length, 1 where vectors are normalized, else 0, then a code for each pooling.
extension EmbeddingDefaults {
  public static let sectionName = "embedding-defaults"
  // Absent where there is nothing to say: one u32, and one f32 a layer.
  private static let truncationSectionName = "embedding-truncation"
  private static let layersSectionName = "embedding-layers"

  public func add(to writer: inout CheckpointWriter) {
    let values = [UInt32(maximumLength), normalizes ? 1 : 0] + poolings.map(\.code)
    writer.add(Self.sectionName, values)
    steps.add(to: &writer)
    if let truncatedDimension { writer.add(Self.truncationSectionName, [UInt32(truncatedDimension)]) }
    if let layerWeights { writer.add(Self.layersSectionName, layerWeights) }
    prompts.add(to: &writer)
  }

  /// - Throws: `CheckpointError` where the section is missing, holds an unknown pooling or one twice, asks for a pooler
  ///   that the model lacks, or a length beyond its positions.
  public init(checkpoint: Checkpoint, configuration: AlbertConfiguration) throws(CheckpointError) {
    func failure(_ field: String, _ problem: String) -> CheckpointError {
      CheckpointError(path: checkpoint.path, field: "section '\(Self.sectionName)': \(field)", problem: problem)
    }
    let values = try checkpoint.array(Self.sectionName, of: UInt32.self)
    guard values.count >= 3, values.count <= 2 + PoolingStrategy.allCases.count else {
      throw failure("count", "is \(values.count); 3 to \(2 + PoolingStrategy.allCases.count) values were expected")
    }
    maximumLength = Int(values[0])
    guard maximumLength >= 1, maximumLength <= configuration.maximumPositions else {
      throw failure("maximum length", "is \(maximumLength); 1 to \(configuration.maximumPositions) was expected")
    }
    guard values[1] <= 1 else { throw failure("normalization", "is \(values[1]); 0 or 1 was expected") }
    normalizes = values[1] == 1
    poolings = []
    for code in values[2...] {
      guard let pooling = PoolingStrategy.allCases.first(where: { $0.code == code }) else {
        throw failure("pooling", "is \(code); 0 to \(PoolingStrategy.allCases.count - 1) was expected")
      }
      guard !poolings.contains(pooling) else { throw failure("pooling", "names '\(pooling.rawValue)' twice") }
      guard pooling != .pooler || configuration.hasPooler else {
        throw failure("pooling", "is 'pooler', which this model lacks")
      }
      poolings.append(pooling)
    }
    try readOptionalSections(checkpoint, configuration)
  }

  private mutating func readOptionalSections(
    _ checkpoint: Checkpoint, _ configuration: AlbertConfiguration
  ) throws(CheckpointError) {
    func failure(_ section: String, _ problem: String) -> CheckpointError {
      CheckpointError(path: checkpoint.path, field: "section '\(section)'", problem: problem)
    }
    prompts = try TextPrompts(checkpoint: checkpoint)
    steps = try VectorSteps(checkpoint: checkpoint)
    if checkpoint.hasSection(Self.truncationSectionName) {
      let values = Array(try checkpoint.array(Self.truncationSectionName, of: UInt32.self))
      guard values.count == 1, values[0] >= 1 else {
        throw failure(Self.truncationSectionName, "holds \(values.prefix(8)); one number of columns was expected")
      }
      truncatedDimension = Int(values[0])
    }
    if checkpoint.hasSection(Self.layersSectionName) {
      let weights = Array(try checkpoint.array(Self.layersSectionName, of: Float.self))
      guard (1...configuration.layerCount + 1).contains(weights.count), weights.allSatisfy(\.isFinite) else {
        throw failure(
          Self.layersSectionName,
          "holds \(weights.count) weights; 1 to \(configuration.layerCount + 1) finite ones were expected")
      }
      layerWeights = weights
    }
  }
}

extension PoolingStrategy {
  /// What stands for the strategy in a checkpoint.
  fileprivate var code: UInt32 {
    switch self {
    case .mean: 0
    case .cls: 1
    case .max: 2
    case .meanSqrt: 3
    case .last: 4
    case .pooler: 5
    }
  }
}
