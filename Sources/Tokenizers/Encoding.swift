/// The tokens of one text, as parallel arrays that are reused from text to text.
public struct Encoding: Sendable {
  public var ids: [Int32] = []
  /// Segment of each token: 0 for the first text, 1 for the second of a pair, as the reference numbers them.
  public var typeIDs: [UInt8] = []
  /// Where each token begins in its own text, in bytes; -1 for a special token that the template put there. Empty where
  /// offsets were not asked for, as are `ends` and `words`.
  public var starts: [Int32] = []
  /// Where each token ends in its own text, in bytes, exclusive; -1 likewise.
  public var ends: [Int32] = []
  /// The reference tokenizer's `word_ids` (index of the pre-tokenized word in its own text); -1 likewise.
  public var words: [Int32] = []
  /// Where each text's tokens are, those of one text or of the two of a pair, in order; the template put the other tokens
  /// there. Segments do not tell, as some tokenizers give both texts the same.
  public var texts: [Range<Int>] = []

  public init() {}
}
