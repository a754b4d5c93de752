import TokenizerCompiler

/// What can be switched in BERT's normalization.
struct BertSwitches {
  var lowercases: Bool
  var spacesChinese: Bool
  /// nil: as `lowercases`.
  var stripsAccents: Bool?

  init(lowercases: Bool, spacesChinese: Bool, stripsAccents: Bool?) {
    self.lowercases = lowercases
    self.spacesChinese = spacesChinese
    self.stripsAccents = stripsAccents
  }

  /// Those of tokenizer_config.json; what it lacks, or all where there is none, is as BertTokenizer has it.
  init(_ configuration: JSONFile?) throws(ConversionError) {
    lowercases = try configuration?.bool("do_lower_case") ?? true
    spacesChinese = try configuration?.bool("tokenize_chinese_chars") ?? true
    stripsAccents = try configuration?.bool("strip_accents")
  }

  /// BertNormalizer as its steps.
  func normalizers(cleansText: Bool) -> [TokenizerDefinition.Normalizer] {
    (cleansText ? [.bertCleanUp] : []) + (spacesChinese ? [.spaceChinese] : [])
      + (stripsAccents ?? lowercases ? [.nfd, .stripNonspacingMarks] : []) + (lowercases ? [.lowercase] : [])
  }
}
