/// Whether the blanks around a token, that is those with which its piece begins and ends, are no part of its place.
/// Raw values are those of a tokenizer's program.
public enum OffsetTrimming: UInt32, Sendable, Equatable {
  case never, always
  /// Always, but for a single blank before a token with which the text begins: the tokenizer itself may have put it there.
  case exceptFirstBlank
}
