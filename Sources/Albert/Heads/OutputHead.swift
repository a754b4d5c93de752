/// An output layer on top of the encoder: a linear map to a logit for each label, and the function that makes scores of logits.
public struct OutputHead: Sendable, Equatable {
  /// The task that the layer was trained for. For each task one class of transformers has such a layer.
  public enum Task: UInt32, Sendable, CaseIterable {
    /// AlbertForSequenceClassification: labels a text or a pair, from the pooler's output.
    case textClassification = 0
    /// AlbertForTokenClassification: labels each token, from the last layer.
    case tokenClassification = 1
    /// AlbertForQuestionAnswering: says whether an answer starts or ends at a token, from the last layer.
    case questionAnswering = 2
    /// AlbertForPreTraining: says whether the texts of a pair stand in their order, from the pooler's output.
    case sentenceOrder = 3

    /// The task's name for the user: that of transformers' pipeline, if there is one.
    public var name: String {
      switch self {
      case .textClassification: "text-classification"
      case .tokenClassification: "token-classification"
      case .questionAnswering: "question-answering"
      case .sentenceOrder: "sentence-order"
      }
    }

    /// Whether the layer reads the pooler's output, which is one vector for a text. Otherwise it reads the last state of each
    /// token.
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

  /// The function that makes scores of a row of logits.
  public enum ScoreFunction: UInt32, Sendable, CaseIterable {
    /// Scores are the logits.
    case identity = 0
    /// The probability of each label, independent of the others: 1 / (1 + exp(-x)).
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
  /// The names of the columns. No name occurs twice.
  public let labels: [String]
  public let function: ScoreFunction

  public init(task: Task, labels: [String], function: ScoreFunction) {
    self.task = task
    self.labels = labels
    self.function = function
  }

  /// The largest number of labels of a head: far more than any head has, and so few that no product of sizes overflows.
  public static let maximumLabelCount = 1 << 16
}
