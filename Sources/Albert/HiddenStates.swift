import Kernels

/// The vectors of one layer for a batch, a row a token: valid during the visit that shows them.
public struct HiddenStates: ~Escapable {
  private let matrix: UnsafeBufferPointer<Float>
  public let rowCount: Int

  @_lifetime(immortal)
  init() { fatalError("to be written") }

  /// The H columns of a row: a token of the batch, or a sequence where only first tokens were asked for.
  public subscript(row: Int) -> Span<Float> {
    @_lifetime(copy self)
    get { fatalError("to be written") }
  }
}
