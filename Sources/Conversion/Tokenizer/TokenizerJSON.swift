import JSON
import TokenizerCompiler
import Tokenizers

/// Reads tokenizer.json, the file of the `tokenizers` library.
struct TokenizerJSON {
  private let file: JSONFile
  private let special: SpecialTokens
  /// The switches of tokenizer_config.json where the class is BERT's, since that class overrides those of BertNormalizer.
  private let bertSwitches: BertSwitches?

  /// - Parameter special: the special tokens of the files beside it.
  init(_ file: JSONFile, special: SpecialTokens, bertSwitches: BertSwitches?) {
    self.file = file
    self.special = special
    self.bertSwitches = bertSwitches
  }

  /// The tokenizer.
  ///
  /// - Throws: `ConversionError` that names a component that is malformed or not supported.
  func definition() throws(ConversionError) -> TokenizerDefinition {
    try file.naming { () throws(JSONError) in
      let root = file.value
      try MemberList.tokenizer.check(root)
      if let padding = try root.member("padding") { try MemberList.padding.check(padding, "padding") }
      if let version = try root.member("version")?.string("version"), version != "1.0" {
        throw JSONError(field: "version", problem: "is '\(version)'; '1.0' was expected")
      }
      guard let modelValue = try root.member("model") else {
        throw JSONError(field: "model", problem: "is missing")
      }
      let model = try readModel(modelValue)
      let tokens = try root.member("added_tokens")?.elements("added_tokens") ?? []
      var added = AddedTokenList(model: model)
      for (index, token) in tokens.enumerated() { try added.add(readAddedToken(token, "added_tokens[\(index)]")) }
      special.add(to: &added)
      var definition = TokenizerDefinition(
        normalizers: try root.member("normalizer").map { (value) throws(JSONError) in
          try readNormalizer(value, "normalizer")
        } ?? [],
        preTokenizers: try root.member("pre_tokenizer").map { (value) throws(JSONError) in
          try readPreTokenizer(value, "pre_tokenizer")
        } ?? [],
        model: model, addedTokens: added.tokens)
      if let value = try root.member("post_processor") {
        try readPostProcessor(value, "post_processor", into: &definition)
      }
      if let value = try root.member("truncation") {
        try MemberList.truncation.check(value, "truncation")
        definition.truncatesLeft = try value.member("direction")?.string("truncation.direction") == "Left"
      }
      return definition
    }
  }

  private func unsupported(_ type: String, _ field: String) -> JSONError {
    JSONError(field: field, problem: "has the type '\(type)', which is not supported")
  }

  private func required(
    _ value: JSONValue, _ name: StaticString, _ field: String
  ) throws(JSONError) -> JSONValue {
    guard let member = try value.member(name, of: field) else {
      throw JSONError(field: "\(field).\(name)", problem: "is missing")
    }
    return member
  }

  private func flag(
    _ value: JSONValue, _ name: StaticString, _ field: String, default other: Bool? = nil
  ) throws(JSONError) -> Bool {
    guard let member = try value.member(name, of: field) else {
      guard let other else { throw JSONError(field: "\(field).\(name)", problem: "is missing") }
      return other
    }
    return try member.bool("\(field).\(name)")
  }

  /// Reads a component's type, and checks its members by it.
  private func type(of value: JSONValue, _ field: String) throws(JSONError) -> String {
    let type = try required(value, "type", field).string("\(field).type")
    try MemberList.components[type]?.check(value, field)
    return type
  }

  private func scalar(
    _ value: JSONValue, _ name: StaticString, _ field: String
  ) throws(JSONError) -> Unicode.Scalar {
    let text = try required(value, name, field).string("\(field).\(name)")
    guard let scalar = text.unicodeScalars.first, text.unicodeScalars.count == 1 else {
      throw JSONError(field: "\(field).\(name)", problem: "is '\(text)'; one character was expected")
    }
    return scalar
  }

