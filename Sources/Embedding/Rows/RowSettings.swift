import Tokenizers

/// The settings by which vectors become rows.
struct RowSettings: Sendable {
  let level: EmbeddingRequest.Level
  /// The request for the output layer's results; nil for embeddings.
  let head: HeadRequest?
  /// Word level: a pooler without any pieces, to be copied.
  let wordPooler: WordPooler
  let transform: RowTransform
  /// The number of columns of a row.
  let columnCount: Int
  /// Whether rows have labels.
  let labelsRows: Bool
  /// Passage level: whether labels hold the passages' texts.
  let labelsPassageTexts: Bool
  let tokenizer: Tokenizer

  /// - Parameter width: the number of columns of a sequence's vectors.
  /// - Throws: `EmbeddingRequestError` if a step, the projection or the truncation does not fit the level's vectors.
  init(request: EmbeddingRequest, width: Int, tokenizer: Tokenizer) throws(EmbeddingRequestError) {
    level = request.level
    head = request.head
    wordPooler = WordPooler(rule: request.subtoken, width: width)
    transform = RowTransform(
      steps: request.steps, projection: request.projection, truncatedDimension: request.truncatedDimension,
      normalizes: request.normalizes)
    labelsRows = request.labelsRows
    labelsPassageTexts = request.labelsPassageTexts
    self.tokenizer = tokenizer
    let vectorWidth = level == .word ? wordPooler.columnCount : width
    try transform.check(width: vectorWidth)
    columnCount = transform.columnCount(width: vectorWidth)
  }

  /// Appends the row of a text or a passage.
  func appendRow(ofText vector: ArraySlice<Float>, to rows: inout [Float]) {
    transform.append(head?.row(vector) ?? vector, to: &rows)
  }
}
