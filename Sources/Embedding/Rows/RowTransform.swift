import Albert

/// The steps that turn a vector into a row: the model's own steps, projection, truncation, normalization.
struct RowTransform: Sendable {
  var steps: LoadedVectorSteps?
  let projection: Projection?
  let truncatedDimension: Int?
  let normalizes: Bool

  /// The number of columns of a row that comes from a vector of `width` columns.
  func columnCount(width: Int) -> Int { truncatedDimension ?? projection?.columnCount ?? steps?.outputCount ?? width }

  /// Appends the row of a vector.
  func append(_ vector: ArraySlice<Float>, to rows: inout [Float]) {
    let start = rows.count
    let vector = steps.map { $0.apply(to: Array(vector))[...] } ?? vector
    let columnCount = truncatedDimension ?? projection?.columnCount ?? vector.count
    if let projection {
      projection.append(vector, columns: columnCount, to: &rows)
    } else {
      rows += vector.prefix(columnCount)
    }
    if normalizes { normalizeToUnitLength(&rows, from: start) }
  }

  /// - Throws: `EmbeddingRequestError` if a step, the projection or the truncation does not fit vectors of `width` columns.
  func check(width: Int) throws(EmbeddingRequestError) {
    if let steps, steps.inputCount != width {
      throw EmbeddingRequestError("the model's own steps take \(steps.inputCount) columns; these rows have \(width)")
    }
    let width = steps?.outputCount ?? width
    if let projection, projection.mean.count != width {
      throw EmbeddingRequestError("the projection takes rows of \(projection.mean.count) columns; these have \(width)")
    }
    let projected = projection?.columnCount ?? width
    if let truncatedDimension, !(1...projected).contains(truncatedDimension) {
      throw EmbeddingRequestError("rows of \(projected) columns cannot be truncated to \(truncatedDimension)")
    }
  }
}
