import Files

/// Tells on standard error how far a run is: on a terminal one line that is written over and gone at the end, else a line
/// every few seconds.
struct ProgressReporter {
  private let isTerminal: Bool
  private let totalBytes: Int?
  private let startRecords: Int
  private let startTokens: Int
  private let startBytes: Int
  private let start = ContinuousClock.now
  private var last: ContinuousClock.Instant?
  private var lastColumns: Int?
  private var isLineOpen = false

  /// - Parameters:
  ///   - totalBytes: of the input that is to be read, where that is known.
  ///   - done: counts and bytes of an earlier run that is gone on with.
  init(totalBytes: Int?, done: RunCounts, doneBytes: Int) {
    isTerminal = StandardError.isTerminal
    self.totalBytes = totalBytes
    startRecords = done.records
    startTokens = done.tokens
    startBytes = doneBytes
  }

  /// Shows the present state if the last one is old enough, or the window has another width.
  mutating func update(_ counts: RunCounts, bytes: Int) {
    let now = ContinuousClock.now
    let columns = isTerminal ? StandardError.columns ?? 80 : nil
    let isRecent = last.map { now - $0 < (isTerminal ? .milliseconds(200) : .seconds(5)) } ?? false
    guard !isRecent || columns != lastColumns else { return }
    (last, lastColumns) = (now, columns)
    let line = line(counts, bytes: bytes, seconds: max((now - start).inSeconds, 1e-3))
    if let columns {
      // The cursor goes back to the line's start: where a narrower window breaks the line, it stays in its first row, and
      // what hangs below is cleared by the next one. The last column stays free, as a full row would break by itself.
      StandardError.write("\r\(line.text(columns: columns - 1))\u{1B}[J\r")
      isLineOpen = true
    } else {
      StandardError.write("albert-embed: \(line.text())\n")
    }
  }

  /// Takes the line away, so that something else can be written.
  mutating func clear() {
    if isLineOpen { StandardError.write("\r\u{1B}[J") }
    isLineOpen = false
  }

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
