import Console

/// What a run says on standard error while it works: warnings, records that failed, and progress.
struct RunMessages {
  /// Failed records that are named; further ones are counted only.
  private static let namedFailures = 5

  let isQuiet: Bool
  /// Whether rows go to the terminal, where they must not mix with the progress line.
  let showsRows: Bool
  /// Nil where the run shows no progress.
  var progress: ProgressReporter?

  func clearProgressLine() { progress?.clear() }

  /// To be called before rows are written.
  func prepareForRows() { if showsRows { clearProgressLine() } }

  func warn(_ warnings: [String]) {
    guard !isQuiet, !warnings.isEmpty else { return }
    clearProgressLine()
    for warning in warnings { StandardError.write(line: warning) }
  }

  /// Names a record that gets a null row.
  ///
  /// - Parameter count: how many there have been, this one included.
  func note(nullRow failure: String, count: Int) {
    guard !isQuiet, count <= Self.namedFailures else { return }
    clearProgressLine()
    let more = count == Self.namedFailures ? " (further ones are counted only)" : ""
    StandardError.write(line: "\(failure): null row\(more)")
  }
}
