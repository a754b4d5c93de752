import Albert
import Checkpoint
import Console
import Files

/// The output layers among a source's tensors, found and checked. A layer that is not supported, or is wrong, is only noted by
/// its name, since embeddings do not need it.
struct SourceHeads {
  private(set) var heads = OutputHeads()
  /// The source's own names of all heads' tensors.
  private(set) var sourceNames: [String] = []
  /// Weights, [labels, H], and bias of each head.
  private var elements: [(weights: [Float], bias: [Float])] = []
  private let model: SourceModel
  private let settings: HeadSettings
  private let configuration: AlbertConfiguration

  /// The reason why a head cannot be used.
  struct Problem: Error {
    let reason: String

    init(_ reason: String) { self.reason = reason }

    init(_ error: ConversionError) { reason = (error.field.map { "\($0): " } ?? "") + error.problem }
  }

  private static let maskedLanguage = "masked-language"
  private static let multipleChoice = "multiple-choice"

  /// - Throws: `ConversionError` where a head's file cannot be read or is damaged. That says nothing about the head.
  init(
    _ model: SourceModel, _ settings: HeadSettings, _ configuration: AlbertConfiguration
  ) throws(ConversionError) {
    (self.model, self.settings, self.configuration) = (model, settings, configuration)
    let classifier: OutputHead.Task? =
      switch settings.classifierClass ?? (configuration.hasPooler ? .sequence : .token) {
      case .sequence: .textClassification
      case .token: .tokenClassification
      case .choice: nil
      }
    var candidates: [(stem: String, task: OutputHead.Task?)] = [
      ("classifier", classifier), ("qa_outputs", .questionAnswering), ("sop_classifier.classifier", .sentenceOrder),
    ]
    // The head of the source's own class comes first.
    if let stem = settings.ownStem, let own = candidates.firstIndex(where: { $0.stem == stem }) {
      candidates.insert(candidates.remove(at: own), at: 0)
    }
    for (stem, task) in candidates {
      let names = model.headNames(beginningWith: "\(stem).")
      guard !names.isEmpty else { continue }
      sourceNames += names
      let found: (head: OutputHead, weights: SourceTensor, bias: SourceTensor)
      do throws(Problem) {
        guard let task else { throw Problem("is not supported") }
        found = try find(stem, task)
      } catch {
        note(task?.name ?? Self.multipleChoice, error.reason)
        continue
      }
      let (weights, bias) = (try found.weights.uncheckedFloats(), try found.bias.uncheckedFloats())
      if let problem = SourceTensor.problem(of: weights) ?? SourceTensor.problem(of: bias) {
        note(found.head.task.name, "\(stem): \(problem)")
        continue
      }
      heads.heads.append(found.head)
      elements.append((weights, bias))
    }
    noteOthers()
  }

  private mutating func note(_ name: String, _ reason: String) {
    // The reason becomes a line of the file, and of a terminal.
    heads.unsupported.append(OutputHeads.Unsupported(name: name, reason: printable(excerpt(reason, of: 400))))
  }

  /// Notes the heads that no checkpoint can hold.
  private mutating func noteOthers() {
    for (name, beginnings) in [
      (Self.maskedLanguage, ["predictions.", "cls/predictions/"]),
      // The second model for SQuAD of google-research/albert. It chooses the end of an answer by its start.
      (OutputHead.Task.questionAnswering.name, ["start_logits/", "end_logits/", "answer_class/"]),
    ] {
      let names = beginnings.flatMap(model.headNames(beginningWith:))
      guard !names.isEmpty else { continue }
      sourceNames += names
      note(name, "is not supported")
    }
  }

  // MARK: A head that is supported

  private func find(
    _ stem: String, _ task: OutputHead.Task
  ) throws(Problem) -> (head: OutputHead, weights: SourceTensor, bias: SourceTensor) {
    guard !task.readsPooler || configuration.hasPooler else {
      throw Problem("takes the pooler's output, and the weights have no pooler")
    }
    let (weights, bias) = (try tensor("\(stem).weight"), try tensor("\(stem).bias"))
    let count = weights.shape.first ?? 0
    guard weights.shape == [count, configuration.hiddenSize], (1...OutputHead.maximumLabelCount).contains(count) else {
      throw Problem(
        "\(stem).weight has shape \(Self.brief(weights.shape)); [labels, \(configuration.hiddenSize)] was expected")
    }
    guard bias.shape == [count] else {
      throw Problem("\(stem).bias has shape \(Self.brief(bias.shape)); [\(count)] was expected")
    }
    let head: OutputHead
    if let labels = task.fixedLabels {
      guard labels.count == count else { throw Problem("has \(count) outputs; \(labels.count) were expected") }
      head = OutputHead(task: task, labels: labels, function: task == .sentenceOrder ? .softmax : .identity)
    } else {
      let labels = try settings.labels(count)
      let function = task == .textClassification ? try settings.textFunction(count) : .softmax
      head = OutputHead(task: task, labels: labels, function: function)
    }
    return (head, weights, bias)
  }

  private func tensor(_ name: String) throws(Problem) -> SourceTensor {
    let tensor: SourceTensor?
    do throws(ConversionError) {
      tensor = try model.headTensor(name)
    } catch {
      throw Problem(error)
    }
    guard let tensor else { throw Problem("\(name) is missing") }
    if case .other(let type) = tensor.elementType {
      throw Problem("\(name) has elements of type \(type), which cannot be read")
    }
    return tensor
  }

  private static func brief(_ shape: [Int]) -> String { shape.count <= 4 ? "\(shape)" : "of \(shape.count) dimensions" }

  // MARK: The checkpoint

  func add(to writer: inout CheckpointWriter) {
    heads.add(to: &writer)
    for (index, elements) in elements.enumerated() {
      let tensors = heads.tensors(of: index, hiddenSize: configuration.hiddenSize)
      writer.add(tensors[0].name, as: Float.self, shape: tensors[0].shape, layout: tensors[0].layout) {
        tensors[0].layout.packed(
          elements.weights, inputs: tensors[0].shape[0], outputs: tensors[0].shape[1], order: .outputsFirst)
      }
      writer.add(tensors[1].name, as: Float.self, shape: tensors[1].shape) { elements.bias }
    }
  }

  /// Reports the heads that the checkpoint does not hold.
  ///
  /// - Parameter path: the path of the source's weights.
  func warn(_ files: SourceFiles, path: String) {
    for head in heads.unsupported {
      files.warn("\(path): the \(head.name) head is left out: \(head.reason)")
    }
  }
}
