import Console
import Embedding
import EmbeddingFormats
import Files
import Records
import Threads
import Tokenizers

/// Writes a line of JSON for each record: the pieces, ids and words of its tokens, and each token's range in the text, in Unicode
/// scalars and in bytes. Texts are not truncated.
public struct TokenizeRun {
  private static let batchLimit = RecordReader.BatchLimit(records: 8192, bytes: 1 << 20)

  private let reader: RecordReader
  private let outputs: OutputSet
  private let writer: RecordWriter<TokenizedTexts>
  private let tokenizer: Tokenizer
  private let workers: Workers<TokenizerWorkspace>
  private let checkUnchanged: () throws -> Void

  /// - Parameters:
  ///   - threads: the number of threads that tokenize, at least 1.
  ///   - reads: the files that are read besides the inputs.
  ///   - checkUnchanged: throws if the tokenizer's file has changed.
  /// - Throws: where an input cannot be read, standard output is closed or is one of the files that are read, or the system
  ///   cannot start so many threads.
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
    outputs = try OutputSet(.standardOutput, reads: reads)
    _ = try outputs.begin(.repeating)
    writer = try RecordWriter(TokenLineFormat(tokenizer: tokenizer), to: outputs.main)
    self.tokenizer = tokenizer
    workers = Workers(try Team(threads: threads, avoidsCaller: false)) { TokenizerWorkspace() }
    self.checkUnchanged = checkUnchanged
  }

  /// - Throws: at the first record that cannot be read, or where an input changes or the output cannot be written.
  public func run() throws {
    var batch = RecordBatch()
    while try reader.read(into: &batch, limit: Self.batchLimit) {
      for record in batch.contents.records {
        guard case .unreadable(let problem) = record.content else { continue }
        throw InputOutputError.failed(reader.describe(problem, at: record.place))
      }
      for warning in batch.warnings { StandardError.write(line: reader.describe(warning, of: batch)) }
      for lines in lines(of: batch) { try writer.write(made: lines.bytes, adding: lines.counts) }
      try writer.flush()
    }
    try reader.checkUnchanged()
    try checkUnchanged()
    try writer.finish()
    try outputs.commit()
  }

  /// The lines of a batch, in pieces that the workers make in parallel.
  private func lines(of batch: RecordBatch) -> [(bytes: [UInt8], counts: OutputCounts)] {
    workers.mapRuns(of: batch.contents.records.count) { [format = writer.format, tokenizer] run, workspace in
      var lines: [UInt8] = []
      for record in run {
        let index = batch.firstIndex + record
        let texts = TokenizedTexts(
          of: record, in: batch.contents, index: index, tokenizer: tokenizer, scratch: &workspace.scratch)
        format.write(texts, upTo: OutputCounts(records: index + 1), to: &lines)
      }
      return (lines, OutputCounts(records: run.count))
    }
  }
}
