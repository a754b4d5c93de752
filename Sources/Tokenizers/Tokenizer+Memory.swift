extension Tokenizer {
  /// Bytes of memory that the tokens of a text and the way to them take at most, roughly: texts of tens of megabytes take
  /// as much as a program has, so that one asks before.
  public func memoryNeeded(for text: Span<UInt8>, withOffsets: Bool) -> Int {
    // Measured with one token a byte; arrays that grow are copied, so that they are there one and a half times.
    let (bytesAToken, bytesOnTheWay) = withOffsets ? (40, 120) : (12, 70)
    guard isSeparable, !withOffsets else { return text.count * (bytesAToken + bytesOnTheWay) }
    return text.count * bytesAToken + longestRunWithoutSpace(text) * bytesOnTheWay
  }

  private func longestRunWithoutSpace(_ text: Span<UInt8>) -> Int {
    var (longest, start) = (0, 0)
    for index in text.indices where text[index] == 0x20 {
      longest = max(longest, index - start)
      start = index + 1
    }
    return max(longest, text.count - start)
  }
}
