import Records

/// The summary of a finished run.
public struct RunSummary: Sendable {
  public let counts: RunCounts
  /// The counts of this run alone, without those of an earlier run that it went on with.
  let newRecords: Int
  let newTokens: Int
  let duration: Duration
  let maximumLength: Int

  /// Whether records were changed or lost: truncated, repaired, or left without an embedding.
  public var isRemarkable: Bool {
    counts.truncatedRecords > 0 || counts.replacements > 0 || counts.nullRecords > 0
  }

  /// The summary as one line.
  public var description: String {
    let seconds = max(duration.inSeconds, 1e-3)
    var parts = [
      "\(counted(counts.records, "record")), \(counted(counts.tokens, "token")) in \(Self.rounded(seconds)) s"
        + " (\(Int(Double(newRecords) / seconds)) records/s, \(Int(Double(newTokens) / seconds)) tokens/s)"
    ]
    if newRecords < counts.records { parts[0] += ", \(counts.records - newRecords) of them by an earlier run" }
    if counts.truncatedRecords > 0 { parts.append("\(counts.truncatedRecords) truncated to \(maximumLength) tokens") }
    if counts.replacements > 0 {
      let things = counts.replacements == 1 ? "byte or surrogate" : "bytes or surrogates"
      parts.append("\(counts.replacements) invalid \(things) replaced by U+FFFD")
    }
    if counts.nullRecords > 0 { parts.append(counted(counts.nullRecords, "null row")) }
    return parts.joined(separator: "; ")
  }

  /// The seconds with about three digits.
  private static func rounded(_ seconds: Double) -> String {
    if seconds >= 100 { return String(Int(seconds.rounded())) }
    let scale = seconds >= 10 ? 10.0 : seconds >= 1 ? 100.0 : 1000.0
    return String((seconds * scale).rounded() / scale)
  }
}
