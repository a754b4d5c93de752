import Dispatch
import Files
import Synchronization
import Tokenizers

/// Writes the tokens of each record of some inputs as a line of JSON: pieces, ids, words, and where each token stands in
/// its text, in Unicode scalars and in bytes. Nothing is truncated.
public struct TokenizeRun {
  private static let windowLimit = RecordReader.WindowLimit(records: 8192, bytes: 1 << 20)

  private let reader: RecordReader
  private let output: ByteSink
  private let format: TokenLineFormat
  private let threads: Int

  /// - Throws: where an input cannot be read or standard output is closed.
  public init(
    inputs: [InputName], format inputFormat: InputFormat, fields: RecordFields, tokenizer: Tokenizer, threads: Int
  ) throws(InputOutputError) {
    let inventory = try InputInventory(inputs)
    reader = RecordReader(
      RecordReader.Configuration(
        inputs: inputs, identities: inventory.identities, format: inputFormat, fields: fields))
    output = try .standardOutput()
    self.format = TokenLineFormat(tokenizer: tokenizer)
    self.threads = threads
  }

  /// - Throws: at the first record that cannot be read.
  public func run() throws(InputOutputError) {
    var batch = RecordBatch()
    while try reader.read(into: &batch, limit: Self.windowLimit) {
      for (index, record) in batch.window.records.enumerated() {
        guard case .unreadable(let problem) = record else { continue }
        throw .failed(reader.describe(problem, at: batch.places[index]))
      }
      for part in lines(of: batch) { try output.write(part) }
    }
    try reader.checkUnchanged()
  }

  /// The records' lines, in a few pieces.
  private func lines(of batch: RecordBatch) -> [[UInt8]] {
    // A few parts a thread, so that one long record does not keep the other threads waiting.
    let partCount = min(batch.window.records.count, threads * 8)
    let parts = Mutex([[UInt8]](repeating: [], count: partCount))
    let window = batch.window
    let format = format
    let firstIndex = batch.firstIndex
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: min(threads, partCount)) { _ in
      var scratch = TokenizerScratch()
      while true {
        let part = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard part < partCount else { return }
        var lines: [UInt8] = []
        let range = part * window.records.count / partCount..<(part + 1) * window.records.count / partCount
        for index in range {
          format.append(record: index, of: window, index: firstIndex + index, scratch: &scratch, to: &lines)
        }
        parts.withLock { $0[part] = lines }
      }
    }
    return parts.withLock { $0 }
  }
}
