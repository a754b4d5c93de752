/// What happens to the delimiter where a text is split. The raw values are those of a tokenizer's program.
public enum DelimiterBehavior: UInt32, Sendable, Equatable {
  case removed, isolated, mergedWithPrevious, mergedWithNext, contiguous
}
