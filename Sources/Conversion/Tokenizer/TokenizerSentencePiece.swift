import TokenizerCompiler

/// spiece.model, a SentencePiece model, made into what transformers makes of it for ALBERT: its own normalization in
/// front of the model's, words apart before they are cut, and a lower score for pieces that end in digit and comma
/// ("2009,"), which ALBERT cuts before the comma.
func readSentencePieceTokenizer(_ directory: ModelDirectory, _ name: String) throws(ConversionError)
  -> TokenizerDefinition
{
  let file = try directory.open(name)
  let model = try SentencePieceModel(file)
  let configuration = try directory.jsonIfPresent("tokenizer_config.json")
  let special = try SpecialTokens(directory, defaults: TokenizerClass.albert.defaultTokens)
  var normalizers: [TokenizerDefinition.Normalizer] = [
    .replace(.literal(Array("``".utf8)), with: Array("\"".utf8)),
    .replace(.literal(Array("''".utf8)), with: Array("\"".utf8)),
  ]
  if try configuration?.bool("keep_accents") != true { normalizers += [.nfkd, .stripAccents] }
  if try configuration?.bool("do_lower_case") != false { normalizers.append(.lowercase) }
  if !model.characterMap.isEmpty { normalizers.append(.precompiled(model.characterMap)) }
  normalizers.append(.replace(.expression(Array(" {2,}".utf8)), with: [0x20]))
  let unigram = TokenizerDefinition.Model.unigram(
    TokenizerDefinition.Unigram(
      pieces: model.pieces.map { ($0.piece, Double($0.score) - (endsInDigitComma($0.piece) ? 100 : 0)) },
      unknownID: model.unknownID))
  var added = AddedTokenList(model: unigram)
  special.add(to: &added)
  // Pieces that SentencePiece itself never makes of a text, but finds in it as they stand.
  for piece in model.symbols { added.addIfNew(TokenizerDefinition.AddedToken(content: piece, id: 0)) }
  var definition = TokenizerDefinition(
    normalizers: normalizers,
    preTokenizers: [
      .whitespaceSplit,
      .metaspace(
        replacement: "▁", prepend: try configuration?.bool("add_prefix_space") == false ? .never : .always,
        splits: true),
    ], model: unigram, addedTokens: added.tokens)
  try definition.addTemplate(special, path: file.path)
  return definition
}

private func endsInDigitComma(_ piece: [UInt8]) -> Bool {
  let scalars = String(decoding: piece, as: UTF8.self).unicodeScalars.suffix(2)
  guard scalars.count == 2, scalars.last == ",", let type = scalars.first?.properties.numericType else { return false }
  return type == .decimal || type == .digit
}
