import Checkpoint

/// How a model's texts become vectors where the user gives no options. The model's authors chose this; a sentence-transformers
/// directory holds it in `modules.json` and the files that this names.
public struct EmbeddingDefaults: Sendable, Equatable {
  /// The strategies whose vectors stand side by side, in this order. There is at least one, and none occurs twice.
  public var poolings: [PoolingStrategy]
  /// Whether vectors are brought to unit length (L2).
  public var normalizes: Bool
  /// The largest number of tokens of an input, special ones included; at most the model's positions.
  public var maximumLength: Int
  /// The steps that the pooled vector goes through, in this order, before it is normalized.
  public var steps = VectorSteps()
  /// The number of columns that are kept, from the first on; nil for all.
  public var truncatedDimension: Int?
  /// The weights of the last hidden states in a weighted sum, which is pooled; nil for the last layer alone.
  public var layerWeights: [Float]?
  public var prompts = TextPrompts()

  public init(poolings: [PoolingStrategy], normalizes: Bool, maximumLength: Int) {
    self.poolings = poolings
    self.normalizes = normalizes
    self.maximumLength = maximumLength
  }

  /// Replaces the poolings. The steps and the truncation were made for the old ones, so other poolings remove them.
  public mutating func replacePoolings(by others: [PoolingStrategy]) {
    guard others != poolings else { return }
    poolings = others
    steps = VectorSteps()
    truncatedDimension = nil
  }
}

/// The section holds u32 values: the maximum length, 1 where vectors are normalized, else 0, and then a code for each pooling.
extension EmbeddingDefaults {
  public static let sectionName = "embedding-defaults"
  // Optional sections: one u32; and one f32 for each layer.
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

  /// - Throws: `CheckpointError` where the section is missing, names an unknown pooling or one twice, needs a pooler that the
  ///   model lacks, or gives a length beyond the model's positions.
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
  /// The number that stands for the strategy in a checkpoint.
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
