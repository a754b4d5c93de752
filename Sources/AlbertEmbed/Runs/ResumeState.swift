import Files

/// Where a run stands between two batches: everything before is in its files.
struct ResumeState: Equatable {
  var position = ReaderPosition()
  /// Where the first record of the shard stands; of it, only what tells whether shards fit together.
  var start = ReaderPosition()
  /// Rows in the output, and in the file of row offsets.
  var rows = 0
  var counts = RunCounts()
  /// Of work so far.
  var seconds = 0

  private static var fields: [(name: String, path: WritableKeyPath<ResumeState, Int>)] {
    [
      ("records", \.position.records), ("input", \.position.input), ("offset", \.position.offset),
      ("line", \.position.line), ("read", \.position.checksum), ("first", \.start.records),
      ("before", \.start.checksum), ("rows", \.rows), ("written", \.counts.records), ("tokens", \.counts.tokens),
      ("truncated", \.counts.truncatedRecords), ("replaced", \.counts.replacements), ("null", \.counts.nullRecords),
      ("seconds", \.seconds),
    ]
  }

  /// As the journal keeps it.
  var numbers: [String: Int] {
    Dictionary(uniqueKeysWithValues: Self.fields.map { ($0.name, self[keyPath: $0.path]) })
  }

  init() {}

  /// - Throws: where a number is missing.
  init(_ numbers: [String: Int]) throws(InputOutputError) {
    for field in Self.fields {
      guard let number = numbers[field.name] else {
        throw .failed("--resume: the journal does not say '\(field.name)'; remove it and FILE.partial to begin anew")
      }
      self[keyPath: field.path] = number
    }
  }
}
