/// A linear map of rows, such as a PCA: row -> (row - mean) · axesᵀ.
public struct Projection: Sendable, Equatable {
  /// The mean, of length D, the number of columns of a row.
  public let mean: [Float]
  /// The P axes of length D, row-major.
  public let axes: [Float]

  /// The number of columns of a projected row, P.
  public var columnCount: Int { axes.count / mean.count }

  /// Row 0 of the matrix is the mean, and the other rows are the axes.
  ///
  /// - Throws: `EmbeddingRequestError` if there are fewer than two rows, no columns, or numbers that are not finite.
  public init(matrix: [Float], rows: Int, columns: Int) throws(EmbeddingRequestError) {
    guard rows >= 2, columns >= 1, matrix.count == rows * columns else {
      throw EmbeddingRequestError(
        "a projection has at least two rows (the mean, then the axes); this one has shape (\(rows), \(columns))")
    }
    guard matrix.allSatisfy(\.isFinite) else {
      throw EmbeddingRequestError("the projection holds numbers that are not finite")
    }
    mean = Array(matrix[..<columns])
    axes = Array(matrix[columns...])
  }

  /// Appends the first columns of the projected row. Each is summed in double precision.
  ///
  /// - Parameters:
  ///   - row: D floats.
  ///   - columns: the number of columns, at most P.
  func append(_ row: ArraySlice<Float>, columns: Int, to output: inout [Float]) {
    precondition(row.count == mean.count && columns <= columnCount)
    let row = row.span
    for axis in 0..<columns {
      var sum = 0.0
      for column in row.indices {
        sum += (Double(row[column]) - Double(mean[column])) * Double(axes[axis * mean.count + column])
      }
      output.append(Float(sum))
    }
  }
}
