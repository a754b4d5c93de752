/// One thread's buffers for tokenizing, and its cache of words. Another tokenizer than the last one starts with an empty cache.
public struct TokenizerScratch: ~Copyable {
  var text = AlignedText()
  var partText = AlignedText()
  var parts: [TextPart] = []
  var word: [UInt8] = []
  /// The index of the scalar that each byte of `word` belongs to.
  var scalarOfByte: [Int32] = []
  var tokens: [WordToken] = []
  var normalization = NormalizationScratch()
  var preTokenization = PreTokenizationScratch()
  var unigram = UnigramModel.Scratch()
  var cache = WordCache()
  var owner: ObjectIdentifier?

  public init() {}

  // Bytes. The buffers of a longer text are not worth keeping.
  static let longText = 1 << 20

  /// Frees the memory that a long text took.
  mutating func shrink() {
    text = AlignedText()
    partText = AlignedText()
    parts = []
    word = []
    scalarOfByte = []
    tokens = []
    normalization = NormalizationScratch()
    preTokenization = PreTokenizationScratch()
    unigram = UnigramModel.Scratch()
  }
}
