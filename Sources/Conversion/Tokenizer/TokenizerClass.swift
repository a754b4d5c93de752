import TokenizerCompiler

/// The class of transformers that loads a directory's tokenizer. It decides what the files beside the tokenizer change.
enum TokenizerClass {
  case albert, bert
  /// A class without rules of its own: tokenizer.json says everything.
  case generic

  /// The class that tokenizer_config.json names, else the one that the model's configuration names, else ALBERT's. Without a model
  /// it is the generic one.
  ///
  /// - Throws: `ConversionError` for another class, which would put other special tokens around a text.
  init(tokenizer: JSONFile?, model: JSONFile?) throws(ConversionError) {
    for file in [tokenizer, model] {
      guard let file, let name = try file.string("tokenizer_class") else { continue }
      switch name.hasSuffix("Fast") ? String(name.dropLast(4)) : name {
      case "AlbertTokenizer": self = .albert
      case "BertTokenizer", "DistilBertTokenizer", "ElectraTokenizer": self = .bert
      case "PreTrainedTokenizer", "TokenizersBackend": self = .generic
      default:
        throw file.error(
          "tokenizer_class", "is '\(name)', which is not supported; the tokenizer of an ALBERT or BERT was expected")
      }
      return
    }
    self = model == nil ? .generic : .albert
  }

  /// The special tokens of the class, for those that no file names.
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
