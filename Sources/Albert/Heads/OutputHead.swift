/// An output layer on top of the encoder: a linear map to a logit for each label, and the function that makes scores of logits.
public struct OutputHead: Sendable, Equatable {
  /// What the layer was trained for. Of each task one class of transformers has the layer.
  public enum Task: UInt32, Sendable, CaseIterable {
    /// AlbertForSequenceClassification: of a text or a pair, on the pooler's output.
    case textClassification = 0
    /// AlbertForTokenClassification: of each token, on the last layer.
    case tokenClassification = 1
    /// AlbertForQuestionAnswering: whether an answer starts or ends at a token, on the last layer.
    case questionAnswering = 2
    /// AlbertForPreTraining: whether the texts of a pair stand in their order, on the pooler's output.
    case sentenceOrder = 3

    /// As the user knows it: what transformers' pipelines are called, where there is one.
    public var name: String {
      switch self {
      case .textClassification: "text-classification"
      case .tokenClassification: "token-classification"
      case .questionAnswering: "question-answering"
      case .sentenceOrder: "sentence-order"
      }
    }

    /// Whether the layer is given the pooler's output, of which there is one a text; else each token's last state.
    public var readsPooler: Bool { self == .textClassification || self == .sentenceOrder }

    /// The labels of a task whose labels are always the same.
    public var fixedLabels: [String]? {
      switch self {
      case .textClassification, .tokenClassification: nil
      case .questionAnswering: ["answer_start", "answer_end"]
      case .sentenceOrder: ["ordered", "swapped"]
      }
    }
  }

  /// What makes scores of a row of logits.
  public enum ScoreFunction: UInt32, Sendable, CaseIterable {
    /// Scores are the logits.
    case identity = 0
    /// Each label's probability apart from the others': 1 / (1 + exp(-x)).
    case sigmoid = 1
    /// Probabilities of labels that exclude each other: exp(xᵢ) / Σ exp(xⱼ).
    case softmax = 2

    public var name: String {
      switch self {
      case .identity: "none"
      case .sigmoid: "sigmoid"
      case .softmax: "softmax"
      }
    }
  }

  public let task: Task
  /// The columns' names, each once.
  public let labels: [String]
  public let function: ScoreFunction

  public init(task: Task, labels: [String], function: ScoreFunction) {
    self.task = task
    self.labels = labels
    self.function = function
  }

  /// Labels that a head may have: far more than any has, and few enough for every product of sizes.
  public static let maximumLabelCount = 1 << 16
}
