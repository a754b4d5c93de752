import Files

/// Tells on standard error how far a run is: on a terminal one line that is written over, else a line every few seconds.
struct ProgressReporter {
  private let isTerminal: Bool
  private let totalBytes: Int?
  private let startRecords: Int
  private let startTokens: Int
  private let startBytes: Int
  private let start = ContinuousClock.now
  private var last: ContinuousClock.Instant?
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

  /// Shows the present state if the last one is old enough.
  mutating func update(_ counts: RunCounts, bytes: Int) {
    let now = ContinuousClock.now
    guard last.map({ now - $0 >= (isTerminal ? .milliseconds(200) : .seconds(5)) }) ?? true else { return }
    last = now
    show(counts, bytes: bytes, now: now)
  }

  /// Shows the last state.
  mutating func finish(_ counts: RunCounts, bytes: Int) {
    show(counts, bytes: bytes, now: .now)
    if isLineOpen { StandardError.write("\n") }
    isLineOpen = false
  }

  /// Takes the line away, so that something else can be written.
  mutating func clear() {
    if isLineOpen { StandardError.write("\r\u{1B}[K") }
    isLineOpen = false
  }

  private mutating func show(_ counts: RunCounts, bytes: Int, now: ContinuousClock.Instant) {
    let seconds = max((now - start).inSeconds, 1e-3)
    var parts = ["\(counts.records) records"]
    var share: Double?
    if let totalBytes, totalBytes > 0 {
      share = min(1, Double(bytes) / Double(totalBytes))
      parts.append("\(Int((share ?? 0) * 100)) %")
    }
    parts.append("\(rate(counts.records - startRecords, seconds)) records/s")
    parts.append("\(rate(counts.tokens - startTokens, seconds)) tokens/s")
    if let totalBytes, bytes > startBytes, bytes < totalBytes {
      parts.append("\(Self.time(seconds * Double(totalBytes - bytes) / Double(bytes - startBytes))) left")
    }
    let text = parts.joined(separator: ", ")
    guard isTerminal else { return StandardError.write("albert-embed: \(text)\n") }
    isLineOpen = true
    StandardError.write("\r\(share.map(Self.bar) ?? "")\(text)\u{1B}[K")
  }

  private func rate(_ count: Int, _ seconds: Double) -> String { String(Int((Double(count) / seconds).rounded())) }

  private static func bar(_ share: Double) -> String {
    let filled = Int(share * 16)
    return "[" + String(repeating: "#", count: filled) + String(repeating: ".", count: 16 - filled) + "] "
  }

  /// "7 s", "3:05", "2:03:05".
  private static func time(_ seconds: Double) -> String {
    let total = Int(min(seconds.rounded(), 1e9))
    guard total >= 60 else { return "\(total) s" }
    func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let minutes = "\(total / 60 % 60)"
    return total < 3600
      ? "\(minutes):\(twoDigits(total % 60))"
      : "\(total / 3600):\(twoDigits(total / 60 % 60)):\(twoDigits(total % 60))"
  }
}

extension Duration {
  var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
