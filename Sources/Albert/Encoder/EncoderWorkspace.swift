import Kernels

/// The activations of one worker, which grow to its largest batch. Not for two callers at once.
public final class EncoderWorkspace {
  /// [tokens, E], the normalized embeddings.
  let embeddings: Matrix
  /// [tokens, H], the hidden states.
  let states: Matrix
  /// [tokens, 3H], queries, keys and values.
  let queryKeyValue: Matrix
  /// [tokens, H], the heads' outputs.
  let context: Matrix
  /// [tokens, H], a product before its residual and norm.
  let mixed: Matrix
  /// [sequences, H], the first tokens' hidden states and queries.
  let firstStates: Matrix
  let firstQueries: Matrix
  /// One a member of the team.
  private(set) var members: [Member] = []

  /// What one thread works in.
  struct Member {
    /// The inputs of the present product.
    let inputs = PackedRows()
    /// A part of the feed-forward network's inside, on its way from one product to the next.
    let inner = PackedRows()
    let scratch = Scratch()
  }

  public init(model: Albert) {
    let configuration = model.configuration
    let hidden = configuration.hiddenSize
    embeddings = Matrix(columnCount: configuration.embeddingSize)
    states = Matrix(columnCount: hidden)
    // The values may be a product of their own, whose panels start in the middle of one.
    queryKeyValue = Matrix(columnCount: 3 * hidden, room: 2 * hidden + Panel.filled(hidden))
    context = Matrix(columnCount: hidden)
    mixed = Matrix(columnCount: hidden)
    firstStates = Matrix(columnCount: hidden)
    firstQueries = Matrix(columnCount: hidden)
  }

  /// Bytes that a workspace takes once it has held a batch of `tokens`: its matrices, and the feed-forward network's inside.
  public static func byteCount(model: Albert, tokens: Int) -> Int {
    let configuration = model.configuration
    let floats = configuration.embeddingSize + 6 * configuration.hiddenSize
    let inside = configuration.hiddenSize + configuration.intermediateSize
    return MemoryLayout<Float>.stride * (tokens * floats + Albert.rowsPerPart * inside)
  }

  func reserve(tokens: Int, firstTokens: Int, memberCount: Int) {
    for matrix in [embeddings, states, queryKeyValue, context, mixed] { matrix.reserve(rowCount: tokens) }
    for matrix in [firstStates, firstQueries] { matrix.reserve(rowCount: firstTokens) }
    while members.count < memberCount { members.append(Member()) }
  }
}
