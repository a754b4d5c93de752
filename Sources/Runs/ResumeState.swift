import Files
import Records

/// The state of a run between two batches. The rows of all records before `position` are in its files.
struct ResumeState: Equatable {
  var position = ReaderPosition()
  /// The position of the shard's first record. Journals keep only its record number and its checksum, which `join` compares.
  var start = ReaderPosition()
  /// The number of rows in the output.
  var rows = 0
  var counts = RunCounts()
  /// The time that the run and the earlier ones took, in seconds.
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

  /// The defaults of the numbers that journals and notes of earlier versions lack.
  private static let defaults = ["duplicates": 0, "reused": 0]

  /// The numbers by their names in the journal, without the seconds.
  var numbers: [String: Int] {
    Dictionary(uniqueKeysWithValues: Self.fields.map { ($0.name, self[keyPath: $0.path]) })
  }

  init() {}

  /// - Parameters:
  ///   - source: the file that the entry is of, for errors.
  ///   - remedy: the remedy where a number is missing.
  /// - Throws: where a number is missing.
  init(
    _ entry: Journal.Entry, of source: String = "--resume: the journal",
    remedy: String = "remove it and FILE.partial to begin anew"
  ) throws(InputOutputError) {
    seconds = entry.seconds ?? 0
    for field in Self.fields {
      guard let number = entry.numbers[field.name] ?? Self.defaults[field.name] else {
        throw .failed("\(source) lacks '\(field.name)'; \(remedy)")
      }
      self[keyPath: field.path] = number
    }
  }
}