  private func pattern(_ value: JSONValue, _ field: String) throws(JSONError) -> TextPattern {
    let pattern = try required(value, "pattern", field)
    if let literal = try pattern.member("String", of: "\(field).pattern") {
      return .literal(try literal.bytes("\(field).pattern.String"))
    }
    return .expression(try required(pattern, "Regex", "\(field).pattern").bytes("\(field).pattern.Regex"))
  }

  /// Reads the components of a Sequence, which are in its member `name`.
  private func readSequence<Step>(
    _ value: JSONValue, _ name: StaticString, _ field: String,
    _ read: (JSONValue, String) throws(JSONError) -> [Step]
  ) throws(JSONError) -> [Step] {
    var steps: [Step] = []
    for (index, member) in try required(value, name, field).elements("\(field).\(name)").enumerated() {
      steps += try read(member, "\(field).\(name)[\(index)]")
    }
    return steps
  }

  // MARK: Normalizers

  private func readNormalizer(
    _ value: JSONValue, _ field: String
  ) throws(JSONError) -> [TokenizerDefinition.Normalizer] {
    let type = try type(of: value, field)
    switch type {
    case "Sequence": return try readSequence(value, "normalizers", field, readNormalizer)
    case "NFC": return [.nfc]
    case "NFD": return [.nfd]
    case "NFKC": return [.nfkc]
    case "NFKD": return [.nfkd]
    case "Nmt": return [.nmt]
    case "Lowercase": return [.lowercase]
    case "StripAccents": return [.stripAccents]
    case "Strip":
      return [.strip(left: try flag(value, "strip_left", field), right: try flag(value, "strip_right", field))]
    case "Replace":
      let content = try required(value, "content", field).bytes("\(field).content")
      return [.replace(try pattern(value, field), with: content)]
    case "Prepend": return [.prepend(try required(value, "prepend", field).bytes("\(field).prepend"))]
    case "Precompiled":
      let text = try required(value, "precompiled_charsmap", field).bytes("\(field).precompiled_charsmap")
      guard let map = decodeBase64(text) else {
        throw JSONError(field: "\(field).precompiled_charsmap", problem: "is not base64")
      }
      return [.precompiled(map)]
    case "BertNormalizer":
      var switches = BertSwitches(
        lowercases: try flag(value, "lowercase", field), spacesChinese: try flag(value, "handle_chinese_chars", field),
        stripsAccents: try value.member("strip_accents", of: field)?.bool("\(field).strip_accents"))
      // The class does not look inside a sequence.
      if field == "normalizer" { switches = bertSwitches ?? switches }
      return switches.normalizers(cleansText: try flag(value, "clean_text", field))
    default: throw unsupported(type, field)
    }
  }

  // MARK: Pre-tokenizers

  private func readPreTokenizer(
    _ value: JSONValue, _ field: String
  ) throws(JSONError) -> [TokenizerDefinition.PreTokenizer] {
    let type = try type(of: value, field)
    switch type {
    case "Sequence": return try readSequence(value, "pretokenizers", field, readPreTokenizer)
    case "WhitespaceSplit": return [.whitespaceSplit]
    case "Whitespace": return [.whitespace]
    case "BertPreTokenizer": return [.bert]
    case "Digits": return [.digits(individual: try flag(value, "individual_digits", field))]
    case "Punctuation": return [.punctuation(try behavior(value, field, default: .isolated))]
    case "CharDelimiterSplit", "Delimiter": return [.delimiter(try scalar(value, "delimiter", field))]
    case "Split":
      return [
        .split(
          try pattern(value, field), try behavior(value, field, default: nil),
          inverted: try flag(value, "invert", field))
      ]
    case "Metaspace":
      return [
        .metaspace(
          replacement: try scalar(value, "replacement", field), prepend: try prependScheme(value, field),
          splits: try flag(value, "split", field, default: true))
      ]
    default: throw unsupported(type, field)
    }
  }

