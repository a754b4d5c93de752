import Albert
import JSON

/// `config_sentence_transformers.json`: the prompts, and how many columns the vectors keep.
struct PipelinePrompts {
  private(set) var prompts = TextPrompts()
  private(set) var truncatedDimension: Int?

  /// - Parameter arePooled: what the pooling says of the prompts' tokens.
  /// - Throws: `ConversionError` where a member is of the wrong kind or contradicts another.
  init(_ directory: ModelDirectory, arePooled: Bool) throws(ConversionError) {
    guard let file = try directory.jsonIfPresent("config_sentence_transformers.json") else { return }
    let members = try file.member("prompts") { (prompts, field) throws(JSONError) in
      try prompts.members(field).map { (member) throws(JSONError) in
        let name = String(decoding: member.name, as: UTF8.self)
        let text = try member.value.bytes("\(field): \(name)")
        guard !member.name.contains(0), !text.contains(0) else {
          throw JSONError(field: "\(field): \(name)", problem: "holds a zero character, which no prompt may")
        }
        return (name: name, text: text)
      }
    }
    for (name, text) in members ?? [] where prompts.text(named: name) == nil {
      prompts.names.append(name)
      prompts.texts.append(text)
    }
    if let name = try file.string("default_prompt_name") {
      guard let index = prompts.index(of: name) else {
        throw file.error("default_prompt_name", "is '\(name)', which is none of the prompts")
      }
      prompts.defaultIndex = index
    }
    if !prompts.names.isEmpty { prompts.arePooled = arePooled }
    truncatedDimension = try file.int("truncate_dim")
    if let truncatedDimension, truncatedDimension < 1 {
      throw file.error("truncate_dim", "is \(truncatedDimension); at least 1 was expected")
    }
  }
}
