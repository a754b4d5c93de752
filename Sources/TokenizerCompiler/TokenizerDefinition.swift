import Tokenizers

// TokenizerCompiler makes the sections "tokenizer.*" of a checkpoint from a tokenizer's definition. A run reads them in place (target
// Tokenizers). Only `convert` needs this target. It knows neither the files that hold definitions (target Conversion) nor the model.
//
//   Patterns  the patterns of Replace and Split
//   Unicode   properties of scalars; a checkpoint gets those that its steps need
//   Storage   writers, each for the reader of the same name in Tokenizers

/// A tokenizer as its files describe it, before it is compiled into a checkpoint. The parts have the names of the reference
/// library.
public struct TokenizerDefinition: Sendable, Equatable {
  /// Applied in order to the text between special tokens.
  public var normalizers: [Normalizer]
  /// Applied in order to the normalized text.
  public var preTokenizers: [PreTokenizer]
  public var model: Model
  /// Tokens that are found in the text itself, such as the special ones.
  public var addedTokens: [AddedToken]
  /// The special tokens around one text.
  public var single: [TemplatePiece]
  /// The special tokens around two texts.
  public var pair: [TemplatePiece]
  /// Whether an input that is too long is cut at its beginning instead of its end.
  public var truncatesLeft: Bool
  /// Whether special tokens that are written in a text are plain text.
  public var splitsSpecialTokens = false
  public var offsetTrimming: OffsetTrimming

  public init(
    normalizers: [Normalizer] = [], preTokenizers: [PreTokenizer] = [], model: Model,
    addedTokens: [AddedToken] = [], single: [TemplatePiece] = [.first(typeID: 0)],
    pair: [TemplatePiece] = [.first(typeID: 0), .second(typeID: 1)], truncatesLeft: Bool = false,
    offsetTrimming: OffsetTrimming = .never
  ) {
    self.normalizers = normalizers
    self.preTokenizers = preTokenizers
    self.model = model
    self.addedTokens = addedTokens
    self.single = single
    self.pair = pair
    self.truncatesLeft = truncatesLeft
    self.offsetTrimming = offsetTrimming
  }

  /// Removes the special tokens around texts.
  public mutating func removeSpecialTokens() {
    func isText(_ piece: TemplatePiece) -> Bool { if case .special = piece { false } else { true } }
    single = single.filter(isText)
    pair = pair.filter(isText)
  }
}

extension TokenizerDefinition {
  public enum Normalizer: Sendable, Equatable {
    case nfc, nfd, nfkc, nfkd
    /// SentencePiece's clean-up for machine translation: removes some controls, and makes other blanks spaces.
    case nmt
    case lowercase
    /// Removes combining marks.
    case stripAccents
    /// Removes nonspacing marks, as BertNormalizer does after NFD.
    case stripNonspacingMarks
    /// BertNormalizer's clean-up: removes controls, and makes every blank a space.
    case bertCleanUp
    /// Puts spaces around Chinese characters.
    case spaceChinese
    case strip(left: Bool, right: Bool)
    case replace(TextPattern, with: [UInt8])
    case prepend([UInt8])
    /// SentencePiece's compiled character map, as the model file holds it, applied as in the `tokenizers` library.
    case precompiled([UInt8])
    /// The same map applied as in SentencePiece: the longest key at each position is replaced, but a text of `kept` is copied.
    case sentencePieceMap([UInt8], kept: [[UInt8]])
    /// SentencePiece's rules for blanks.
    case sentencePieceBlanks(SentencePieceBlanks)
  }

  public enum PreTokenizer: Sendable, Equatable {
    case whitespaceSplit
    /// Runs of word characters and runs of other characters.
    case whitespace
    case bert
    case metaspace(replacement: Unicode.Scalar, prepend: PrependScheme, splits: Bool)
    case digits(individual: Bool)
    case punctuation(DelimiterBehavior)
    case delimiter(Unicode.Scalar)
    case split(TextPattern, DelimiterBehavior, inverted: Bool)
  }

  public enum Model: Sendable, Equatable {
    case unigram(Unigram)
    case wordPiece(WordPiece)
  }

  public struct Unigram: Sendable, Equatable {
    /// The pieces in the order of their ids.
    public var pieces: [(piece: [UInt8], score: Double)]
    public var unknownID: Int
    /// Whether unknown text becomes the pieces of its bytes, "<0x00>" to "<0xFF>".
    public var hasByteFallback: Bool
    /// The ids of pieces that are never found in a text.
    public var unmatchedIDs: Set<Int> = []
    /// The score of a character that no piece covers; nil for the smallest score less 10.
    public var unknownScore: Double?
    /// Whether scores are added up over all words of a text in single precision, as in SentencePiece.
    public var sumsOverWords = false

    public init(pieces: [(piece: [UInt8], score: Double)], unknownID: Int, hasByteFallback: Bool = false) {
      self.pieces = pieces
      self.unknownID = unknownID
      self.hasByteFallback = hasByteFallback
    }

    public static func == (a: Unigram, b: Unigram) -> Bool {
      a.unknownID == b.unknownID && a.hasByteFallback == b.hasByteFallback && a.unmatchedIDs == b.unmatchedIDs
        && a.unknownScore == b.unknownScore && a.sumsOverWords == b.sumsOverWords
        && a.pieces.elementsEqual(b.pieces) { $0.piece == $1.piece && $0.score == $1.score }
    }
  }

  public struct WordPiece: Sendable, Equatable {
    public var pieces: [(piece: [UInt8], id: Int)]
    public var unknownPiece: [UInt8]
    /// The prefix of pieces inside a word, "##".
    public var continuationPrefix: [UInt8]
    /// A word of more Unicode scalars than this is unknown as a whole.
    public var maximumWordLength: Int

    public init(
      pieces: [(piece: [UInt8], id: Int)], unknownPiece: [UInt8] = Array("[UNK]".utf8),
      continuationPrefix: [UInt8] = Array("##".utf8), maximumWordLength: Int = 100
    ) {
      self.pieces = pieces
      self.unknownPiece = unknownPiece
      self.continuationPrefix = continuationPrefix
      self.maximumWordLength = maximumWordLength
    }

    public static func == (a: WordPiece, b: WordPiece) -> Bool {
      a.unknownPiece == b.unknownPiece && a.continuationPrefix == b.continuationPrefix
        && a.maximumWordLength == b.maximumWordLength
        && a.pieces.elementsEqual(b.pieces) { $0.piece == $1.piece && $0.id == $1.id }
    }
  }

  public struct AddedToken: Sendable, Equatable {
    public var content: [UInt8]
    public var id: Int
    /// Whether the token is found only where no word character touches it.
    public var isSingleWord: Bool
    /// Whether the token takes in the blanks before it.
    public var stripsLeft: Bool
    /// Whether the token takes in the blanks after it.
    public var stripsRight: Bool
    /// Whether the token is normalized and found in the normalized text.
    public var isNormalized: Bool
    /// Whether `splitsSpecialTokens` concerns the token.
    public var isSpecial: Bool

    public init(
      content: [UInt8], id: Int, isSingleWord: Bool = false, stripsLeft: Bool = false, stripsRight: Bool = false,
      isNormalized: Bool = false, isSpecial: Bool = true
    ) {
      self.content = content
      self.id = id
      self.isSingleWord = isSingleWord
      self.stripsLeft = stripsLeft
      self.stripsRight = stripsRight
      self.isNormalized = isNormalized
      self.isSpecial = isSpecial
    }
  }
}