  private func behavior(
    _ value: JSONValue, _ field: String, default other: DelimiterBehavior?
  ) throws(JSONError) -> DelimiterBehavior {
    if let other, try value.member("behavior", of: field) == nil { return other }
    let name = try required(value, "behavior", field).string("\(field).behavior")
    switch name {
    case "Removed": return .removed
    case "Isolated": return .isolated
    case "MergedWithPrevious": return .mergedWithPrevious
    case "MergedWithNext": return .mergedWithNext
    case "Contiguous": return .contiguous
    default: throw JSONError(field: "\(field).behavior", problem: "is '\(name)', which is not supported")
    }
  }

  /// Reads the scheme. Older files have `add_prefix_space` instead.
  private func prependScheme(
    _ value: JSONValue, _ field: String
  ) throws(JSONError) -> PrependScheme {
    let addsPrefix = try flag(value, "add_prefix_space", field, default: true)
    guard let name = try value.member("prepend_scheme", of: field)?.string("\(field).prepend_scheme") else {
      return addsPrefix ? .always : .never
    }
    guard addsPrefix || name == "never" else {
      throw JSONError(field: "\(field).prepend_scheme", problem: "is '\(name)', but add_prefix_space is false")
    }
    switch name {
    case "always": return .always
    case "first": return .first
    case "never": return .never
    default: throw JSONError(field: "\(field).prepend_scheme", problem: "is '\(name)', which is not supported")
    }
  }

  // MARK: Post-processors

  private func readPostProcessor(
    _ value: JSONValue, _ field: String, into definition: inout TokenizerDefinition
  ) throws(JSONError) {
    let type = try type(of: value, field)
    switch type {
    case "TemplateProcessing":
      let tokens = try required(value, "special_tokens", field)
      definition.single = try readTemplate(required(value, "single", field), tokens, "\(field).single")
      definition.pair = try readTemplate(required(value, "pair", field), tokens, "\(field).pair")
    case "BertProcessing", "RobertaProcessing":
      let first = try specialID(value, "cls", field)
      let last = try specialID(value, "sep", field)
      let isBert = type == "BertProcessing"
      let typeID: UInt8 = isBert ? 1 : 0
      definition.single = [.special(id: first, typeID: 0), .first(typeID: 0), .special(id: last, typeID: 0)]
      definition.pair = definition.single + (isBert ? [] : [.special(id: last, typeID: 0)])
      definition.pair += [.second(typeID: typeID), .special(id: last, typeID: typeID)]
      if !isBert, try flag(value, "trim_offsets", field) {
        definition.offsetTrimming = try flag(value, "add_prefix_space", field) ? .exceptFirstBlank : .always
      }
    case "Sequence":
      let members = try required(value, "processors", field).elements("\(field).processors")
      guard members.count == 1 else {
        throw JSONError(field: field, problem: "is a sequence of \(members.count) processors; 1 is supported")
      }
      try readPostProcessor(members[0], "\(field).processors[0]", into: &definition)
    default: throw unsupported(type, field)
    }
  }

  private func specialID(_ value: JSONValue, _ name: StaticString, _ field: String) throws(JSONError) -> Int32 {
    let elements = try required(value, name, field).elements("\(field).\(name)")
    guard elements.count == 2, let id = Int32(exactly: try elements[1].int("\(field).\(name)[1]")) else {
      throw JSONError(field: "\(field).\(name)", problem: "is not a pair of a token and its id")
    }
    return id
  }

  private func readTemplate(
    _ value: JSONValue, _ tokens: JSONValue, _ field: String
  ) throws(JSONError) -> [TemplatePiece] {
    var template: [TemplatePiece] = []
    for (index, piece) in try value.elements(field).enumerated() {
      let field = "\(field)[\(index)]"
      if let sequence = try piece.member("Sequence", of: field) {
        let name = try required(sequence, "id", field).string("\(field).id")
        let typeID = try typeID(sequence, field)
        guard name == "A" || name == "B" else {
          throw JSONError(field: "\(field).id", problem: "is '\(name)'; 'A' or 'B' was expected")
        }
        template.append(name == "A" ? .first(typeID: typeID) : .second(typeID: typeID))
      } else {
        let special = try required(piece, "SpecialToken", field)
        let name = try required(special, "id", field).bytes("\(field).id")
        let typeID = try typeID(special, field)
        guard let entry = try tokens.members("special_tokens").last(where: { $0.name == name }) else {
          throw JSONError(
            field: field,
            problem: "names the token '\(String(decoding: name, as: UTF8.self))', which is not in special_tokens")
        }
        for id in try required(entry.value, "ids", field).elements("\(field).ids") {
          guard let id = Int32(exactly: try id.int("\(field).ids")) else {
            throw JSONError(field: "\(field).ids", problem: "has an id that does not fit 32 bits")
          }
          template.append(.special(id: id, typeID: typeID))
        }
      }
    }
    return template
  }

