import Embedding
import EmbeddingFormats
import Files

extension EmbeddingJob {
  /// Adds the files whose rows are reused. The outputs of this run may replace them, since they get their names at its end.
  func addReusedFiles(to reads: inout ReadFiles) throws(InputOutputError) {
    guard let reusedPath else { return }
    reads.add(path: reusedPath, as: "an array to reuse", mayBeReplaced: true)
    reads.add(
      path: try ReusableRows.keysPath(besides: reusedPath), as: "the keys of an array to reuse", mayBeReplaced: true)
  }

  /// Opens the output whose rows are reused; nil where none are.
  ///
  /// - Throws: where it cannot be read, or the model, the request or the format of its rows differs from this job's.
  func openReusableRows(
    _ request: EmbeddingRequest, columnCount: Int
  ) throws(InputOutputError) -> ReusableRows? {
    guard let reusedPath else { return nil }
    let identity = RowIdentity(of: request, job: self)
    return try ReusableRows(
      path: reusedPath, identity: identity.bytes,
      format: NPYFormat(elementType: elementType, columnCount: columnCount)
    ) { other in
      RowIdentity(bytes: other).flatMap { identity.difference(from: $0, optionNames) }
        .map { "\($0.words) was \($0.other), and is \($0.value)" }
    }
  }
}
