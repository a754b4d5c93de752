import Embedding
import EmbeddingFormats
import Files

/// A format for the static table.
public struct TableFormat: Sendable, Equatable, RawRepresentable, CaseIterable {
  public let format: OutputFormat

  public static let allCases = OutputFormat.tables.map { TableFormat(format: $0) }
  public static let standard = TableFormat(format: .standard)
  public static let standardOnTerminal = TableFormat(format: .standardOnTerminal)

  private init(format: OutputFormat) { self.format = format }

  public init?(rawValue: String) {
    guard let format = OutputFormat.tables.first(where: { $0.rawValue == rawValue }) else { return nil }
    self.format = format
  }

  public var rawValue: String { format.rawValue }
  /// Its extensions in lower case.
  public var fileExtensions: [String] { format.fileExtensions }
}

/// Writes rows of the static table.
public struct TableRun {
  private let table: StaticTable
  private let words: [String]
  private let outputs: OutputSet
  private let writer: RecordWriter<OutputRecord>
  private let checkUnchanged: () throws -> Void

  /// - Parameters:
  ///   - words: the words whose rows are written; empty for the whole table in the order of token ids.
  ///   - reads: the files that are read, which the output must not replace.
  ///   - checkUnchanged: throws if the table's file has changed.
  /// - Throws: where the output cannot be written.
  public init(
    _ table: StaticTable, words: [String], to output: OutputName, as format: TableFormat, reads: ReadFiles,
    checkUnchanged: @escaping () throws -> Void
  ) throws(InputOutputError) {
    self.table = table
    self.words = words
    self.checkUnchanged = checkUnchanged
    outputs = try OutputSet(output, reads: reads)
    _ = try outputs.begin(.repeating)
    var layout = OutputFormat.Layout(columnCount: table.columnCount)
    layout.hasTexts = true
    layout.rowNames = { words.isEmpty ? table.names : words }
    let count = words.isEmpty ? table.tokenCount : words.count
    writer = try RecordWriter(
      format.format.make(layout), to: outputs.main, known: OutputCounts(records: count, rows: count))
  }

  public func run() throws {
    do {
      for index in 0..<(words.isEmpty ? table.tokenCount : words.count) {
        let row = words.isEmpty ? table.row(token: index) : try table.row(word: words[index])
        try writer.write(
          OutputRecord(
            index: index, text: Array(row.name.utf8), tokenCount: row.ids.count, rows: row.vector[...]),
          adding: OutputCounts(records: 1, rows: 1))
      }
      try checkUnchanged()
      try writer.finish()
      try outputs.commit()
    } catch {
      throw outputs.abandon(error)
    }
  }
}
