import TokenizerCompiler

/// Which of transformers' classes a directory's tokenizer is loaded as: it decides what the side files change.
enum TokenizerClass {
  case albert, bert
  /// No class of a model's own: tokenizer.json says everything.
  case generic

  /// The class that tokenizer_config.json names, else config.json; else ALBERT's; for a
  /// tokenizer without a model, none.
  ///
  /// - Throws: `ConversionError` for every other class, as it would put other special tokens around a text.
  init(_ directory: ModelDirectory) throws(ConversionError) {
    for file in ["tokenizer_config.json", "config.json"] {
      guard let json = try directory.jsonIfPresent(file), let name = try json.string("tokenizer_class") else {
        continue
      }
      switch name.hasSuffix("Fast") ? String(name.dropLast(4)) : name {
      case "AlbertTokenizer": self = .albert
      case "BertTokenizer", "DistilBertTokenizer", "ElectraTokenizer": self = .bert
      case "PreTrainedTokenizer", "TokenizersBackend": self = .generic
      default: throw json.error("tokenizer_class", "is '\(name)', which is not supported")
      }
      return
    }
    self = directory.has("config.json") ? .albert : .generic
  }

  /// The special tokens that the class has where no file names them.
  var defaultTokens: [SpecialTokens.Role: TokenizerDefinition.AddedToken] {
    func token(_ content: StaticString, stripsLeft: Bool = false) -> TokenizerDefinition.AddedToken {
      TokenizerDefinition.AddedToken(content: Array("\(content)".utf8), id: 0, stripsLeft: stripsLeft)
    }
    switch self {
    case .albert:
      return [
        .bos: token("[CLS]"), .eos: token("[SEP]"), .unknown: token("<unk>"), .separator: token("[SEP]"),
        .padding: token("<pad>"), .classifier: token("[CLS]"), .mask: token("[MASK]", stripsLeft: true),
      ]
    case .bert:
      return [
        .unknown: token("[UNK]"), .separator: token("[SEP]"), .padding: token("[PAD]"), .classifier: token("[CLS]"),
        .mask: token("[MASK]"),
      ]
    case .generic: return [:]
    }
  }
}
