import JSON
import TokenizerCompiler

/// Transformer: `sentence_bert_config.json` says how sentence-transformers loads a model with its tokenizer, and how it calls them.
struct TransformerSettings {
  /// The names of the file in the library's versions. The first file with a member counts.
  private static let names = ["bert", "roberta", "distilbert", "camembert", "albert", "xlm-roberta", "xlnet"].map {
    "sentence_\($0)_config.json"
  }

  /// The most tokens of a text, special ones included; nil where the file sets no limit.
  private(set) var maximumLength: Int?
  private(set) var lowercases = false
  private(set) var addsSpecialTokens = true
  /// nil for what the tokenizer's own files say.
  private(set) var splitsSpecialTokens: Bool?
  private(set) var truncatesLeft: Bool?
  /// nil for what config.json says.
  private(set) var outputsHiddenStates: Bool?

  /// - Throws: `ConversionError` for a setting that would change the vectors in a way that is not supported.
  init(_ directory: ModelDirectory) throws(ConversionError) {
    for name in Self.names {
      guard let file = try directory.jsonIfPresent(name), file.value != .object([]) else { continue }
      try read(file)
      return
    }
  }

  private mutating func read(_ file: JSONFile) throws(ConversionError) {
    try file.check(.transformer)
    if let task = try file.string("transformer_task"), task != "feature-extraction" {
      throw file.error("transformer_task", "is '\(task)'; 'feature-extraction' was expected")
    }
    lowercases = try file.bool("do_lower_case") ?? false
    try checkModality(file)
    maximumLength = try file.int("max_seq_length")
    // The older name comes first, as in the library.
    for name: StaticString in ["model_args", "model_kwargs"] {
      guard try file.object(name, .modelArguments) == nil else { break }
    }
    for name: StaticString in ["config_args", "config_kwargs"] {
      guard let arguments = try file.object(name, .configurationArguments) else { continue }
      outputsHiddenStates = try file.naming { () throws(JSONError) in
        try arguments.member("output_hidden_states")?.bool("\(name).output_hidden_states")
      }
      break
    }
    for name: StaticString in ["tokenizer_args", "processor_kwargs"] {
      guard let arguments = try file.object(name, .tokenizerArguments) else { continue }
      try file.naming { () throws(JSONError) in
        // A number beyond every length means that there is no limit, as in tokenizer_config.json.
        if let length = try arguments.member("model_max_length")?.double("\(name).model_max_length") {
          maximumLength = Int(exactly: length.rounded(.down)) ?? .max
        }
        truncatesLeft = try arguments.member("truncation_side").map { (side) throws(JSONError) in
          try side.string("\(name).truncation_side") == "left"
        }
        splitsSpecialTokens = try arguments.member("split_special_tokens")?.bool("\(name).split_special_tokens")
      }
      break
    }
    try readCall(file)
  }

  /// Checks that texts go in and token vectors come out. Files from before version 6 do not say it.
  private func checkModality(_ file: JSONFile) throws(ConversionError) {
    guard let modalities = try file.object("modality_config", nil) else { return }
    try file.naming { () throws(JSONError) in
      guard let text = try modalities.member("text") else {
        throw JSONError(
          field: "modality_config.text",
          problem: "is missing, so the model does not take texts; a member 'text' was expected")
      }
      try MemberList.textModality.check(text, "modality_config.text")
      guard try modalities.member("message") == nil else {
        throw JSONError(
          field: "modality_config.message",
          problem: "makes conversations of texts by a chat template, which is not supported")
      }
    }
    if let output = try file.string("module_output_name"), output != "token_embeddings" {
      throw file.error("module_output_name", "is '\(output)'; 'token_embeddings' was expected")
    }
  }

  /// Reads the arguments of the tokenizer's call. Those for all inputs ("common") override those for texts.
  private mutating func readCall(_ file: JSONFile) throws(ConversionError) {
    guard let call = try file.object("processing_kwargs", .processing) else { return }
    for kind: StaticString in ["text", "common"] {
      try file.naming { () throws(JSONError) in
        guard let arguments = try call.member(kind, of: "processing_kwargs") else { return }
        let field = "processing_kwargs.\(kind)"
        try MemberList.tokenizerCall.check(arguments, field)
        if let length = try arguments.member("max_length")?.int("\(field).max_length") { maximumLength = length }
        if let adds = try arguments.member("add_special_tokens")?.bool("\(field).add_special_tokens") {
          addsSpecialTokens = adds
        }
        if let splits = try arguments.member("split_special_tokens")?.bool("\(field).split_special_tokens") {
          splitsSpecialTokens = splits
        }
      }
    }
  }

  /// Changes the tokenizer that the transformer's own files define.
  ///
  /// - Parameter directory: the transformer's.
  func apply(to tokenizer: inout TokenizerDefinition, _ directory: ModelDirectory) throws(ConversionError) {
    if lowercases, try !Self.hasLowercase(tokenizer, directory) { tokenizer.normalizers.insert(.lowercase, at: 0) }
    if !addsSpecialTokens { tokenizer.removeSpecialTokens() }
    tokenizer.splitsSpecialTokens = splitsSpecialTokens ?? tokenizer.splitsSpecialTokens
    tokenizer.truncatesLeft = truncatesLeft ?? tokenizer.truncatesLeft
  }

  /// Whether the library thinks that the normalizer lowercases: it looks for a step Lowercase, but not into BertNormalizer.
  private static func hasLowercase(
    _ tokenizer: TokenizerDefinition, _ directory: ModelDirectory
  ) throws(ConversionError) -> Bool {
    guard let file = try directory.jsonIfPresent("tokenizer.json") else {
      return tokenizer.normalizers.contains(.lowercase)
    }
    return try file.member("normalizer") { (normalizer, field) throws(JSONError) in
      let steps = [normalizer] + (try normalizer.member("normalizers")?.elements("normalizers") ?? [])
      for step in steps where try step.member("type")?.string("\(field): type") == "Lowercase" { return true }
      return false
    } ?? false
  }
}
