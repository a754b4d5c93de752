import TokenizerCompiler

/// The switches of BERT's normalization.
struct BertSwitches {
  var lowercases: Bool
  var spacesChinese: Bool
  /// nil for the value of `lowercases`.
  var stripsAccents: Bool?

  init(lowercases: Bool, spacesChinese: Bool, stripsAccents: Bool?) {
    self.lowercases = lowercases
    self.spacesChinese = spacesChinese
    self.stripsAccents = stripsAccents
  }

  /// The switches of tokenizer_config.json. Those that it lacks, or all without the file, have BertTokenizer's defaults.
  init(_ configuration: JSONFile?) throws(ConversionError) {
    lowercases = try configuration?.bool("do_lower_case") ?? true
    spacesChinese = try configuration?.bool("tokenize_chinese_chars") ?? true
    stripsAccents = try configuration?.bool("strip_accents")
  }

  /// The steps of BertNormalizer.
  func normalizers(cleansText: Bool) -> [TokenizerDefinition.Normalizer] {
    (cleansText ? [.bertCleanUp] : []) + (spacesChinese ? [.spaceChinese] : [])
      + (stripsAccents ?? lowercases ? [.nfd, .stripNonspacingMarks] : []) + (lowercases ? [.lowercase] : [])
  }
}
