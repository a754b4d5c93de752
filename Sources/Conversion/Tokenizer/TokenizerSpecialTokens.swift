import JSON
import TokenizerCompiler

/// The special tokens of a directory without tokenizer.json, as transformers gathers them: the tokenizer class' own, over
/// them special_tokens_map.json, over them tokenizer_config.json, and the further tokens that those files list.
struct SpecialTokens {
  enum Role: String, CaseIterable {
    case bos, eos, unknown, separator, padding, classifier, mask

    fileprivate var field: StaticString {
      switch self {
      case .bos: "bos_token"
      case .eos: "eos_token"
      case .unknown: "unk_token"
      case .separator: "sep_token"
      case .padding: "pad_token"
      case .classifier: "cls_token"
      case .mask: "mask_token"
      }
    }
  }

  private var tokens: [Role: TokenizerDefinition.AddedToken] = [:]
  private var further: [TokenizerDefinition.AddedToken] = []

  /// - Parameter defaults: what the tokenizer class calls its tokens.
  init(
    _ directory: ModelDirectory, defaults: [Role: TokenizerDefinition.AddedToken]
  ) throws(ConversionError) {
    tokens = defaults
    let configuration = try directory.jsonIfPresent("tokenizer_config.json")
    if let decoder = configuration { further += try Self.readDecoder(decoder) }
    for file in [try directory.jsonIfPresent("special_tokens_map.json"), configuration] {
      guard let file else { continue }
      for role in Role.allCases {
        let found = try file.member(role.field) { (value, field) throws(JSONError) in
          try Self.readToken(value, field, like: defaults[role])
        }
        if let found { tokens[role] = found }
      }
      let more = try file.member("additional_special_tokens") { (value, field) throws(JSONError) in
        var tokens: [TokenizerDefinition.AddedToken] = []
        for element in try value.elements(field) { tokens.append(try Self.readToken(element, field, like: nil)) }
        return tokens
      }
      further += more ?? []
    }
  }

  func content(_ role: Role) -> [UInt8] { tokens[role]?.content ?? [] }

  /// All of them, with their ids.
  func list(model: TokenizerDefinition.Model) -> AddedTokenList {
    var list = AddedTokenList(model: model)
    for token in further { list.add(token) }
    for role in Role.allCases {
      // A token that the files list with its properties has those.
      if let token = tokens[role], !further.contains(where: { $0.content == token.content }) { list.add(token) }
    }
    return list
  }

  /// `added_tokens_decoder`, in the order of the ids.
  private static func readDecoder(_ file: JSONFile) throws(ConversionError) -> [TokenizerDefinition.AddedToken] {
    let tokens = try file.member("added_tokens_decoder") { (value, field) throws(JSONError) in
      var tokens: [(id: Int, token: TokenizerDefinition.AddedToken)] = []
      for member in try value.members(field) {
        let name = String(decoding: member.name, as: UTF8.self)
        guard let id = Int(name) else {
          throw JSONError(field: field, problem: "has the member '\(name)', which is no id")
        }
        tokens.append((id, try readToken(member.value, "\(field).\(name)", like: nil)))
      }
      return tokens.sorted { $0.id < $1.id }.map(\.token)
    }
    return tokens ?? []
  }

  /// A token as a string, or as an object with its properties.
  private static func readToken(
    _ value: JSONValue, _ field: String, like other: TokenizerDefinition.AddedToken?
  ) throws(JSONError) -> TokenizerDefinition.AddedToken {
    if case .string(let content) = value {
      var token = other ?? TokenizerDefinition.AddedToken(content: content, id: 0)
      token.content = content
      return token
    }
    func flag(_ name: StaticString) throws(JSONError) -> Bool {
      try value.member(name, of: field)?.bool("\(field).\(name)") ?? false
    }
    guard let content = try value.member("content", of: field) else {
      throw JSONError(field: "\(field).content", problem: "is missing")
    }
    return TokenizerDefinition.AddedToken(
      content: try content.bytes("\(field).content"), id: 0, isSingleWord: try flag("single_word"),
      stripsLeft: try flag("lstrip"), stripsRight: try flag("rstrip"), isNormalized: try flag("normalized"))
  }
}

extension TokenizerDefinition {
  /// Puts [CLS] before, [SEP] after each text; the second text is segment 1.
  mutating func addTemplate(classifier: Int, separator: Int) {
    let first = Int32(truncatingIfNeeded: classifier)
    let last = Int32(truncatingIfNeeded: separator)
    single = [.special(id: first, typeID: 0), .first(typeID: 0), .special(id: last, typeID: 0)]
    pair = single + [.second(typeID: 1), .special(id: last, typeID: 1)]
  }
}
