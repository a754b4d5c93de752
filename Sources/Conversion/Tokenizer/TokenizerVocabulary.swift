import TokenizerCompiler

/// vocab.txt, a piece a line, as BertTokenizer reads it, with the switches of tokenizer_config.json.
func readVocabularyTokenizer(_ directory: ModelDirectory) throws(ConversionError) -> TokenizerDefinition {
  let configuration = try directory.jsonIfPresent("tokenizer_config.json")
  let known = ["AlbertTokenizer", "BertTokenizer", "DistilBertTokenizer", "ElectraTokenizer", "PreTrainedTokenizer"]
  if let configuration, let name = try configuration.string("tokenizer_class"),
    !known.contains(where: { name == $0 || name == $0 + "Fast" })
  {
    throw configuration.error("tokenizer_class", "is '\(name)', which is not supported with vocab.txt")
  }
  let file = try directory.open("vocab.txt")
  let special = try SpecialTokens(
    directory,
    defaults: [
      .unknown: TokenizerDefinition.AddedToken(content: Array("[UNK]".utf8), id: 0),
      .separator: TokenizerDefinition.AddedToken(content: Array("[SEP]".utf8), id: 0),
      .padding: TokenizerDefinition.AddedToken(content: Array("[PAD]".utf8), id: 0),
      .classifier: TokenizerDefinition.AddedToken(content: Array("[CLS]".utf8), id: 0),
      .mask: TokenizerDefinition.AddedToken(content: Array("[MASK]".utf8), id: 0),
    ])
  var pieces: [(piece: [UInt8], id: Int)] = []
  for piece in lines(of: try file.bytes()) { pieces.append((piece, pieces.count)) }
  let unknown = special.content(.unknown)
  guard pieces.contains(where: { $0.piece == unknown }) else {
    throw ConversionError(
      path: file.path, problem: "lacks the unknown token '\(String(decoding: unknown, as: UTF8.self))'")
  }
  let model = TokenizerDefinition.Model.wordPiece(
    TokenizerDefinition.WordPiece(pieces: pieces, unknownPiece: unknown))
  let lowercases = try configuration?.bool("do_lower_case") ?? true
  let added = special.list(model: model)
  var definition = TokenizerDefinition(
    normalizers: bertNormalizers(
      cleansText: true, spacesChinese: try configuration?.bool("tokenize_chinese_chars") ?? true,
      stripsAccents: try configuration?.bool("strip_accents") ?? lowercases, lowercases: lowercases),
    preTokenizers: [.bert], model: model, addedTokens: added.tokens)
  definition.addTemplate(
    classifier: added.id(of: special.content(.classifier)) ?? 2,
    separator: added.id(of: special.content(.separator)) ?? 3)
  return definition
}

/// Lines that end with LF, CRLF or CR, as Python reads a text file.
private func lines(of bytes: [UInt8]) -> [[UInt8]] {
  var lines: [[UInt8]] = []
  var start = 0
  var index = 0
  while index < bytes.count {
    let byte = bytes[index]
    index += 1
    guard byte == 0x0A || byte == 0x0D else { continue }
    lines.append(Array(bytes[start..<index - 1]))
    if byte == 0x0D, index < bytes.count, bytes[index] == 0x0A { index += 1 }
    start = index
  }
  if start < bytes.count { lines.append(Array(bytes[start...])) }
  return lines
}
