import Checkpoint

/// The steps from a text's pooled vector to its embedding, without their weights.
public struct VectorSteps: Sendable, Equatable {
  /// Every kind of step that a checkpoint may hold.
  static let kinds: [any VectorStep.Type] = [DenseStep.self, LayerNormStep.self, NormalizeStep.self]
  private static let maximumCount = 16

  public private(set) var steps: [any VectorStep]

  public init(_ steps: [any VectorStep] = []) { self.steps = steps }

  public var isEmpty: Bool { steps.isEmpty }

  public mutating func append(_ step: any VectorStep) { steps.append(step) }

  /// Removes the last step if it is a normalization to unit length.
  ///
  /// - Returns: whether it was one.
  public mutating func removeLastNormalization() -> Bool {
    guard steps.last is NormalizeStep else { return false }
    steps.removeLast()
    return true
  }

  /// The number of columns of the embedding that a pooled vector of `inputCount` columns becomes.
  public func outputCount(inputCount: Int) -> Int {
    steps.reduce(inputCount) { $1.outputCount(inputCount: $0) }
  }

  /// The tensors of each step, for pooled vectors of `inputCount` columns. Those of step N are called "step.N.…".
  public func tensors(inputCount: Int) -> [[AlbertTensor]] {
    var inputCount = inputCount
    return steps.enumerated().map { index, step in
      defer { inputCount = step.outputCount(inputCount: inputCount) }
      return step.tensors(inputCount: inputCount).map {
        AlbertTensor(name: "step.\(index).\($0.name)", shape: $0.shape, layout: $0.layout, elementType: $0.elementType)
      }
    }
  }

  public static func == (first: VectorSteps, second: VectorSteps) -> Bool { first.values == second.values }
}

// MARK: Its section

/// The section, absent where there are no steps, holds three u32 for each step: the code of its kind, and its two settings.
extension VectorSteps {
  private static let sectionName = "embedding-steps"

  private var values: [UInt32] { steps.flatMap { [type(of: $0).code, $0.settings.0, $0.settings.1] } }

  func add(to writer: inout CheckpointWriter) {
    if !isEmpty { writer.add(Self.sectionName, values) }
  }

  /// - Throws: `CheckpointError` where there are more than 16 steps, or one is of an unknown kind or has settings that its kind
  ///   cannot have.
  init(checkpoint: Checkpoint) throws(CheckpointError) {
    self.init()
    guard checkpoint.hasSection(Self.sectionName) else { return }
    func failure(_ problem: String) -> CheckpointError {
      CheckpointError(path: checkpoint.path, field: "section '\(Self.sectionName)'", problem: problem)
    }
    let values = Array(try checkpoint.array(Self.sectionName, of: UInt32.self))
    guard values.count % 3 == 0, values.count <= 3 * Self.maximumCount else {
      throw failure("has \(values.count) values; three a step and at most \(3 * Self.maximumCount) were expected")
    }
    for start in stride(from: 0, to: values.count, by: 3) {
      let kind = Self.kinds.first { $0.code == values[start] }
      guard let step = kind?.init(settings: (values[start + 1], values[start + 2])) else {
        throw failure("step \(start / 3) is \(values[start..<start + 3]), which is not a step")
      }
      steps.append(step)
    }
  }
}
