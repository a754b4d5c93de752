/// The tokens of an input, in parallel arrays.
public struct Encoding: Sendable {
  public var ids: [Int32] = []
  /// The segment of each token: 0 for the first text, 1 for the second one of a pair.
  public var typeIDs: [UInt8] = []
  /// The byte where each token begins in its own text; -1 for a special token of the template. Empty without offsets, as are `ends`
  /// and `words`.
  public var starts: [Int32] = []
  /// The byte after each token in its own text; -1 for a special token of the template.
  public var ends: [Int32] = []
  /// The index of each token's word in its own text (the reference's `word_ids`); -1 for a special token of the template.
  public var words: [Int32] = []
  /// The tokens of each text, in order: one range, or two for a pair. The template added the tokens outside of them. Segments cannot
  /// replace these ranges, because some tokenizers give both texts the same segment.
  public var texts: [Range<Int>] = []

  public init() {}
}
