import Embedding
import EmbeddingFormats
import Files

/// The formats that the static table is written in.
public enum TableFormat: String, Sendable, CaseIterable {
  case npy, jsonl, csv, word2vec

  /// In lower case, as for a run's rows; fastText's name for word2vec's text is `.vec`.
  public var fileExtensions: [String] { OutputFormat(rawValue: rawValue)?.fileExtensions ?? ["vec", "word2vec"] }
}

/// Writes rows of the static table.
public struct TableRun {
  private let table: StaticTable
  private let words: [String]
  private let outputs: OutputSet
  private let writer: EmbeddingWriter
  private let checkUnchanged: () throws -> Void

  /// - Parameters:
  ///   - words: whose rows are written; none for the whole table in the order of ids.
  ///   - reads: what the output must not replace.
  ///   - checkUnchanged: throws where the table's file is no longer what it was.
  public init(
    _ table: StaticTable, words: [String], to output: OutputName, as format: TableFormat, reads: ReadFiles,
    checkUnchanged: @escaping () throws -> Void
  ) throws(InputOutputError) {
    self.table = table
    self.words = words
    self.checkUnchanged = checkUnchanged
    outputs = try OutputSet(output, reads: reads)
    _ = try outputs.begin(.repeating)
    let count = words.isEmpty ? table.tokenCount : words.count
    let content: EmbeddingWriter.Content =
      switch format {
      case .npy: .npy(NPYFormat(elementType: .float32, columnCount: table.columnCount))
      case .jsonl: .text(JSONLinesFormat(), hasHeader: true)
      case .csv: .text(CSVFormat(columnCount: table.columnCount, hasIDs: false, hasTexts: true), hasHeader: true)
      case .word2vec:
        .text(
          Word2VecFormat(words: words.isEmpty ? table.names : words, columnCount: table.columnCount), hasHeader: true)
      }
    writer = try EmbeddingWriter(content, to: outputs.main, knownRowCount: count)
  }

  public func run() throws {
    do {
      for index in 0..<(words.isEmpty ? table.tokenCount : words.count) {
        let row = words.isEmpty ? table.row(token: index) : try table.row(word: words[index])
        try writer.write(
          OutputRecord(
            index: index, text: Array(row.name.utf8), tokenCount: row.ids.count, rows: row.vector[...]), rowCount: 1)
      }
      try checkUnchanged()
      try writer.finish()
      try outputs.commit()
    } catch {
      throw outputs.abandon(error)
    }
  }
}
