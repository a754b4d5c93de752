import TokenizerCompiler

/// Reads the tokenizer of a model's directory: tokenizer.json, else spiece.model, else vocab.txt; and what the files beside
/// it change, as transformers' AutoTokenizer lets them.
///
/// - Throws: `ConversionError` where there is none, or it cannot be run as the reference runs it.
public func readTokenizer(directory: String) throws(ConversionError) -> TokenizerDefinition {
  try readTokenizer(ModelDirectory(path: directory)).definition
}

/// The tokenizer, and the path of the file that it was read from.
func readTokenizer(
  _ directory: ModelDirectory
) throws(ConversionError) -> (definition: TokenizerDefinition, path: String) {
  let configuration = try directory.jsonIfPresent("tokenizer_config.json")
  let tokenizerClass = try TokenizerClass(directory)
  var definition: TokenizerDefinition
  let file: String
  if directory.has("tokenizer.json") {
    file = "tokenizer.json"
    definition = try TokenizerJSON(
      directory.json(file), special: SpecialTokens(directory, defaults: tokenizerClass.defaultTokens),
      bertSwitches: tokenizerClass == .bert ? BertSwitches(configuration) : nil
    ).definition()
  } else if tokenizerClass != .bert, let name = try directory.sentencePieceName {
    file = name
    definition = try readSentencePieceTokenizer(directory, name)
  } else if directory.has("vocab.txt") {
    file = "vocab.txt"
    definition = try readVocabularyTokenizer(directory)
  } else {
    throw ConversionError(
      path: directory.path,
      problem: tokenizerClass == .bert
        ? "has no tokenizer; tokenizer.json or vocab.txt was expected, as its class is BERT's"
        : "has no tokenizer; tokenizer.json, spiece.model or vocab.txt was expected")
  }
  if let side = try configuration?.string("truncation_side") { definition.truncatesLeft = side == "left" }
  return (definition, directory.path(of: file))
}
