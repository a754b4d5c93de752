import Tokenizers

// TokenizerCompiler: a tokenizer's definition comes in, the sections "tokenizer.*" of a checkpoint go out, in the form in
// which a run looks into them (target Tokenizers). Only `convert` needs it. It knows neither the files that definitions are
// read from (target Conversion) nor the model.
//
//   Patterns  what Replace and Split look for
//   Unicode   properties of scalars, of which a checkpoint gets those that its steps need
//   Storage   writers, each for a reader of the same name in Tokenizers

/// A tokenizer as its files describe it, before it is compiled into a checkpoint: the parts that the reference library
/// knows, under its names.
public struct TokenizerDefinition: Sendable, Equatable {
  /// Applied in order to the text between special tokens.
  public var normalizers: [Normalizer]
  /// Applied in order to what the normalizers leave.
  public var preTokenizers: [PreTokenizer]
  public var model: Model
  /// Tokens that are found in the text as they stand, special ones among them.
  public var addedTokens: [AddedToken]
  /// Special tokens around one text.
  public var single: [TemplatePiece]
  /// Special tokens around two texts.
  public var pair: [TemplatePiece]
  /// Whether a too long input is cut at its beginning instead of its end.
  public var truncatesLeft: Bool
  /// Whether special tokens that are written in a text are text like any other.
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

  /// Takes away the special tokens around texts.
  public mutating func removeSpecialTokens() {
    func isText(_ piece: TemplatePiece) -> Bool { if case .special = piece { false } else { true } }
    single = single.filter(isText)
    pair = pair.filter(isText)
  }
}

extension TokenizerDefinition {
  public enum Normalizer: Sendable, Equatable {
    case nfc, nfd, nfkc, nfkd
    /// SentencePiece's clean-up for machine translation: some controls go, other blanks become spaces.
    case nmt
    case lowercase
    /// Removes combining marks.
    case stripAccents
    /// Removes nonspacing marks, as BertNormalizer does after NFD.
    case stripNonspacingMarks
    /// BertNormalizer's clean-up: controls go, every blank becomes a space.
    case bertCleanUp
    /// Puts spaces around Chinese characters.
    case spaceChinese
    case strip(left: Bool, right: Bool)
    case replace(TextPattern, with: [UInt8])
    case prepend([UInt8])
    /// SentencePiece's compiled character map, as the model file holds it, looked into as the `tokenizers` library does.
    case precompiled([UInt8])
    /// The same map as SentencePiece looks into it: the longest key at each position is replaced, and what is in `kept` is
    /// copied before a key is looked for.
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
    /// In the order of their ids.
    public var pieces: [(piece: [UInt8], score: Double)]
    public var unknownID: Int
    /// Whether unknown text becomes the pieces of its bytes, "<0x00>" to "<0xFF>".
    public var hasByteFallback: Bool
    /// Ids of pieces that no text is cut into.
    public var unmatchedIDs: Set<Int> = []
    /// What a character costs that no piece covers; nil for the smallest score less 10.
    public var unknownScore: Double?
    /// Whether scores are summed up over all words of a text in single precision, as SentencePiece does.
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
    /// What pieces inside a word begin with, "##".
    public var continuationPrefix: [UInt8]
    /// A word of more Unicode scalars is unknown as a whole.
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
    /// Found only where no word character touches it.
    public var isSingleWord: Bool
    /// Takes the blanks before it along.
    public var stripsLeft: Bool
    /// Takes the blanks after it along.
    public var stripsRight: Bool
    /// Looked for in the normalized text, and itself normalized.
    public var isNormalized: Bool
    /// One of those that `splitsSpecialTokens` is about.
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
