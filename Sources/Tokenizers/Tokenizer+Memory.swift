extension Tokenizer {
  /// An upper bound of the memory that tokenizing a text takes, in bytes, tokens included. A text of tens of megabytes may need
  /// more than there is.
  public func memoryNeeded(for text: Span<UInt8>, withOffsets: Bool) -> Int {
    // Measured with one token for each byte. An array that grows is copied, so that it takes one and a half times its size.
    let (bytesAToken, bytesAByte) = withOffsets ? (40, 120) : (12, 70)
    guard isSeparable, !withOffsets else { return text.count * (bytesAToken + bytesAByte) }
    return text.count * bytesAToken + longestRunWithoutSpace(text) * bytesAByte
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
