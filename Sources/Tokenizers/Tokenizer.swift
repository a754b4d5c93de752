import Checkpoint

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

  let normalization: Normalization
  let preTokenization: PreTokenization
  let model: Model
  let addedTokens: AddedTokens
  /// Tokens that are found in the normalized text.
  let normalizedTokens: AddedTokens
  let vocabulary: Vocabulary
  private let idsOfAddedTokens: [Int32]
  /// Whether a text may be cut at spaces, each part tokenized by itself, and the tokens are those of the whole.
  let isSeparable: Bool
  /// The short way for plain words, where there is one.
  let plainWords: PlainWords?
  /// Whether offsets are tracked even where the caller does not ask for them, because a step looks at them.
  let needsOffsets: Bool

  /// The special tokens around one text, in order.
  public let single: [TemplatePiece]
  /// The special tokens around two texts.
  public let pair: [TemplatePiece]
  /// Where a too long input is cut, and the length that the tokenizer's own files set.
  public let truncation: TokenizerDefinition.Truncation

  /// - Throws: `CheckpointError` where a section is missing or names what is not there.
  public init(checkpoint: Checkpoint) throws(CheckpointError) {
    var program = try ProgramReader(checkpoint)
    let vocabulary = try Vocabulary(in: checkpoint)
    self.vocabulary = vocabulary
    let tables = try NormalizationTables(in: checkpoint)
    let normalization = Normalization(
      steps: try NormalizationStep.read(from: &program, tables, checkpoint), tables: tables)
    self.normalization = normalization
    preTokenization = PreTokenization(
      steps: try PreTokenizationStep.read(from: &program, tables), sets: tables.sets)
    model = try Self.readModel(from: &program, vocabularySize: vocabulary.count, checkpoint)
    let modelSize = try program.number("the size of the vocabulary", below: vocabulary.count + 1)
    if case .unigram(let unigram) = model, unigram.scores.count != modelSize {
      throw program.failure("has a vocabulary of \(modelSize) ids; there are \(unigram.scores.count) scores")
    }
    (addedTokens, normalizedTokens, idsOfAddedTokens) = try Self.readAddedTokens(
      from: &program, vocabulary, normalization, checkpoint)
    single = try Self.readTemplate(from: &program, vocabularySize: vocabulary.count)
    pair = try Self.readTemplate(from: &program, vocabularySize: vocabulary.count)
    let hasLength = try program.flag("whether a length is set")
    let length = try program.number("the length", below: Int(Int32.max) + 1)
    truncation = TokenizerDefinition.Truncation(
      maximumLength: hasLength ? length : nil, fromLeft: try program.flag("the side that is cut"))
    guard program.isAtEnd else { throw program.failure("goes on behind its end") }
    needsOffsets = preTokenization.needsOffsets
    isSeparable = normalizedTokens.isEmpty && normalization.isSeparable && preTokenization.isSeparable
    plainWords = isSeparable ? PlainWords(normalization, preTokenization) : nil
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

extension Tokenizer {
  private static func readModel(
    from program: inout ProgramReader, vocabularySize: Int, _ checkpoint: Checkpoint
  ) throws(CheckpointError) -> Model {
    let trie = DoubleArrayTrie(try checkpoint.array("tokenizer.trie", of: UInt32.self))
    let kind = try program.code("model", ProgramCode.Model.self)
    let unknownID = Int32(try program.number("the unknown token's id", below: vocabularySize))
    switch kind {
    case .unigram:
      let unknownScore = try program.double()
      let byteIDs = try program.list("the byte pieces")
      guard byteIDs.isEmpty || byteIDs.count == 256, byteIDs.allSatisfy({ $0 == .max || $0 < vocabularySize }) else {
        throw program.failure("has byte pieces beyond the vocabulary")
      }
      let scores = try checkpoint.array("tokenizer.scores", of: Double.self)
      return .unigram(
        UnigramModel(
          trie: trie, scores: scores, unknownID: unknownID, unknownScore: unknownScore,
          byteIDs: byteIDs.map { Int32(truncatingIfNeeded: $0) }))
    case .wordPiece:
      let prefix = try program.list("the prefix")
      guard prefix.allSatisfy({ $0 < 256 }) else { throw program.failure("has a prefix that is no bytes") }
      return .wordPiece(
        WordPieceModel(
          trie: trie, vocabularySize: vocabularySize, unknownID: unknownID,
          continuationPrefix: prefix.map { UInt8(truncatingIfNeeded: $0) },
          maximumWordLength: Int(try program.word())))
    }
  }

  private static func readAddedTokens(
    from program: inout ProgramReader, _ vocabulary: Vocabulary, _ normalization: Normalization,
    _ checkpoint: Checkpoint
  ) throws(CheckpointError) -> (AddedTokens, AddedTokens, [Int32]) {
    let count = try program.count("added tokens", ofSize: 2)
    var tokens: [AddedTokens.Token] = []
    var normalized: [(key: [UInt8], value: UInt32)] = []
    for place in 0..<count {
      let id = Int32(try program.number("an added token's id", below: vocabulary.count))
      let flags = try program.word()
      guard flags <= ProgramCode.TokenFlag.all else { throw program.failure("has an added token with flags \(flags)") }
      tokens.append(
        AddedTokens.Token(
          id: id, isSingleWord: flags & ProgramCode.TokenFlag.singleWord != 0,
          stripsLeft: flags & ProgramCode.TokenFlag.stripsLeft != 0,
          stripsRight: flags & ProgramCode.TokenFlag.stripsRight != 0))
      if flags & ProgramCode.TokenFlag.normalized != 0, let content = vocabulary.bytes(id) {
        normalized.append((normalization.normalized(content), UInt32(place)))
      }
    }
    let words = try program.word()
    guard words < 1 << 16 else { throw program.failure("names the bit \(words) of 16") }
    func table(_ trie: DoubleArrayTrie) -> AddedTokens {
      AddedTokens(tokens: tokens, trie: trie, words: normalization.tables.sets, wordSet: UInt16(words))
    }
    let built = try? DoubleArrayTrieBuilder.build(normalized.filter { !$0.key.isEmpty })
    return (
      table(DoubleArrayTrie(try checkpoint.array("tokenizer.added.trie", of: UInt32.self))),
      table(DoubleArrayTrie(built ?? [])), tokens.map(\.id)
    )
  }

  private static func readTemplate(
    from program: inout ProgramReader, vocabularySize: Int
  ) throws(CheckpointError) -> [TemplatePiece] {
    let count = try program.count("template pieces", ofSize: 3)
    var template: [TemplatePiece] = []
    for _ in 0..<count {
      let kind = try program.code("template piece", ProgramCode.Template.self)
      let id = Int32(try program.number("a special token's id", below: vocabularySize))
      let typeID = UInt8(try program.number("a segment", below: 256))
      switch kind {
      case .special: template.append(.special(id: id, typeID: typeID))
      case .first: template.append(.first(typeID: typeID))
      case .second: template.append(.second(typeID: typeID))
      }
    }
    return template
  }
}
