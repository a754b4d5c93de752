import Console
import Embedding
import Files
import Records

/// Writes a run's messages to standard error while it works: warnings, records that failed, and progress.
struct RunMessages {
  /// The number of failed records that are named. The others are only counted.
  private static let namedFailures = 5

  let isQuiet: Bool
  /// Whether the rows go to a terminal, which also shows the progress line.
  let showsRows: Bool
  /// Nil where the run shows no progress.
  var progress: ProgressReporter?

  func clearProgressLine() { progress?.clear() }

  /// Removes the progress line where rows are about to be written over it.
  func prepareForRows() { if showsRows { clearProgressLine() } }

  func warn(_ warnings: [String]) {
    guard !isQuiet, !warnings.isEmpty else { return }
    clearProgressLine()
    for warning in warnings { StandardError.write(line: warning) }
  }

  /// Names a record that gets a null row.
  ///
  /// - Parameters:
  ///   - reader: the one that read the record.
  ///   - count: the number of null rows so far, with this one.
  /// - Throws: the failure, if the policy is to stop, or the machine lacks memory.
  func note(
    nullRowOf record: Record, because failure: RecordFailure, reader: RecordReader, count: Int,
    _ policy: EmbeddingJob.ErrorPolicy
  ) throws(InputOutputError) {
    var problem: String { reader.describe(failure.problem, at: record.place) }
    if case .shortage = failure { throw .shortage(problem) }
    guard policy == .null else { throw .failed(problem) }
    guard !isQuiet, count <= Self.namedFailures else { return }
    clearProgressLine()
    let more = count == Self.namedFailures ? " (further ones are counted only)" : ""
    StandardError.write(line: "\(problem): null row\(more)")
  }
}
