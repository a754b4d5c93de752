import TokenizerCompiler

/// Reads vocab.txt, with a piece on each line, as BertTokenizer does, with the switches of tokenizer_config.json.
func readVocabularyTokenizer(_ directory: ModelDirectory) throws(ConversionError) -> TokenizerDefinition {
  let file = try directory.open("vocab.txt")
  let special = try SpecialTokens(directory, defaults: TokenizerClass.bert.defaultTokens)
  var pieces: [(piece: [UInt8], id: Int)] = []
  for piece in lines(of: try file.bytes()) { pieces.append((piece, pieces.count)) }
  let unknown = special.content(.unknown)
  guard pieces.contains(where: { $0.piece == unknown }) else {
    throw ConversionError(
      path: file.path, problem: "lacks the unknown token '\(String(decoding: unknown, as: UTF8.self))'")
  }
  let model = TokenizerDefinition.Model.wordPiece(
    TokenizerDefinition.WordPiece(pieces: pieces, unknownPiece: unknown))
  var added = AddedTokenList(model: model)
  special.add(to: &added)
  var definition = TokenizerDefinition(
    normalizers: try BertSwitches(directory.jsonIfPresent("tokenizer_config.json")).normalizers(cleansText: true),
    preTokenizers: [.bert], model: model, addedTokens: added.tokens)
  try definition.addTemplate(special, path: file.path)
  return definition
}

/// The lines of a text file as Python reads them: they end with LF, CRLF or CR.
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
