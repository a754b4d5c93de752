import Testing

@testable import Embedding

extension RowFinisher {
  /// The row that a vector becomes, behind another one that must stay as it is.
  fileprivate func finish(_ vector: ArraySlice<Float>) -> [Float] {
    var rows: [Float] = [5]
    append(vector, to: &rows)
    #expect(rows[0] == 5)
    return Array(rows[1...])
  }
}

@Suite struct RowFinisherTests {
  @Test func projectsThenTruncatesThenNormalizes() throws {
    let projection = try Projection(matrix: [1, 1, 2, 0, 0, 3, 5, 5], rows: 4, columns: 2)
    #expect(projection.columnCount == 3)
    let projected = RowFinisher(projection: projection, truncatedDimension: nil, normalizes: false)
    #expect(projected.finish([3, 2]) == [4, 3, 15])
    let whole = RowFinisher(projection: projection, truncatedDimension: 2, normalizes: true)
    #expect(whole.columnCount(width: 2) == 2)
    #expect(whole.finish([3, 2]) == [0.8, 0.6])
  }

  @Test func zerosAndExtremesStayFinite() {
    let finisher = RowFinisher(projection: nil, truncatedDimension: nil, normalizes: true)
    #expect(finisher.finish([0, 0]) == [0, 0])
    #expect(finisher.finish([3e38, 0]) == [1, 0])
    #expect(finisher.finish([0, 1e-30]) == [0, Float(1e-30 / 1e-12)])
  }

  @Test func whatDoesNotFitIsRefused() throws {
    #expect(throws: EmbeddingRequestError.self) { try Projection(matrix: [1, 2], rows: 1, columns: 2) }
    let projection = try Projection(matrix: [1, 1, 2, 0], rows: 2, columns: 2)
    let finisher = RowFinisher(projection: projection, truncatedDimension: nil, normalizes: false)
    #expect(throws: EmbeddingRequestError.self) { try finisher.check(width: 3) }
    let truncated = RowFinisher(projection: nil, truncatedDimension: 5, normalizes: false)
    #expect(throws: EmbeddingRequestError.self) { try truncated.check(width: 4) }
    try truncated.check(width: 5)
  }
}