  private func typeID(_ value: JSONValue, _ field: String) throws(JSONError) -> UInt8 {
    let number = try required(value, "type_id", field).int("\(field).type_id")
    guard let typeID = UInt8(exactly: number) else {
      throw JSONError(field: "\(field).type_id", problem: "is \(number); 0 to 255 was expected")
    }
    return typeID
  }

  // MARK: Models and tokens

  private func readModel(_ value: JSONValue) throws(JSONError) -> TokenizerDefinition.Model {
    let vocabulary = try required(value, "vocab", "model")
    // Older files do not have the type.
    let type: String
    if let named = try value.member("type", of: "model") {
      type = try named.string("model.type")
    } else if case .array = vocabulary {
      type = "Unigram"
    } else {
      type = try value.member("max_input_chars_per_word") == nil ? "unnamed" : "WordPiece"
    }
    try MemberList.components[type]?.check(value, "model")
    switch type {
    case "Unigram":
      guard let unknownID = try value.member("unk_id")?.int("model.unk_id") else {
        throw JSONError(field: "model.unk_id", problem: "is missing or null; the id of an unknown token was expected")
      }
      return .unigram(
        TokenizerDefinition.Unigram(
          pieces: try readScoredPieces(vocabulary), unknownID: unknownID,
          hasByteFallback: try flag(value, "byte_fallback", "model", default: false)))
    case "WordPiece":
      var pieces: [(piece: [UInt8], id: Int)] = []
      for member in try vocabulary.members("model.vocab") {
        pieces.append((member.name, try member.value.int("model.vocab")))
      }
      return .wordPiece(
        TokenizerDefinition.WordPiece(
          pieces: pieces, unknownPiece: try required(value, "unk_token", "model").bytes("model.unk_token"),
          continuationPrefix: try required(value, "continuing_subword_prefix", "model").bytes(
            "model.continuing_subword_prefix"),
          maximumWordLength: try required(value, "max_input_chars_per_word", "model").int(
            "model.max_input_chars_per_word")))
    case "BPE":
      throw JSONError(
        field: "model", problem: "is BPE (byte pair encoding), which is not supported; Unigram and WordPiece are")
    default: throw unsupported(type, "model")
    }
  }

  private func readScoredPieces(_ vocabulary: JSONValue) throws(JSONError) -> [(piece: [UInt8], score: Double)] {
    var pieces: [(piece: [UInt8], score: Double)] = []
    for entry in try vocabulary.elements("model.vocab") {
      let elements = try entry.elements("model.vocab[\(pieces.count)]")
      guard elements.count == 2, case .number(let score) = elements[1], let value = parseReferenceDouble(score) else {
        throw JSONError(field: "model.vocab[\(pieces.count)]", problem: "is not a pair of a piece and its score")
      }
      pieces.append((try elements[0].bytes("model.vocab[\(pieces.count)]"), value))
    }
    return pieces
  }

  private func readAddedToken(
    _ value: JSONValue, _ field: String
  ) throws(JSONError) -> TokenizerDefinition.AddedToken {
    try MemberList.addedToken.check(value, field)
    return TokenizerDefinition.AddedToken(
      content: try required(value, "content", field).bytes("\(field).content"), id: 0,
      isSingleWord: try flag(value, "single_word", field, default: false),
      stripsLeft: try flag(value, "lstrip", field, default: false),
      stripsRight: try flag(value, "rstrip", field, default: false),
      isNormalized: try flag(value, "normalized", field), isSpecial: try flag(value, "special", field, default: false))
  }
}
