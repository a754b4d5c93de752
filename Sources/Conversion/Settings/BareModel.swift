import Files
import JSON

/// Warns of what SentenceTransformer or CrossEncoder would do with a directory without modules of a SentenceTransformer, and this
/// program does not. A directory with modules of another class has had its warning before.
func warnOfBareModel(_ settings: JSONFile, _ directory: ModelDirectory) throws(ConversionError) {
  let names = try settings.member("architectures") { (names, field) throws(JSONError) in
    try names.elements(field).map { (name) throws(JSONError) in try name.string(field) }
  }
  let labels = try settings.member("id2label") { (labels, field) throws(JSONError) in try labels.members(field).count }
  let count = try settings.int("num_labels")
  // Versions 4 and 5 of sentence-transformers write the first member, versions 2 and 3 the second one.
  let marks = (try settings.has("sentence_transformers"), try settings.has("sbert_ce_default_activation_function"))
  let isScorer = marks.0 || marks.1 || (labels ?? count) == 1
  if isScorer, try !directory.has("modules.json"),
    let name = names?.first(where: { $0.ends(with: "ForSequenceClassification") })
  {
    settings.warn(
      "architectures",
      "is \(name), as of a cross-encoder, whose scores --head gives; embeddings are the mean of the last hidden states, as "
        + "SentenceTransformer makes them of such a directory")
  }
  let configuration = try directory.jsonIfPresent("tokenizer_config.json")
  let hasMember = try configuration?.has("chat_template") ?? false
  let hasFile = try directory.has("chat_template.jinja")
  if hasMember || hasFile {
    directory.files.warn(
      "\(directory.path): the chat template, which SentenceTransformer would apply to every text, is left out")
  }
}
