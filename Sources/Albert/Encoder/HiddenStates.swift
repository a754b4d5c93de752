import Kernels

/// The vectors of one layer for a batch, valid during the visit that shows them.
public struct HiddenStates: ~Escapable {
  private let matrix: Matrix
  /// Tokens of the batch, or sequences where only first tokens were asked for.
  public let rowCount: Int

  @_lifetime(borrow matrix)
  init(_ matrix: borrowing Matrix, rowCount: Int) {
    precondition(rowCount <= matrix.rowCount)
    self.matrix = copy matrix
    self.rowCount = rowCount
  }

  /// The H columns of a row.
  public subscript(row: Int) -> Span<Float> {
    @_lifetime(copy self)
    get {
      precondition(row >= 0 && row < rowCount, "row beyond the hidden states")
      return _overrideLifetime(matrix[row], copying: self)
    }
  }
}
