import Console
import Embedding
import Files
import Records
import Threads
import Tokenizers

/// Writes the tokens of each record of some inputs as a line of JSON: pieces, ids, words, and where each token stands in
/// its text, in Unicode scalars and in bytes. Nothing is truncated.
public struct TokenizeRun {
  private static let batchLimit = RecordReader.BatchLimit(records: 8192, bytes: 1 << 20)

  private let reader: RecordReader
  private let output: ByteSink
  private let format: TokenLineFormat
  private let workers: Workers<TokenizerWorkspace>
  private let checkUnchanged: () throws -> Void

  /// - Parameters:
  ///   - threads: how many threads tokenize, at least 1.
  ///   - reads: what is read besides the inputs.
  ///   - checkUnchanged: throws where the tokenizer's file is no longer what it was.
  /// - Throws: where an input cannot be read, standard output is closed or one of the files that are read, or the system does
  ///   not give so many threads.
  public init(
    inputs: InputNames, format inputFormat: InputFormat, fields: RecordFields, syntax: RecordSyntax,
    tokenizer: Tokenizer, threads: Int, reads: ReadFiles, checkUnchanged: @escaping () throws -> Void
  ) throws {
    let inventory = try InputInventory(inputs)
    var reads = reads
    inventory.add(to: &reads)
    reader = RecordReader(
      RecordReader.Configuration(
        inputs: inputs, identities: inventory.identities, format: inputFormat, fields: fields, syntax: syntax,
        maximumRecordSize: RecordReader.maximumTrackedRecordSize))
    output = try .standardOutput(reading: reads)
    format = TokenLineFormat(tokenizer: tokenizer)
    workers = Workers(try Team(threads: threads, avoidsCaller: false)) { TokenizerWorkspace() }
    self.checkUnchanged = checkUnchanged
  }

  /// - Throws: at the first record that cannot be read, where an input changes, or where the output cannot be written.
  public func run() throws {
    var batch = RecordBatch()
    while try reader.read(into: &batch, limit: Self.batchLimit) {
      for (index, record) in batch.contents.records.enumerated() {
        guard case .unreadable(let problem) = record else { continue }
        throw InputOutputError.failed(reader.describe(problem, at: batch.places[index]))
      }
      for warning in batch.warnings { StandardError.write(line: reader.describe(warning, of: batch)) }
      for lines in lines(of: batch) { try output.write(lines) }
    }
    try reader.checkUnchanged()
    try checkUnchanged()
    try output.finish()
  }

  /// The records' lines, in a few pieces.
  private func lines(of batch: RecordBatch) -> [[UInt8]] {
    workers.mapRuns(of: batch.contents.records.count) { [format] run, workspace in
      var lines: [UInt8] = []
      for record in run {
        format.append(
          record: record, of: batch.contents, index: batch.firstIndex + record, scratch: &workspace.scratch, to: &lines)
      }
      return lines
    }
  }
}
