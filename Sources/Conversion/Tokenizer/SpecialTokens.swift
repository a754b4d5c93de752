import JSON
import TokenizerCompiler

/// The special and other tokens of the files beside a tokenizer, as transformers collects them. tokenizer_config.json overrides the
/// defaults of the tokenizer class, and special_tokens_map.json overrides both. The files may list further tokens.
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

  private var tokens: [Role: TokenizerDefinition.AddedToken]
  /// The roles whose token a file names.
  private var named: Set<Role> = []
  /// The tokens that tokenizer_config.json lists with their properties, or added_tokens.json with their ids, by id.
  private var listed: [TokenizerDefinition.AddedToken] = []
  /// Special tokens in members of their own. Transformers 5 adds `others` after it has read all files, before `additional`.
  private var others: [TokenizerDefinition.AddedToken] = []
  private var additional: [TokenizerDefinition.AddedToken] = []

  /// - Parameter defaults: the special tokens of the tokenizer class.
  init(
    _ directory: ModelDirectory, defaults: [Role: TokenizerDefinition.AddedToken]
  ) throws(ConversionError) {
    tokens = defaults
    let configuration = try directory.jsonIfPresent("tokenizer_config.json")
    let decoder = try configuration.flatMap { (file) throws(ConversionError) in try Self.readDecoder(file) }
    if let configuration { try read(configuration, defaults, isConfiguration: true) }
    // The older files count only where the newer list is missing.
    guard decoder == nil else {
      listed = decoder ?? []
      return
    }
    if let map = try directory.jsonIfPresent("special_tokens_map.json") {
      try map.check(.specialTokensMap)
      try read(map, defaults, isConfiguration: false)
    }
    if let added = try directory.jsonIfPresent("added_tokens.json") { listed = try readAddedTokens(added) }
  }

  private mutating func read(
    _ file: JSONFile, _ defaults: [Role: TokenizerDefinition.AddedToken], isConfiguration: Bool
  ) throws(ConversionError) {
    for role in Role.allCases {
      let found = try file.member(role.field) { (value, field) throws(JSONError) in
        try Self.readToken(value, field, like: defaults[role])
      }
      if let found {
        tokens[role] = found
        named.insert(role)
      }
    }
    try file.naming { () throws(JSONError) in
      for member in try file.value.members("the file") where Self.isOtherToken(member) {
        let token = try Self.readToken(member.value, String(decoding: member.name, as: UTF8.self), like: nil)
        if isConfiguration, case .string = member.value { additional.append(token) } else { others.append(token) }
      }
    }
    for list: StaticString in [
      "model_specific_special_tokens", "additional_special_tokens", "extra_special_tokens",
    ] {
      additional +=
        try file.member(list) { (value, field) throws(JSONError) in
          var tokens: [TokenizerDefinition.AddedToken] = []
          // The newer list may give its tokens names.
          if case .object = value {
            for member in try value.members(field) {
              tokens.append(try Self.readToken(member.value, field, like: nil))
            }
          } else {
            for element in try value.elements(field) { tokens.append(try Self.readToken(element, field, like: nil)) }
          }
          return tokens
        } ?? []
    }
  }

  /// Whether a member is a special token without a role, such as "image_token": a string, or a token with its properties.
  private static func isOtherToken(_ member: JSONMember) -> Bool {
    guard member.name.suffix(6).elementsEqual("_token".utf8),
      !Role.allCases.contains(where: { member.isNamed($0.field) })
    else {
      return false
    }
    switch member.value {
    case .string: return true
    case .object(let members): return members.contains { $0.isNamed("content") }
    default: return false
    }
  }

  func content(_ role: Role) -> [UInt8] { tokens[role]?.content ?? [] }

  /// Adds the tokens to those of the tokenizer's own file. A token that is in the list keeps its properties.
  func add(to list: inout AddedTokenList) {
    for token in listed { list.addIfNew(token) }
    for role in Role.allCases {
      // A default of the class that is not in the vocabulary would get an id beyond the model's.
      if let token = tokens[role], named.contains(role) || list.isInModel(token.content) { list.addIfNew(token) }
    }
    for token in others + additional { list.addIfNew(token) }
  }

  /// Reads `added_tokens.json`, which maps contents to ids, in the order of the ids. Tokens that are not special are found in
  /// normalized text.
  private func readAddedTokens(_ file: JSONFile) throws(ConversionError) -> [TokenizerDefinition.AddedToken] {
    let special = Set((tokens.values + others + additional).map(\.content))
    return try file.naming { () throws(JSONError) in
      var entries: [(id: Int, content: [UInt8])] = []
      for member in try file.value.members("added_tokens.json") {
        entries.append((try member.value.int(String(decoding: member.name, as: UTF8.self)), member.name))
      }
      return entries.sorted { $0.id < $1.id }.map {
        let isSpecial = special.contains($0.content)
        return TokenizerDefinition.AddedToken(
          content: $0.content, id: 0, isNormalized: !isSpecial, isSpecial: isSpecial)
      }
    }
  }

  /// Reads `added_tokens_decoder`, in the order of the ids.
  private static func readDecoder(_ file: JSONFile) throws(ConversionError) -> [TokenizerDefinition.AddedToken]? {
    try file.member("added_tokens_decoder") { (value, field) throws(JSONError) in
      var tokens: [(id: Int, token: TokenizerDefinition.AddedToken)] = []
      for member in try value.members(field) {
        let name = String(decoding: member.name, as: UTF8.self)
        guard let id = Int(name) else {
          throw JSONError(field: field, problem: "has the member '\(name)'; an id was expected")
        }
        tokens.append((id, try readToken(member.value, "\(field).\(name)", like: nil, isSpecial: false)))
      }
      return tokens.sorted { $0.id < $1.id }.map(\.token)
    }
  }

  /// Reads a token: a string, or an object with its properties.
  ///
  /// - Parameters:
  ///   - other: a token whose properties a string takes.
  ///   - isSpecial: whether the token is special where the object does not say so.
  private static func readToken(
    _ value: JSONValue, _ field: String, like other: TokenizerDefinition.AddedToken?, isSpecial: Bool = true
  ) throws(JSONError) -> TokenizerDefinition.AddedToken {
    if case .string(let content) = value {
      var token = other ?? TokenizerDefinition.AddedToken(content: content, id: 0)
      token.content = content
      return token
    }
    try MemberList.addedToken.check(value, field)
    func flag(_ name: StaticString, _ other: Bool = false) throws(JSONError) -> Bool {
      try value.member(name, of: field)?.bool("\(field).\(name)") ?? other
    }
    let isMarked = try flag("special")
    let isSpecial = isSpecial || isMarked
    guard let content = try value.member("content", of: field) else {
      throw JSONError(field: "\(field).content", problem: "is missing")
    }
    return TokenizerDefinition.AddedToken(
      content: try content.bytes("\(field).content"), id: 0, isSingleWord: try flag("single_word"),
      stripsLeft: try flag("lstrip"), stripsRight: try flag("rstrip"), isNormalized: try flag("normalized", !isSpecial),
      isSpecial: isSpecial)
  }
}

extension TokenizerDefinition {
  /// Sets the templates of BERT: [CLS] before the first text, [SEP] after each text. The second text is segment 1.
  ///
  /// - Throws: `ConversionError` where the vocabulary lacks one of these tokens, whose id would be beyond the model's.
  mutating func addTemplate(_ special: SpecialTokens, path: String) throws(ConversionError) {
    func id(_ role: SpecialTokens.Role) throws(ConversionError) -> Int32 {
      let content = special.content(role)
      let id =
        switch model {
        case .unigram(let unigram): unigram.pieces.lastIndex { $0.piece == content }
        case .wordPiece(let wordPiece): wordPiece.pieces.last { $0.piece == content }?.id
        }
      guard let id else {
        throw ConversionError(
          path: path, problem: "lacks the special token '\(String(decoding: content, as: UTF8.self))'")
      }
      return Int32(truncatingIfNeeded: id)
    }
    let (first, last) = (try id(.classifier), try id(.separator))
    single = [.special(id: first, typeID: 0), .first(typeID: 0), .special(id: last, typeID: 0)]
    pair = single + [.second(typeID: 1), .special(id: last, typeID: 1)]
  }
}
