import TokenizerCompiler

/// Reads the tokenizer of a model's directory: tokenizer.json, else spiece.model, else vocab.txt. The files beside it change it as
/// they do in transformers' AutoTokenizer.
///
/// - Parameter model: the model's configuration; nil for a tokenizer without a model.
/// - Returns: the tokenizer, and the path of the file that it was read from.
/// - Throws: `ConversionError` where the directory has no tokenizer, or the tokenizer cannot run as in the reference.
func readTokenizer(
  _ directory: ModelDirectory, model: JSONFile?
) throws(ConversionError) -> (definition: TokenizerDefinition, path: String) {
  let configuration = try directory.jsonIfPresent("tokenizer_config.json")
  try configuration?.check(.tokenizerConfiguration)
  let tokenizerClass = try TokenizerClass(tokenizer: configuration, model: model)
  var definition: TokenizerDefinition
  let file: String
  if try directory.has("tokenizer.json") {
    file = "tokenizer.json"
    definition = try TokenizerJSON(
      directory.json(file), special: SpecialTokens(directory, defaults: tokenizerClass.defaultTokens),
      bertSwitches: tokenizerClass == .bert ? BertSwitches(configuration) : nil
    ).definition()
  } else if tokenizerClass != .bert, let name = try directory.sentencePieceName {
    file = name
    definition = try readSentencePieceTokenizer(directory, name)
  } else if try directory.has("vocab.txt") {
    file = "vocab.txt"
    definition = try readVocabularyTokenizer(directory)
  } else {
    throw ConversionError(
      path: directory.path,
      problem: tokenizerClass == .bert
        ? "has no tokenizer; tokenizer.json or vocab.txt was expected, because its class is BERT's"
        : "has no tokenizer; tokenizer.json, spiece.model or vocab.txt was expected")
  }
  if let side = try configuration?.string("truncation_side") { definition.truncatesLeft = side == "left" }
  definition.splitsSpecialTokens = try configuration?.bool("split_special_tokens") ?? false
  guard let configuration else { return (definition, directory.path(of: file)) }
  if file == "tokenizer.json" {
    if tokenizerClass == .albert { try warnOfContradictions(configuration, definition) }
  } else {
    for name: StaticString in ["add_bos_token", "add_eos_token"] where try configuration.bool(name) == true {
      throw configuration.error("\(name)", "is true, which is not supported without a tokenizer.json")
    }
  }
  return (definition, directory.path(of: file))
}

/// Warns where ALBERT's switches in tokenizer_config.json differ from tokenizer.json. Transformers 4 and the `tokenizers` library
/// ignore the switches, as this program does, but transformers 5 makes another tokenizer by them.
private func warnOfContradictions(
  _ configuration: JSONFile, _ definition: TokenizerDefinition
) throws(ConversionError) {
  let prependsNever = definition.preTokenizers.contains {
    if case .metaspace(_, .never, _) = $0 { true } else { false }
  }
  let switches: [(name: StaticString, isOn: Bool)] = [
    ("do_lower_case", definition.normalizers.contains(.lowercase)),
    ("keep_accents", !definition.normalizers.contains(.stripAccents)), ("add_prefix_space", !prependsNever),
  ]
  for (name, isOn) in switches {
    guard let value = try configuration.bool(name), value != isOn else { continue }
    configuration.warn(
      "\(name)",
      "is \(value), but tokenizer.json, which this program goes by, does otherwise; transformers 5 goes by this member")
  }
}
