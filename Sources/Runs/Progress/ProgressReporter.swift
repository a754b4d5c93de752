import Console
import Files

/// Tells on standard error how far a run is: on a terminal one line that is written over and gone at the end, else a line
/// every few seconds.
struct ProgressReporter {
  /// Nil where standard error is no terminal.
  private let terminalLine: TerminalLine?
  private let totalBytes: Int?
  private let startRecords: Int
  private let startTokens: Int
  private let startBytes: Int
  private let start = ContinuousClock.now
  private var last: ContinuousClock.Instant?

  /// - Parameters:
  ///   - totalBytes: of the input that is to be read, where that is known.
  ///   - done: counts and bytes of an earlier run that is gone on with.
  init(totalBytes: Int?, done: RunCounts, doneBytes: Int) {
    terminalLine = StandardError.isTerminal ? TerminalLine() : nil
    self.totalBytes = totalBytes
    startRecords = done.records
    startTokens = done.tokens
    startBytes = doneBytes
  }

  /// Shows the present state if the last one is old enough.
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

  /// Takes the line away, so that something else can be written.
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
