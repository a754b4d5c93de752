import TokenizerCompiler

/// Reads the tokenizer of a model's directory: tokenizer.json, else spiece.model, else vocab.txt.
///
/// - Throws: `ConversionError` where there is none, or it cannot be run as the reference runs it.
public func readTokenizer(directory: String) throws(ConversionError) -> TokenizerDefinition {
  try readTokenizer(ModelDirectory(path: directory))
}

func readTokenizer(_ directory: ModelDirectory) throws(ConversionError) -> TokenizerDefinition {
  let configuration = try directory.jsonIfPresent("tokenizer_config.json")
  var definition: TokenizerDefinition
  if directory.has("tokenizer.json") {
    definition = try TokenizerJSON(directory.json("tokenizer.json")).definition()
  } else if let name = try directory.sentencePieceName {
    definition = try readSentencePieceTokenizer(directory, name)
  } else if directory.has("vocab.txt") {
    definition = try readVocabularyTokenizer(directory)
  } else {
    throw ConversionError(
      path: directory.path, problem: "has no tokenizer; tokenizer.json, spiece.model or vocab.txt was expected")
  }
  if let side = try configuration?.string("truncation_side") { definition.truncatesLeft = side == "left" }
  return definition
}
