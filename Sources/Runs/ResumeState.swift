import Files
import Records

/// How far a run has come between two batches: the rows of all records before are in its files.
struct ResumeState: Equatable {
  var position = ReaderPosition()
  /// The position of the shard's first record. Of it only what tells whether shards fit together is kept.
  var start = ReaderPosition()
  /// Rows in the output.
  var rows = 0
  var counts = RunCounts()
  /// Seconds of work so far.
  var seconds = 0

  private static var fields: [(name: String, path: WritableKeyPath<ResumeState, Int>)] {
    [
      ("records", \.position.records), ("input", \.position.input), ("offset", \.position.offset),
      ("line", \.position.line), ("read", \.position.checksum), ("first", \.start.records),
      ("before", \.start.checksum), ("rows", \.rows), ("written", \.counts.records), ("tokens", \.counts.tokens),
      ("truncated", \.counts.truncatedRecords), ("replaced", \.counts.replacements), ("null", \.counts.nullRecords),
      ("duplicates", \.counts.duplicates), ("reused", \.counts.reusedRecords),
    ]
  }

  /// The numbers that journals and notes of earlier versions lack.
  private static let defaults = ["duplicates": 0, "reused": 0]

  /// The numbers as the journal keeps them, but for the seconds.
  var numbers: [String: Int] {
    Dictionary(uniqueKeysWithValues: Self.fields.map { ($0.name, self[keyPath: $0.path]) })
  }

  init() {}

  /// - Throws: where a number is missing.
  init(_ entry: Journal.Entry) throws(InputOutputError) {
    seconds = entry.seconds ?? 0
    for field in Self.fields {
      guard let number = entry.numbers[field.name] ?? Self.defaults[field.name] else {
        throw .failed("--resume: the journal lacks '\(field.name)'; remove it and FILE.partial to begin anew")
      }
      self[keyPath: field.path] = number
    }
  }
}
