/// Whether a token's offsets leave out the blanks with which its piece begins and ends. The raw values are those of a tokenizer's
/// program.
public enum OffsetTrimming: UInt32, Sendable, Equatable {
  case never, always
  /// Always, except for a single blank before the token with which the text begins, because the tokenizer may have added it.
  case exceptFirstBlank
}
