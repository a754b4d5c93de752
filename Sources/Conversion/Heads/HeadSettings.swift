import Albert
import Files
import JSON

/// The settings of a model's output layer, from its JSON files.
struct HeadSettings {
  /// Whose `classifier` it is.
  enum ClassifierClass { case sequence, token, choice }

  private(set) var classifierClass: ClassifierClass?
  /// The prefix of the names of the tensors that the source's own class adds to an AlbertModel.
  private(set) var ownStem: String?
  private let configuration: JSONFile
  private let crossEncoder: CrossEncoderSettings?

  /// - Parameters:
  ///   - configuration: `config.json`.
  ///   - taskType: the task that an adapter of peft names.
  /// - Throws: `ConversionError` where a member that names the class has the wrong type.
  init(
    _ configuration: JSONFile, _ directory: ModelDirectory, taskType: String?
  ) throws(ConversionError) {
    self.configuration = configuration
    crossEncoder = try CrossEncoderSettings(configuration, directory)
    let names = try configuration.member("architectures") { (names, field) throws(JSONError) in
      try names.elements(field).map { (name) throws(JSONError) in try name.string(field) }
    }
    // The classes for TensorFlow and Flax have a prefix before the same names.
    let classes: [(end: String, stem: String, classifier: ClassifierClass?)] = [
      ("ForSequenceClassification", "classifier", .sequence), ("ForTokenClassification", "classifier", .token),
      ("ForMultipleChoice", "classifier", .choice), ("ForQuestionAnswering", "qa_outputs", nil),
      ("ForPreTraining", "sop_classifier.classifier", nil),
    ]
    for name in names ?? [] {
      guard let found = classes.first(where: { name.ends(with: $0.end) }) else { continue }
      (ownStem, classifierClass) = (found.stem, found.classifier)
      break
    }
    // An adapter's class is not that of the model that it was made for.
    let adapted: [(type: String, ClassifierClass)] = [("SEQ_CLS", .sequence), ("TOKEN_CLS", .token)]
    if let task = adapted.first(where: { taskType?.isSame(as: $0.type) == true }) {
      (ownStem, classifierClass) = ("classifier", task.1)
    }
  }

  /// The names of the labels: those of `id2label`, else those that transformers makes up.
  ///
  /// - Throws: `SourceHeads.Problem` where the names are not those of `count` labels.
  func labels(_ count: Int) throws(SourceHeads.Problem) -> [String] {
    do throws(ConversionError) {
      let members = try configuration.member("id2label") { (labels, field) throws(JSONError) in
        try labels.members(field)
      }
      if let members { return try named(members, count) }
      if let said = try configuration.int("num_labels"), said != count {
        throw configuration.error("num_labels", "is \(said); the head has \(count) outputs")
      }
    } catch {
      throw SourceHeads.Problem(error)
    }
    return (0..<count).map { "LABEL_\($0)" }
  }

  /// The labels by their numbers. The numbers are the names of the members, which may be in any order.
  private func named(_ members: [JSONMember], _ count: Int) throws(ConversionError) -> [String] {
    var labels = [String?](repeating: nil, count: count)
    for member in members {
      let key = String(decoding: member.name, as: UTF8.self)
      guard let index = Int(key), labels.indices.contains(index), labels[index] == nil else {
        throw configuration.error("id2label", "names the output '\(excerpt(key))' of a head that has \(count)")
      }
      switch member.value {
      case .string(let bytes) where !bytes.contains(0): labels[index] = String(decoding: bytes, as: UTF8.self)
      case .number(let text): labels[index] = text
      default:
        throw configuration.error(
          "id2label", "names output \(index) with \(member.value.summary); expected a string without zero bytes")
      }
    }
    var taken: Set<[UInt8]> = []
    return try labels.enumerated().map { (index, label) throws(ConversionError) in
      guard let label else { throw configuration.error("id2label", "does not name output \(index) of \(count)") }
      guard taken.insert(Array(label.utf8)).inserted else {
        throw configuration.error("id2label", "calls two outputs '\(excerpt(label))'")
      }
      return label
    }
  }

  /// The function that makes scores of a text's logits: that of CrossEncoder if the model is one, else that of transformers'
  /// pipelines.
  ///
  /// - Throws: `SourceHeads.Problem` where that is not supported.
  func textFunction(_ count: Int) throws(SourceHeads.Problem) -> OutputHead.ScoreFunction {
    if let crossEncoder { return try crossEncoder.function(count) }
    let type: String?
    do throws(ConversionError) {
      type = try configuration.string("problem_type")
    } catch {
      throw SourceHeads.Problem(error)
    }
    switch type {
    case "regression": return .identity
    case "multi_label_classification": return .sigmoid
    case "single_label_classification", nil: return count == 1 ? .sigmoid : .softmax
    case let type?:
      throw SourceHeads.Problem(
        "problem_type: is '\(excerpt(type))'; regression, single_label_classification and multi_label_classification are "
          + "supported")
    }
  }
}
