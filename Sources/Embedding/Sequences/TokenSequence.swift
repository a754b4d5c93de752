/// A sequence for the encoder: a whole record, or one window of a long record.
struct TokenSequence: Sendable, Equatable {
  /// The index of the record among those that are embedded together.
  var record: Int
  /// The indices of the record's tokens that the sequence consists of, in order.
  var pieces: [Range<Int>]
  /// The positions in the sequence whose vectors count at word and token level. A token of overlapping windows counts in
  /// one of them: together, the sequences of a record keep each of its tokens once, in order.
  var kept: Range<Int>

  var tokenCount: Int { pieces.reduce(0) { $0 + $1.count } }
}
