import Albert
import JSON

/// `config_sentence_transformers.json`: the prompts, and how many columns the vectors keep.
struct PipelinePrompts {
  private(set) var prompts = TextPrompts()
  private(set) var truncatedDimension: Int?

  /// Prompts that every SentenceTransformer has, empty unless the file says otherwise.
  private static let standardNames = ["query", "document"]

  /// - Parameters:
  ///   - file: nil where there is none.
  ///   - arePooled: what the pooling says of the prompts' tokens.
  /// - Throws: `ConversionError` where a member is of the wrong kind or contradicts another.
  init(_ file: JSONFile?, arePooled: Bool) throws(ConversionError) {
    guard let file else { return }
    let members = try file.member("prompts") { (prompts, field) throws(JSONError) in
      try prompts.members(field).map { (member) throws(JSONError) in
        let name = String(decoding: member.name, as: UTF8.self)
        let text = member.value == .null ? [] : try member.value.bytes("\(field): \(name)")
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
      prompts.defaultIndex = prompts.index(of: name)
      guard prompts.defaultIndex != nil || Self.standardNames.contains(name) else {
        throw file.error("default_prompt_name", "is '\(name)', which is none of the prompts")
      }
    }
    if !prompts.names.isEmpty { prompts.arePooled = arePooled }
    truncatedDimension = try file.int("truncate_dim")
    if let truncatedDimension, truncatedDimension < 1 {
      throw file.error("truncate_dim", "is \(truncatedDimension); at least 1 was expected")
    }
  }
}
