import Testing

@testable import Embedding

extension RowTransform {
  /// The row of a vector. It is appended to another row, which must not change.
  fileprivate func finish(_ vector: ArraySlice<Float>) -> [Float] {
    var rows: [Float] = [5]
    append(vector, to: &rows)
    #expect(rows[0] == 5)
    return Array(rows[1...])
  }
}

@Suite struct RowTransformTests {
  @Test func projectsThenTruncatesThenNormalizes() throws {
    let projection = try Projection(matrix: [1, 1, 2, 0, 0, 3, 5, 5], rows: 4, columns: 2)
    #expect(projection.columnCount == 3)
    let projected = RowTransform(projection: projection, truncatedDimension: nil, normalizes: false)
    #expect(projected.finish([3, 2]) == [4, 3, 15])
    let whole = RowTransform(projection: projection, truncatedDimension: 2, normalizes: true)
    #expect(whole.columnCount(width: 2) == 2)
    #expect(whole.finish([3, 2]) == [0.8, 0.6])
  }

  @Test func zerosAndExtremesStayFinite() {
    let transform = RowTransform(projection: nil, truncatedDimension: nil, normalizes: true)
    #expect(transform.finish([0, 0]) == [0, 0])
    #expect(transform.finish([3e38, 0]) == [1, 0])
    #expect(transform.finish([0, 1e-30]) == [0, Float(1e-30 / 1e-12)])
  }

  @Test func whatDoesNotFitIsRefused() throws {
    #expect(throws: EmbeddingRequestError.self) { try Projection(matrix: [1, 2], rows: 1, columns: 2) }
    let projection = try Projection(matrix: [1, 1, 2, 0], rows: 2, columns: 2)
    let transform = RowTransform(projection: projection, truncatedDimension: nil, normalizes: false)
    #expect(throws: EmbeddingRequestError.self) { try transform.check(width: 3) }
    let truncated = RowTransform(projection: nil, truncatedDimension: 5, normalizes: false)
    #expect(throws: EmbeddingRequestError.self) { try truncated.check(width: 4) }
    try truncated.check(width: 5)
  }
}
