import Checkpoint

/// The loss of a reduced precision: how far its rows are from those of single precision, measured on texts when the checkpoint
/// was made.
public struct PrecisionLoss: Sendable, Equatable {
  /// The number of texts that were measured.
  public var textCount: Float
  /// The cosine of a text's two pooled vectors, 1 where they are the same: its mean over the texts, and its least value.
  public var meanCosine: Float
  public var leastCosine: Float
  /// The same for token vectors.
  public var meanTokenCosine: Float
  public var leastTokenCosine: Float
  /// The share of each text's ten nearest neighbours that stay the same, 0 to 1; NaN where there were too few texts.
  public var neighbourOverlap: Float
  /// The share of texts, or of tokens, whose best label stays the same, 0 to 1; NaN where a head has one label, nil without a
  /// head.
  public var keptLabels: Float?

  public init(
    textCount: Float, meanCosine: Float, leastCosine: Float, meanTokenCosine: Float, leastTokenCosine: Float,
    neighbourOverlap: Float, keptLabels: Float? = nil
  ) {
    self.textCount = textCount
    self.meanCosine = meanCosine
    self.leastCosine = leastCosine
    self.meanTokenCosine = meanTokenCosine
    self.leastTokenCosine = leastTokenCosine
    self.neighbourOverlap = neighbourOverlap
    self.keptLabels = keptLabels
  }

  /// Whether neighbours and vectors change so much that a user should hear of it.
  public var isGreat: Bool { !(meanCosine >= 0.99) || neighbourOverlap < 0.9 || keptLabels ?? 1 < 0.95 }
}

// MARK: Its section

/// The section holds the six values as f32, in the order of the initializer, and a seventh where there is a head.
extension PrecisionLoss {
  static let sectionName = "measured-loss"

  public func add(to writer: inout CheckpointWriter) {
    writer.add(
      Self.sectionName,
      [textCount, meanCosine, leastCosine, meanTokenCosine, leastTokenCosine, neighbourOverlap]
        + (keptLabels.map { [$0] } ?? []))
  }

  /// The loss that a checkpoint states; nil where it states none.
  ///
  /// - Throws: `CheckpointError` where the section does not hold six or seven values, or the first is not a whole number.
  public init?(checkpoint: Checkpoint) throws(CheckpointError) {
    guard checkpoint.hasSection(Self.sectionName) else { return nil }
    let values = try checkpoint.array(Self.sectionName, of: Float.self)
    guard 6...7 ~= values.count else {
      throw CheckpointError(
        path: checkpoint.path, field: "section '\(Self.sectionName)'",
        problem: "has \(values.count) values; 6 or 7 were expected")
    }
    guard Int32(exactly: values[0]).map({ $0 >= 0 }) == true else {
      throw CheckpointError(
        path: checkpoint.path, field: "section '\(Self.sectionName)'",
        problem: "says that \(values[0]) texts were measured; a whole number was expected")
    }
    self.init(
      textCount: values[0], meanCosine: values[1], leastCosine: values[2], meanTokenCosine: values[3],
      leastTokenCosine: values[4], neighbourOverlap: values[5], keptLabels: values.count > 6 ? values[6] : nil)
  }
}
