import Tokenizers

/// How vectors become rows: what gets a row, and the steps that every row ends with.
struct RowSettings: Sendable {
  let level: EmbeddingRequest.Level
  /// Word level: makes a word's vector of its pieces' vectors; between two words it is as new.
  let wordPooler: WordPooler
  let transform: RowTransform
  /// Columns of a row.
  let columnCount: Int
  /// Whether rows say what they stand for.
  let labelsRows: Bool
  let tokenizer: Tokenizer

  /// - Parameter width: columns of the vectors that sequences give.
  /// - Throws: `EmbeddingRequestError` where the projection or truncation does not fit the level's rows.
  init(request: EmbeddingRequest, width: Int, tokenizer: Tokenizer) throws(EmbeddingRequestError) {
    level = request.level
    wordPooler = WordPooler(rule: request.subtoken, width: width)
    transform = RowTransform(
      steps: request.steps, projection: request.projection, truncatedDimension: request.truncatedDimension,
      normalizes: request.normalizes)
    labelsRows = request.labelsRows
    self.tokenizer = tokenizer
    let unfinishedWidth = level == .word ? wordPooler.columnCount : width
    try transform.check(width: unfinishedWidth)
    columnCount = transform.columnCount(width: unfinishedWidth)
  }
}
