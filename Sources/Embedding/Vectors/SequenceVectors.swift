/// The vectors of one sequence: at text level its pooled vector, else the vectors of its kept tokens.
struct SequenceVectors: Sendable {
  /// The vectors, row-major: a slice of those of the whole tile.
  var values: ArraySlice<Float> = []
  /// Text level: the number of tokens that were pooled, which is this window's weight in the mean of a long text's windows.
  var pooledTokens = 0
}
