import Checkpoint
import Files
import Kernels

/// The static embedding table: a row of E columns for each token id, in single or half precision.
public struct WordEmbeddings: Sendable {
  let table: KernelSet.Embeddings.Words
  /// E, the columns of a row.
  public let width: Int
  /// Keeps the table's memory alive.
  private let checkpoint: Checkpoint

  /// - Throws: `CheckpointError` where the table is missing, or differs from what configuration and precision require.
  init(
    checkpoint: Checkpoint, configuration: AlbertConfiguration, precision: Precision
  ) throws(CheckpointError) {
    let name = "embeddings.word"
    let shape = [configuration.vocabularySize, configuration.embeddingSize]
    table =
      precision == .float32
      ? .floats(try checkpoint.tensor(name, of: Float.self, shape: shape).unsafeElements)
      : .halves(UnsafeRawBufferPointer(try checkpoint.tensor(name, of: Binary16.self, shape: shape).unsafeElements))
    width = configuration.embeddingSize
    self.checkpoint = checkpoint
  }

  /// The E columns of a token's vector.
  ///
  /// - Precondition: `id` is less than the vocabulary's size.
  public subscript(id: Int) -> [Float] {
    let columns = id * width..<(id + 1) * width
    switch table {
    case .floats(let table):
      precondition(id >= 0 && columns.upperBound <= table.count)
      return Array(table[columns])
    case .halves(let table):
      precondition(id >= 0 && columns.upperBound <= table.count / 2)
      return columns.map { Float(Binary16(bits: table.loadUnaligned(fromByteOffset: 2 * $0, as: UInt16.self))) }
    }
  }
}
