/// The update that LoRA adds to a matrix W: scale·B·A, or its transpose where W is an embedding table.
struct LowRankUpdate {
  /// A: [rank, columns of B·A], and B: [rows of B·A, rank].
  private let factors: [SourceTensor]
  private let scale: Float
  private let isTransposed: Bool

  /// - Parameter scale: returns the factor of B·A for its rank.
  /// - Throws: `ConversionError` where the factors do not fit each other or the matrix.
  init(
    a: SourceTensor, b: SourceTensor, matrix: SourceTensor, isTransposed: Bool, scale: (Int) -> Double
  ) throws(ConversionError) {
    let shape = isTransposed ? matrix.shape.reversed() : matrix.shape
    guard a.shape.count == 2, b.shape.count == 2, let rank = a.shape.first, rank > 0, b.shape[1] == rank,
      shape == [b.shape[0], a.shape[1]]
    else {
      throw ConversionError(
        path: a.file.path, field: a.name,
        problem:
          "has shape \(a.shape), and its other factor \(b.shape); they do not fit the matrix of shape \(matrix.shape)")
    }
    for factor in [a, b] where factor.elementType.size == nil {
      throw ConversionError(
        path: factor.file.path, field: factor.name,
        problem: "has elements that cannot be read; floats of 32 or 16 bits or bfloat16 were expected")
    }
    factors = [a, b]
    self.isTransposed = isTransposed
    self.scale = Float(scale(rank))
  }

  /// Adds the product to the matrix' elements in row-major order.
  func add(to matrix: inout [Float]) throws(ConversionError) {
    let (a, b) = (try factors[0].floats(), try factors[1].floats())
    let (rank, columns, rows) = (factors[0].shape[0], factors[0].shape[1], factors[1].shape[0])
    var sums = [Float](repeating: 0, count: columns)
    for row in 0..<rows {
      for column in 0..<columns { sums[column] = 0 }
      for index in 0..<rank {
        let factor = b[row * rank + index]
        for column in 0..<columns { sums[column] += factor * a[index * columns + column] }
      }
      for column in 0..<columns {
        matrix[isTransposed ? column * rows + row : row * columns + column] += scale * sums[column]
      }
    }
  }
}
