import Albert
import Files
import JSON

/// The function that sentence-transformers' CrossEncoder applies to logits, in a directory that it saved.
struct CrossEncoderSettings {
  /// PyTorch's class, by its path; nil where none is named.
  private let activation: String?
  /// The setting of the directory that no head supports; nil where all are supported.
  private let problem: String?

  /// Reads the settings; nil for a directory of another class.
  ///
  /// - Throws: `ConversionError` where a member is of the wrong kind.
  init?(_ configuration: JSONFile, _ directory: ModelDirectory) throws(ConversionError) {
    // Version 6 has a file of its own, versions 4 and 5 have an object in config.json, and earlier versions have a member there.
    let file = try directory.jsonIfPresent("config_sentence_transformers.json")
    let isCurrent = try file?.string("model_type")?.isSame(as: "CrossEncoder") ?? false
    let object = try configuration.object("sentence_transformers", nil)
    let older = try configuration.string("sbert_ce_default_activation_function")
    guard isCurrent || object != nil || older != nil else { return nil }
    var activation = isCurrent ? try file?.string("activation_fn") : nil
    if activation == nil, let object {
      activation = try configuration.naming { () throws(JSONError) in
        try object.member("activation_fn")?.string("sentence_transformers.activation_fn")
      }
    }
    self.activation = activation ?? older
    problem = isCurrent ? try Self.problem(file, directory) : nil
  }

  private static func problem(_ file: JSONFile?, _ directory: ModelDirectory) throws(ConversionError) -> String? {
    if let name = try file?.string("default_prompt_name") {
      return
        "default_prompt_name: is '\(excerpt(name))', whose prompt a CrossEncoder puts before each pair, which is not "
        + "supported"
    }
    guard let modules = try directory.jsonIfPresent("modules.json") else { return nil }
    let count = try modules.naming { () throws(JSONError) in try modules.value.elements("modules").count }
    return count == 1 ? nil : "modules.json lists \(count) modules; a Transformer alone is supported"
  }

  /// - Parameter count: the number of labels.
  /// - Throws: `SourceHeads.Problem` where the function is not supported.
  func function(_ count: Int) throws(SourceHeads.Problem) -> OutputHead.ScoreFunction {
    if let problem { throw SourceHeads.Problem(problem) }
    // CrossEncoder does not run the model's own code either, unless it is told to trust it.
    guard let activation, activation.begins(with: "torch.") else { return count == 1 ? .sigmoid : .identity }
    switch activation.parts(separatedBy: UInt8(ascii: ".")).last ?? "" {
    case "Identity": return .identity
    case "Sigmoid": return .sigmoid
    case "Softmax": return .softmax
    default:
      throw SourceHeads.Problem(
        "activation_fn: is '\(excerpt(activation))'; Identity, Sigmoid and Softmax are supported")
    }
  }
}
