import Checkpoint

/// The static embedding table, a row of E columns a token id.
public struct WordEmbeddings: Sendable {
  let table: MappedArray<Float>
  /// E, the columns of a row.
  public let width: Int

  /// - Precondition: `id` is less than the vocabulary's size.
  public subscript(id: Int) -> Span<Float> {
    @_lifetime(borrow self)
    borrowing get { table.span.extracting(id * width..<(id + 1) * width) }
  }
}
