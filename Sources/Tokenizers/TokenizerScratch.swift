/// Buffers that one thread's tokenizing uses again and again, and the words that it has met. It belongs to one tokenizer:
/// used with another one, it starts anew.
public struct TokenizerScratch: ~Copyable {
  var text = AlignedText()
  var partText = AlignedText()
  var parts: [TextPart] = []
  var word: [UInt8] = []
  /// Scalar that each byte of `word` belongs to.
  var scalarOfByte: [Int32] = []
  var tokens: [WordToken] = []
  var normalization = NormalizationScratch()
  var preTokenization = PreTokenizationScratch()
  var unigram = UnigramModel.Scratch()
  var cache = WordCache()
  var owner: ObjectIdentifier?

  public init() {}

  // A text of this many bytes leaves buffers behind that are not worth keeping for shorter ones.
  static let longText = 1 << 20

  /// Gives the memory back that a long text took.
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
