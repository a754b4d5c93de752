import Albert
import Checkpoint
import Tokenizers

/// Turns windows of records into rows: tokens, tiles of sequences, hidden states, pooled vectors.
public final class Embedder: Sendable {
  public let tokenizer: Tokenizer
  public let request: EmbeddingRequest

  /// - Parameter threads: how many threads work on a window, at least 1.
  /// - Throws: `EmbeddingRequestError` where the request does not fit the model.
  public init(
    model: Albert, tokenizer: Tokenizer, request: EmbeddingRequest, threads: Int
  ) throws(EmbeddingRequestError) {
    fatalError("to be written")
  }

  /// Columns of a row.
  public var columnCount: Int { fatalError("to be written") }

  /// Embeds every record of the window. The rows come in input order, in one or more runs of whole records, so that no
  /// more than some 16 MB of them are held at once; the bits of a row do not depend on its neighbours or the threads.
  /// What is wrong with a single record is said in its `failure`.
  public func embed(_ window: RecordWindow, deliver: (EmbeddedWindow) throws -> Void) rethrows {
    fatalError("to be written")
  }
}
