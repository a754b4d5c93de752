import Embedding
import EmbeddingFormats
import Files
import Records

extension EmbeddingJob {
  /// All files that a run of this job reads: those of `reads`, the inputs and the files whose rows are reused. The outputs may
  /// replace the last ones, since they get their names at the end of the run.
  ///
  /// - Throws: where the symbolic links of the reused file's path lead in a circle.
  func allReads(_ inputs: InputInventory) throws(InputOutputError) -> ReadFiles {
    var all = reads
    inputs.add(to: &all)
    guard let reusedPath else { return all }
    all.add(path: reusedPath, as: "an array to reuse", mayBeReplaced: true)
    all.add(
      path: try ReusableRows.keysPath(besides: reusedPath), as: "the keys of an array to reuse", mayBeReplaced: true)
    return all
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
