import Albert

/// A request for the results of a model's output layer, in place of embeddings.
public struct HeadRequest: Sendable {
  public enum Output: String, Sendable, CaseIterable {
    /// The results of the head's function for the logits.
    case scores
    /// The layer's own numbers.
    case logits
  }

  public let layer: OutputLayer
  public let output: Output

  public init(layer: OutputLayer, output: Output) {
    self.layer = layer
    self.output = output
  }

  public var head: OutputHead { layer.head }

  /// The row that a row of logits becomes.
  func row(_ logits: ArraySlice<Float>) -> ArraySlice<Float> {
    output == .scores ? head.scores(logits)[...] : logits
  }

  /// Whether a token has a row. Of a question and a text, only the tokens of the text and the special tokens have one; [CLS]
  /// stands for "there is no answer".
  func hasRow(token: Int, of record: TokenizedRecord) -> Bool {
    head.task != .questionAnswering || record.isSpecial(token) || record.text(of: token) == 1
  }
}

extension OutputHead.Task {
  /// The levels at which the task gives rows, the usual one first.
  public var levels: [EmbeddingRequest.Level] {
    switch self {
    case .textClassification, .sentenceOrder: [.text, .passage]
    case .tokenClassification: [.token, .word]
    case .questionAnswering: [.token]
    }
  }

  /// Whether the task is about two texts together.
  var isOfPairs: Bool { self == .questionAnswering || self == .sentenceOrder }
}

extension OutputHeads {
  /// The head that gives rows of a level: the first one that can.
  ///
  /// - Parameter level: nil for any level, which the first head gives.
  /// - Throws: `EmbeddingRequestError` where the model has no such head. The error lists the heads that it has.
  public func index(for level: EmbeddingRequest.Level?) throws(EmbeddingRequestError) -> Int {
    if let index = heads.firstIndex(where: { level.map($0.task.levels.contains) ?? true }) { return index }
    if let head = heads.first, let level {
      let levels = head.task.levels.map(\.rawValue).joined(separator: " or ")
      throw EmbeddingRequestError(
        "--head: this model's \(head.task.name) head goes with --level \(levels), not \(level.rawValue)")
    }
    if let head = unsupported.first {
      throw EmbeddingRequestError("--head: this model's \(head.name) head cannot be used: \(head.reason)")
    }
    throw EmbeddingRequestError(
      "--head: the checkpoint holds no output layer; if the model that it was made of has one, convert it again")
  }
}

extension EmbeddingRequest {
  /// - Throws: `EmbeddingRequestError` where the rest of the request does not go with the head.
  func check(_ head: HeadRequest) throws(EmbeddingRequestError) {
    let task = head.head.task
    func require(_ condition: Bool, _ problem: @autoclosure () -> String) throws(EmbeddingRequestError) {
      if !condition { throw EmbeddingRequestError("--head: \(problem())") }
    }
    try require(
      task.levels.contains(level), "a \(task.name) head gives no row a \(level.rawValue)")
    try require(
      !task.isOfPairs || input == .pair,
      "a \(task.name) head takes pairs of texts: --pair-field or --pair-separator gives them")
    try require(
      task != .questionAnswering || head.output == .logits,
      "a question-answering head gives logits (--head logits): a score is a share among all tokens where an answer may be"
    )
    guard level == .word else { return }
    try require(subtoken != .firstLast, "--subtoken first-last would give each label two columns")
    try require(
      subtoken != .max || head.output == .scores, "--subtoken max takes the piece of the highest score: --head scores")
  }
}
