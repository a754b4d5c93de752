import Albert
import Checkpoint
import Tokenizers

/// Turns windows of records into rows: tokens, tiles of sequences, hidden states, pooled vectors.
public final class Embedder: Sendable {
  /// - Parameter threads: how many threads work on a window, at least 1.
  public init(checkpoint: Checkpoint, request: EmbeddingRequest, threads: Int) throws { fatalError("to be written") }

  /// Columns of a row.
  public var columnCount: Int { fatalError("to be written") }

  /// Rows for every record of the window, in input order; the bits of a row do not depend on its neighbours.
  ///
  /// - Throws: where an id of a record is beyond the vocabulary or a record of ids is longer than the maximum length.
  public func embed(_ window: RecordWindow) throws -> EmbeddedWindow { fatalError("to be written") }
}
