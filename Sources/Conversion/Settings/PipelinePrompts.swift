import Albert
import JSON

/// The prompts and the number of columns that `config_sentence_transformers.json` sets.
struct PipelinePrompts {
  private(set) var prompts = TextPrompts()
  private(set) var truncatedDimension: Int?

  /// Prompts that every SentenceTransformer has. They are empty unless the file defines them.
  private static let standardNames = ["query", "document"]

  /// - Parameters:
  ///   - file: the file of settings; nil where it does not exist.
  ///   - arePooled: whether the pooling takes in the prompts' tokens.
  /// - Throws: `ConversionError` where a member has the wrong type or contradicts another.
  init(_ file: JSONFile?, arePooled: Bool) throws(ConversionError) {
    guard let file else { return }
    let members = try file.member("prompts") { (prompts, field) throws(JSONError) in
      try prompts.members(field).map { (member) throws(JSONError) in
        let name = String(decoding: member.name, as: UTF8.self)
        let text = member.value == .null ? [] : try member.value.bytes("\(field): \(name)")
        guard !member.name.contains(0), !text.contains(0) else {
          throw JSONError(field: "\(field): \(name)", problem: "holds a zero character, which is not allowed")
        }
        return (name: name, text: text)
      }
    }
    for (name, text) in members ?? [] where prompts.text(named: name) == nil {
      prompts.names.append(name)
      prompts.texts.append(text)
    }
    if let name = try file.string("default_prompt_name") {
      prompts.defaultIndex = prompts.index(of: name)
      guard prompts.defaultIndex != nil || Self.standardNames.contains(name) else {
        throw file.error("default_prompt_name", "is '\(name)', but there is no such prompt")
      }
    }
    if !prompts.names.isEmpty { prompts.arePooled = arePooled }
    truncatedDimension = try file.int("truncate_dim")
    if let truncatedDimension, truncatedDimension < 1 {
      throw file.error("truncate_dim", "is \(truncatedDimension); at least 1 was expected")
    }
  }
}
