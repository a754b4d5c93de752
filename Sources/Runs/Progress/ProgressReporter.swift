import Console

/// Reports a run's progress on standard error. On a terminal it is a status line, which is cleared at the end; elsewhere it is a new
/// line every 5 seconds.
struct ProgressReporter {
  /// Nil if standard error is not a terminal.
  private let terminalLine: TerminalLine?
  private let totalBytes: Int?
  private let startRecords: Int
  private let startTokens: Int
  private let startBytes: Int
  private let start = ContinuousClock.now
  private var last: ContinuousClock.Instant?

  /// - Parameters:
  ///   - totalBytes: the size of the input that the run reads; nil if it is not known.
  ///   - done: the counts of the earlier run that this one goes on with.
  ///   - doneBytes: the bytes that the earlier run has read.
  init(totalBytes: Int?, done: RunCounts, doneBytes: Int) {
    terminalLine = StandardError.isTerminal ? TerminalLine() : nil
    self.totalBytes = totalBytes
    startRecords = done.records
    startTokens = done.tokens
    startBytes = doneBytes
  }

  /// Shows the counts, unless others were shown less than 0.2 seconds ago (5 seconds where standard error is not a terminal).
  mutating func update(_ counts: RunCounts, bytes: Int) {
    let now = ContinuousClock.now
    let pause: Duration = terminalLine == nil ? .seconds(5) : .milliseconds(200)
    if let last, now - last < pause { return }
    last = now
    let line = line(counts, bytes: bytes, seconds: max((now - start).inSeconds, 1e-3))
    if let terminalLine {
      terminalLine.show { line.text(columns: $0) }
    } else {
      StandardError.write("albert-embed: \(line.text())\n")
    }
  }

  /// Clears the status line, so that other text can be written.
  func clear() { terminalLine?.clear() }

  private func line(_ counts: RunCounts, bytes: Int, seconds: Double) -> ProgressLine {
    var line = ProgressLine(
      records: counts.records, recordsPerSecond: Double(counts.records - startRecords) / seconds,
      tokensPerSecond: Double(counts.tokens - startTokens) / seconds)
    guard let totalBytes, totalBytes > 0 else { return line }
    line.share = min(1, Double(bytes) / Double(totalBytes))
    if bytes > startBytes, bytes < totalBytes {
      line.secondsLeft = seconds * Double(totalBytes - bytes) / Double(bytes - startBytes)
    }
    return line
  }
}

extension Duration {
  var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
