/// A pre-tokenizer, as a run applies it.
enum PreTokenizationStep: Sendable {
  case whitespaceSplit
  case wordRuns(word: UInt16)
  case metaspace(replacement: UInt32, prepend: PrependScheme, splits: Bool)
  /// Splits at the scalars of a set.
  case members(set: UInt16, DelimiterBehavior)
  case delimiter(UInt32)
  case pattern(ScalarPattern, DelimiterBehavior, inverted: Bool)
}
