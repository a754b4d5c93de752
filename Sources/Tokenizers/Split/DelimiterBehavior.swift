/// What becomes of the delimiter where a text is split.
/// Raw values are those of a tokenizer's program.
public enum DelimiterBehavior: UInt32, Sendable, Equatable {
  case removed, isolated, mergedWithPrevious, mergedWithNext, contiguous
}
