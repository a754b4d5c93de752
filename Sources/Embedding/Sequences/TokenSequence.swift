/// What goes through the encoder as one sequence: a whole record, or one window of a long one.
struct TokenSequence: Sendable, Equatable {
  /// Index of the record among those that are embedded together.
  var record: Int
  /// Indices of the record's tokens, in order.
  var pieces: [Range<Int>]
  /// Positions in the sequence whose vectors count at word and token level: a token of overlapping windows counts in
  /// just one of them. Together, the sequences of a record keep each of its tokens once, in order.
  var kept: Range<Int>

  var tokenCount: Int { pieces.reduce(0) { $0 + $1.count } }
}
