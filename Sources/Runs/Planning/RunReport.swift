import JSON
import Records

/// What a run did, or what a dry run found that a run would do and take.
public struct RunReport: Sendable {
  /// A file that is written.
  public struct File: Sendable {
    public let name: String
    /// Nil where it depends on the rows' numbers, or where nobody knows.
    public let byteCount: Int?
  }

  /// What the run was done with.
  public struct Circumstances: Sendable {
    public var program: String
    public var model: String
    public var precision: String
    /// Stands for the model's content.
    public var fingerprint: String
    public var instructionSet: String
    public var threads: Int

    public init(
      program: String, model: String, precision: String, fingerprint: String, instructionSet: String, threads: Int
    ) {
      self.program = program
      self.model = model
      self.precision = precision
      self.fingerprint = fingerprint
      self.instructionSet = instructionSet
      self.threads = threads
    }
  }

  let isDryRun: Bool
  public let counts: RunCounts
  /// Of these, what this run did itself, and not an earlier one that it went on with.
  let newCounts: RunCounts
  let rows: Int
  let columns: Int
  let maximumLength: Int
  let files: [File]
  /// That the run took, or that it is estimated to take.
  let seconds: Double

  /// For machines: one JSON object, with a line end.
  public func json(_ circumstances: Circumstances) -> [UInt8] {
    let object: JSONValue = [
      "dry_run": JSONValue(isDryRun),
      "program": JSONValue(circumstances.program),
      "model": JSONValue(circumstances.model),
      "model_fingerprint": JSONValue(circumstances.fingerprint),
      "precision": JSONValue(circumstances.precision),
      "instruction_set": JSONValue(circumstances.instructionSet),
      "threads": JSONValue(circumstances.threads),
      "records": JSONValue(counts.records),
      "rows": JSONValue(rows),
      "columns": JSONValue(columns),
      "tokens": JSONValue(counts.tokens),
      "truncated": JSONValue(counts.truncatedRecords),
      "replaced": JSONValue(counts.replacements),
      "null": JSONValue(counts.nullRecords),
      "duplicates": JSONValue(counts.duplicates),
      "reused": JSONValue(counts.reusedRecords),
      "records_of_an_earlier_run": JSONValue(counts.records - newCounts.records),
      "files": .array(
        files.map { ["name": JSONValue($0.name), "bytes": $0.byteCount.map { JSONValue($0) } ?? .null] }),
      "seconds": JSONValue(rounded(seconds)),
      "records_per_second": JSONValue(rounded(rate(newCounts.records))),
      "tokens_per_second": JSONValue(rounded(rate(newCounts.tokens))),
    ]
    return object.text + [UInt8(ascii: "\n")]
  }

  private func rate(_ count: Int) -> Double { seconds > 0 ? Double(count) / seconds : 0 }

  /// To a thousandth.
  private func rounded(_ number: Double) -> Double { (number * 1000).rounded() / 1000 }

  /// For people: one line.
  public var description: String { isDryRun ? plan : result }

  private var result: String {
    let time = max(seconds, 1e-3)
    var parts = [
      "\(counted(counts.records, "record")), \(counted(counts.tokens, "token")) in \(Self.threeDigits(time)) s"
        + " (\(Int(Double(newCounts.records) / time)) records/s, \(Int(Double(newCounts.tokens) / time)) tokens/s)"
    ]
    let earlier = counts.records - newCounts.records
    if earlier > 0 { parts[0] += ", \(earlier) of them by an earlier run" }
    parts += oddities + savings
    return parts.joined(separator: "; ")
  }

  private var plan: String {
    var parts = ["dry run: \(counted(counts.records, "record")), \(counted(counts.tokens, "token"))"]
    if rows != counts.records { parts[0] += ", \(counted(rows, "row"))" }
    parts += oddities + savings
    for file in files {
      if let byteCount = file.byteCount { parts.append("\(file.name) takes \(counted(byteCount, "byte"))") }
    }
    parts.append("about \(Self.threeDigits(seconds)) s (\(Int(rate(newCounts.tokens))) tokens/s)")
    return parts.joined(separator: "; ")
  }

  /// What happened to records that their owner should know.
  private var oddities: [String] {
    var parts: [String] = []
    if counts.truncatedRecords > 0 { parts.append("\(counts.truncatedRecords) truncated to \(maximumLength) tokens") }
    if counts.replacements > 0 {
      let things = counts.replacements == 1 ? "byte or surrogate" : "bytes or surrogates"
      parts.append("\(counts.replacements) invalid \(things) replaced by U+FFFD")
    }
    if counts.nullRecords > 0 { parts.append(counted(counts.nullRecords, "null row")) }
    return parts
  }

  /// What spared the encoder work.
  private var savings: [String] {
    var parts: [String] = []
    if counts.duplicates > 0 { parts.append("\(counted(counts.duplicates, "duplicate")) encoded once") }
    if counts.reusedRecords > 0 { parts.append("\(counted(counts.reusedRecords, "row")) reused") }
    return parts
  }

  /// Whether a run should say this line unasked.
  public var isRemarkable: Bool { !oddities.isEmpty }

  private static func threeDigits(_ seconds: Double) -> String {
    if seconds >= 100 { return String(Int(seconds.rounded())) }
    let scale = seconds >= 10 ? 10.0 : seconds >= 1 ? 100.0 : 1000.0
    return String((seconds * scale).rounded() / scale)
  }
}
