import Kernels

/// The vectors of one layer for a batch. They are valid during the call that passes them.
public struct HiddenStates: ~Escapable {
  private let matrix: Matrix
  /// The number of tokens of the batch, or of sequences where only first tokens were wanted.
  public let rowCount: Int

  @_lifetime(borrow matrix)
  init(_ matrix: borrowing Matrix, rowCount: Int) {
    precondition(rowCount <= matrix.rowCount)
    self.matrix = copy matrix
    self.rowCount = rowCount
  }

  /// The H columns of one row.
  public subscript(row: Int) -> Span<Float> {
    @_lifetime(copy self)
    get {
      precondition(row >= 0 && row < rowCount, "row beyond the hidden states")
      return _overrideLifetime(matrix[row], copying: self)
    }
  }
}
