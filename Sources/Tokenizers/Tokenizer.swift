import Checkpoint

// Tokenizers: a text comes in as UTF-8, token ids go out, with offsets and word numbers where they are asked for. What
// a tokenizer does was compiled before (TokenizerCompiler) and is read in place from a checkpoint; nothing is built when
// one is opened. This target knows neither the files that tokenizers are published in nor what becomes of the ids.
//
//   Text       the text on its way, with its alignment to the original; tokens that are found in it as they stand
//   Normalize  from text to text
//   Split      from text to parts
//   Models     from a part to pieces of the vocabulary
//   Shortcuts  the same tokens with less work: words that were met before, words of plain ASCII
//   Storage    the sections "tokenizer.*", and what they may hold

/// A text's way to token ids, read in place from a checkpoint. Immutable: any number of threads may share it, each with
/// a scratch of its own.
///
/// The sections "tokenizer.*" may hold anything: what a program word names is checked here, tables are checked or, where
/// they are large, read such that a damaged one gives wrong tokens and nothing worse.
public final class Tokenizer: Sendable {
  enum Model: Sendable {
    case unigram(UnigramModel)
    case wordPiece(WordPieceModel)
  }

  /// The algorithm that makes pieces of words, by its name in tokenizer.json.
  public enum Kind: String, Sendable {
    case unigram = "Unigram"
    case wordPiece = "WordPiece"
  }

  let normalization: Normalization
  let preTokenization: PreTokenization
  let model: Model
  let addedTokens: AddedTokens
  /// Tokens that are found in the normalized text; nil where there are none.
  let normalizedTokens: AddedTokens?
  let vocabulary: Vocabulary
  private let idsOfAddedTokens: [Int32]
  /// Whether a text may be cut at spaces, each part tokenized by itself, and the tokens are those of the whole.
  let isSeparable: Bool
  /// The short way for plain words, where there is one.
  let plainWords: PlainWords?
  /// Whether a word's tokens depend on the words before.
  let wordsDepend: Bool
  /// Whether offsets are tracked even where the caller does not ask for them, because a step looks at them.
  let needsOffsets: Bool

  /// The special tokens around one text, in order.
  public let single: [TemplatePiece]
  /// The special tokens around two texts.
  public let pair: [TemplatePiece]
  /// Whether a too long input is cut at its beginning instead of its end.
  public let truncatesLeft: Bool
  let offsetTrimming: OffsetTrimming

  /// - Throws: `CheckpointError` where a section is missing or names what is not there.
  public init(checkpoint: Checkpoint) throws(CheckpointError) {
    var program = try ProgramReader(checkpoint)
    let vocabulary = try Vocabulary(in: checkpoint)
    self.vocabulary = vocabulary
    normalization = try Normalization(from: &program, in: checkpoint)
    preTokenization = PreTokenization(
      steps: try PreTokenizationStep.read(from: &program, normalization.tables), sets: normalization.tables.sets)
    model = try Self.readModel(from: &program, vocabularySize: vocabulary.count, checkpoint)
    let modelSize = try program.number("the size of the vocabulary", below: vocabulary.count + 1)
    if case .unigram(let unigram) = model, unigram.scores.count != modelSize {
      throw program.failure("has a vocabulary of \(modelSize) ids; there are \(unigram.scores.count) scores")
    }
    (addedTokens, normalizedTokens, idsOfAddedTokens) = try Self.readAddedTokens(
      from: &program, vocabularySize: vocabulary.count, words: normalization.tables.sets, checkpoint)
    single = try Self.readTemplate(of: 1, from: &program, vocabularySize: vocabulary.count)
    pair = try Self.readTemplate(of: 2, from: &program, vocabularySize: vocabulary.count)
    truncatesLeft = try program.flag("the side that is cut")
    offsetTrimming = try program.code("trimming of offsets", OffsetTrimming.self)
    guard program.isAtEnd else { throw program.failure("goes on behind its end") }
    needsOffsets = preTokenization.needsOffsets
    isSeparable = normalizedTokens == nil && normalization.isSeparable && preTokenization.isSeparable
    wordsDepend = if case .unigram(let unigram) = model { unigram.sumsOverWords } else { false }
    plainWords = isSeparable ? PlainWords(normalization, preTokenization) : nil
  }

  public var kind: Kind {
    switch model {
    case .unigram: .unigram
    case .wordPiece: .wordPiece
    }
  }

  /// Number of ids; every id that `tokenize` yields is less.
  public var vocabularySize: Int { vocabulary.count }

  /// The piece with this id as it stands in the vocabulary ("▁hello"), nil beyond the vocabulary.
  public func piece(_ id: Int32) -> String? { vocabulary.bytes(id).map { String(decoding: $0, as: UTF8.self) } }

  /// The id of a piece, special and added tokens included.
  public func id(ofPiece piece: [UInt8]) -> Int32? {
    if let id = idsOfAddedTokens.first(where: { vocabulary.bytes($0) == piece }) { return id }
    let trie =
      switch model {
      case .unigram(let unigram): unigram.trie
      case .wordPiece(let wordPiece): wordPiece.trie
      }
    return trie.value(of: piece).flatMap { Int($0) < vocabularySize ? Int32($0) : nil }
  }
}
