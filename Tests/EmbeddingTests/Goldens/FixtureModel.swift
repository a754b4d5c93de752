import Albert
import Checkpoint
import Conversion
import Embedding
import EmbeddingFormats
import Kernels
import Records
import TestSupport
import Tokenizers

/// A small model of the fixtures, converted.
struct FixtureModel {
  let albert: Albert
  let tokenizer: Tokenizer

  init(_ name: String, instructionSet: InstructionSet? = nil) throws {
    let directory = try TemporaryDirectory()
    let path = directory.path("\(name).albert")
    try convertModel(Golden.directory.appending(path: name).path, to: path)
    // The mapping stays valid when the directory is removed.
    let checkpoint = try Checkpoint(path: path)
    albert = try Albert(checkpoint: checkpoint, instructionSet: instructionSet)
    tokenizer = try Tokenizer(checkpoint: checkpoint)
  }

  /// Embeds all records, and joins the rows that are delivered.
  func embed(
    _ contents: RecordContents, _ request: EmbeddingRequest, threads: Int = 2, rowBudget: Int = 1 << 20,
    sharesRepeats: Bool = true
  ) throws -> Embedded {
    let embedder = try Embedder(
      model: albert, tokenizer: tokenizer, request: request, threads: threads, rowBudget: rowBudget,
      sharesRepeats: sharesRepeats)
    var embedded = Embedded(columnCount: embedder.columnCount)
    try embedder.embed(contents) { embedded.append($0) }
    return embedded
  }
}

/// The rows that an embedder delivered in pieces, joined.
struct Embedded {
  struct Record: Equatable {
    var outcome: EmbeddedRows.Record
    var rows: [Float]
    var labels: [RowLabel]

    /// Compares bit patterns, so that a NaN equals itself.
    static func == (a: Record, b: Record) -> Bool {
      a.outcome == b.outcome && a.labels == b.labels && a.rows.map(\.bitPattern) == b.rows.map(\.bitPattern)
    }
  }

  var columnCount: Int
  var records: [Record] = []
  /// One a record.
  var origins: [EmbeddedRows.Origin] = []

  mutating func append(_ rows: EmbeddedRows) {
    for (index, outcome) in rows.records.enumerated() {
      let range = rows.rowStarts[index]..<rows.rowStarts[index + 1]
      if index > 0 || !rows.startsInside { records.append(Record(outcome: outcome, rows: [], labels: [])) }
      if index > 0 || !rows.startsInside { origins.append(rows.origins[index]) }
      let last = records.count - 1
      origins[last] = rows.origins[index]
      records[last].outcome = outcome
      records[last].rows += rows.values[range.lowerBound * columnCount..<range.upperBound * columnCount]
      if !rows.labels.isEmpty { records[last].labels += rows.labels[range] }
    }
  }
}

extension RecordContents {
  mutating func add(_ text: String) { records.append(Record(.text(bytes(of: text)))) }

  mutating func add(_ first: String, _ second: String) {
    records.append(Record(.pair(bytes(of: first), bytes(of: second))))
  }

  mutating func add(ids: [Int32]) {
    records.append(Record(.ids(self.ids.count..<self.ids.count + ids.count)))
    self.ids += ids
  }

  init(_ golden: [GoldenRecord]) {
    self.init()
    for record in golden {
      switch record {
      case .text(let text): add(text)
      case .pair(let first, let second): add(first, second)
      }
    }
  }

  private mutating func bytes(of string: String) -> Range<Int> {
    let start = text.count
    text += Array(string.utf8)
    return start..<text.count
  }
}
