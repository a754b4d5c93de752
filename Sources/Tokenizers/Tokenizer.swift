import Checkpoint

/// A text's way to token ids, read in place from a checkpoint. Immutable: any number of threads may share it, each with
/// a scratch of its own.
public final class Tokenizer: Sendable {
  public init(checkpoint: Checkpoint) throws(CheckpointError) { fatalError("to be written") }

  /// Number of ids; every id that `tokenize` yields is less.
  public var vocabularySize: Int { fatalError("to be written") }

  /// The piece with this id as it stands in the vocabulary ("▁hello"), nil beyond the vocabulary.
  public func piece(_ id: Int32) -> String? { fatalError("to be written") }

  /// The id of a piece, special and added tokens included.
  public func id(ofPiece piece: [UInt8]) -> Int32? { fatalError("to be written") }

  /// Appends the tokens of `text` (valid UTF-8, no special tokens added) to `encoding`, with `typeID`.
  public func tokenize(
    _ text: Span<UInt8>, withOffsets: Bool, typeID: UInt8, scratch: inout TokenizerScratch,
    into encoding: inout Encoding
  ) { fatalError("to be written") }

  /// The whole input of a model: one text or a pair, cut to `maximumLength` tokens as the reference's
  /// `longest_first` truncation cuts it, with the template's special tokens. Returns whether tokens were cut off.
  public func encode(
    _ text: Span<UInt8>, pair: Span<UInt8>?, maximumLength: Int, withOffsets: Bool, scratch: inout TokenizerScratch,
    into encoding: inout Encoding
  ) -> Bool { fatalError("to be written") }
}

/// Buffers that one thread's tokenizing uses again and again.
public struct TokenizerScratch: ~Copyable {
  public init() {}
}
