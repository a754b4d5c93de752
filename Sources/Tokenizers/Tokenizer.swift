import Checkpoint

// Tokenizers makes token ids of a text in UTF-8, with offsets and word numbers on demand. TokenizerCompiler has compiled the tokenizer
// at conversion, and this target reads it in place from a checkpoint, so that opening one builds nothing. It knows neither the files
// that tokenizers are published in nor the use of the ids.
//
//   Text       the text with its alignment to the original; tokens that are found in it before normalization
//   Normalize  from text to text
//   Split      from text to parts
//   Models     from a part to pieces of the vocabulary
//   Shortcuts  the same tokens with less work: a cache of words, and words of plain ASCII
//   Storage    the sections "tokenizer.*" and their limits

/// Makes token ids of texts. It is read in place from a checkpoint and immutable, so that any number of threads may share it, each with
/// its own scratch.
///
/// The sections "tokenizer.*" may be damaged or hostile. The program and the small tables are checked here. The large tables are read
/// so that a damaged one gives wrong tokens and nothing worse.
public final class Tokenizer: Sendable {
  enum Model: Sendable {
    case unigram(UnigramModel)
    case wordPiece(WordPieceModel)
  }

  /// The algorithm that cuts words into pieces, by its name in tokenizer.json.
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
  /// Whether a text has the same tokens where it is cut at spaces and each part is tokenized alone.
  let isSeparable: Bool
  /// The shortcut for words of plain ASCII; nil where the steps do not allow it.
  let plainWords: PlainWords?
  /// Whether a word's tokens depend on the words before it.
  let wordsDepend: Bool
  /// Whether a step reads offsets, so that they are tracked even where the caller does not want them.
  let needsOffsets: Bool

  /// The special tokens around one text, in order.
  public let single: [TemplatePiece]
  /// The special tokens around two texts.
  public let pair: [TemplatePiece]
  /// Whether an input that is too long is cut at its beginning instead of its end.
  public let truncatesLeft: Bool
  let offsetTrimming: OffsetTrimming

  /// - Throws: `CheckpointError` where a section is missing or wrong.
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
      throw program.failure("has a vocabulary of \(modelSize) ids, but \(unigram.scores.count) scores")
    }
    (addedTokens, normalizedTokens) = try Self.readAddedTokens(
      from: &program, vocabularySize: vocabulary.count, words: normalization.tables.sets, checkpoint)
    single = try Self.readTemplate(of: 1, from: &program, vocabularySize: vocabulary.count)
    pair = try Self.readTemplate(of: 2, from: &program, vocabularySize: vocabulary.count)
    truncatesLeft = try program.flag("the side that is cut")
    offsetTrimming = try program.code("trimming of offsets", OffsetTrimming.self)
    guard program.isAtEnd else { throw program.failure("has words after its end") }
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

  /// The number of ids. Every id that `tokenize` returns is less.
  public var vocabularySize: Int { vocabulary.count }

  /// The piece with this id as the vocabulary holds it ("▁hello"); nil beyond the vocabulary.
  public func piece(_ id: Int32) -> String? { vocabulary.bytes(id).map { String(decoding: $0, as: UTF8.self) } }
}
