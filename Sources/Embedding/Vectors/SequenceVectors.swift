/// What one sequence gave: at text level its pooled vector, else the vectors of its kept tokens.
struct SequenceVectors: Sendable {
  /// A part of what its whole tile gave, row-major.
  var values: ArraySlice<Float> = []
  /// Text level: tokens that were pooled. In the mean of a long text's windows it is this window's weight.
  var pooledTokens = 0
}
