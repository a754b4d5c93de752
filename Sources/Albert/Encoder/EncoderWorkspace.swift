import Kernels

/// The memory for one worker's activations, which grows to its largest batch. Two callers cannot use it at once.
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
  /// The memory of each member of the team.
  private(set) var members: [Member] = []

  /// The memory in which one thread works.
  struct Member {
    /// The packed inputs of the current product.
    let inputs = PackedRows()
    /// A part of the feed-forward network's inside, packed as the inputs of its second product.
    let inner = PackedRows()
    let scratch = Scratch()
  }

  public init(model: Albert) {
    let configuration = model.configuration
    let hidden = configuration.hiddenSize
    embeddings = Matrix(columnCount: configuration.embeddingSize)
    states = Matrix(columnCount: hidden)
    // The values may be a product of their own, whose panels do not start at a multiple of the panels' width.
    queryKeyValue = Matrix(columnCount: 3 * hidden, room: 2 * hidden + Panel.filled(hidden))
    context = Matrix(columnCount: hidden)
    mixed = Matrix(columnCount: hidden)
    firstStates = Matrix(columnCount: hidden)
    firstQueries = Matrix(columnCount: hidden)
  }

  /// The bytes that a workspace takes after a batch of `tokens`: its matrices and the feed-forward network's inside.
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
