import Albert
import Files
import Records
import Tokenizers

/// Tokenizes records as a request says.
struct RecordTokenizer: Sendable {
  let tokenizer: Tokenizer
  let maximumLength: Int
  private let overflow: EmbeddingRequest.Overflow
  private let tracksOffsets: Bool
  private let modelVocabularySize: Int
  private let tokenTypeCount: Int
  /// The special tokens of the template.
  private let specialIDs: Set<Int32>
  /// UTF-8 that is put before every text.
  let prefix: [UInt8]
  /// The largest number of tokens that neighbouring passages share.
  let passageStride: Int
  /// The number of tokens at a record's beginning that are not pooled: those of the prefix, and the special tokens before it.
  let unpooledTokens: Int

  init(tokenizer: Tokenizer, request: EmbeddingRequest, configuration: AlbertConfiguration) {
    self.tokenizer = tokenizer
    maximumLength = request.maximumLength
    overflow = request.overflow
    tracksOffsets = !request.level.isPooled
    modelVocabularySize = configuration.vocabularySize
    tokenTypeCount = configuration.tokenTypeCount
    var scratch = TokenizerScratch()
    var encoding = Encoding()
    _ = tokenizer.encode(
      [UInt8]().span, pair: [UInt8]().span, maximumLength: .max, withOffsets: false, scratch: &scratch, into: &encoding)
    let specialIDs = Set(encoding.ids)
    self.specialIDs = specialIDs
    prefix = request.prefix
    passageStride = request.passageStride
    guard !request.poolsPrefix, !request.prefix.isEmpty else {
      unpooledTokens = 0
      return
    }
    var prompt = Encoding()
    _ = tokenizer.encode(
      request.prefix.span, pair: nil, maximumLength: .max, withOffsets: false, scratch: &scratch, into: &prompt)
    // sentence-transformers does not count the special token after the text.
    unpooledTokens = prompt.ids.count - (prompt.ids.last.map(specialIDs.contains) == true ? 1 : 0)
  }

  /// The tokens of record `index`, and their sequences.
  func tokenize(_ index: Int, of contents: RecordContents, scratch: inout TokenizerScratch) -> TokenizedRecord {
    var result: TokenizedRecord
    switch contents.records[index].content {
    case .text(let range) where !prefix.isEmpty:
      let text = prefix + contents.text[range]
      result = encode(text.span, pair: nil, scratch: &scratch)
    case .pair(let first, let second) where !prefix.isEmpty:
      let text = prefix + contents.text[first]
      result = encode(text.span, pair: contents.text.span.extracting(second), scratch: &scratch)
    case .text(let range):
      result = encode(contents.text.span.extracting(range), pair: nil, scratch: &scratch)
    case .pair(let first, let second):
      result = encode(
        contents.text.span.extracting(first), pair: contents.text.span.extracting(second), scratch: &scratch)
    case .ids(let range):
      result = take(ids: contents.ids[range])
    case .unreadable(let problem):
      return TokenizedRecord(failure: .unusable(problem))
    }
    if let failure = failure(of: result) { return TokenizedRecord(failure: failure) }
    result.sequences = RecordSequences(
      of: result, record: index, maximumLength: maximumLength, stride: overflow.stride)
    guard result.sequences != nil else {
      return TokenizedRecord(failure: noRoom(result))
    }
    return result
  }

  private func encode(_ text: Span<UInt8>, pair: Span<UInt8>?, scratch: inout TokenizerScratch) -> TokenizedRecord {
    encode(text, pair: pair, maximumLength: overflow.isWindow ? .max : maximumLength, scratch: &scratch)
  }

  func encode(
    _ text: Span<UInt8>, pair: Span<UInt8>?, maximumLength: Int, scratch: inout TokenizerScratch
  ) -> TokenizedRecord {
    if let shortage = shortage(text, pair) { return TokenizedRecord(failure: shortage) }
    var result = TokenizedRecord()
    result.isTruncated = tokenizer.encode(
      text, pair: pair, maximumLength: maximumLength, withOffsets: tracksOffsets, scratch: &scratch,
      into: &result.encoding)
    result.isPair = pair != nil && result.encoding.texts.count > 1
    return result
  }

  private func shortage(_ text: Span<UInt8>, _ pair: Span<UInt8>?) -> RecordFailure? {
    let size = text.count + (pair?.count ?? 0)
    guard size > 1 << 20 else { return nil }
    var need = tokenizer.memoryNeeded(for: text, withOffsets: tracksOffsets)
    if let pair { need += tokenizer.memoryNeeded(for: pair, withOffsets: tracksOffsets) }
    return FreeMemory.has(need)
      ? nil : .shortage("has \(size) bytes; tokenizing them needs \(need >> 20) MB, which are not available")
  }

  private func take(ids: ArraySlice<Int32>) -> TokenizedRecord {
    var result = TokenizedRecord()
    result.isTruncated = !overflow.isWindow && ids.count > maximumLength
    // For each id: the id, its type, three offsets, its share of the texts and of all windows.
    let need = result.isTruncated ? 0 : 64 * ids.count
    guard need < 64 << 20 || FreeMemory.has(need) else {
      result.failure = .shortage("has \(ids.count) ids; encoding them needs \(need >> 20) MB, which are not available")
      return result
    }
    result.encoding.ids = Array(result.isTruncated ? ids.prefix(maximumLength) : ids)
    result.encoding.typeIDs = [UInt8](repeating: 0, count: result.tokenCount)
    for (index, id) in result.encoding.ids.enumerated() {
      let isSpecial = specialIDs.contains(id)
      if !isSpecial { result.encoding.extendTexts(by: index) }
      guard tracksOffsets else { continue }
      // Ids have no text, so a token's offset is its index.
      let place = isSpecial ? -1 : Int32(clamping: index)
      result.encoding.starts.append(place)
      result.encoding.ends.append(isSpecial ? -1 : place + 1)
      result.encoding.words.append(place)
    }
    return result
  }

  private func noRoom(_ record: TokenizedRecord) -> RecordFailure {
    let windows = "windows of \(maximumLength) tokens that share \(overflow.stride)"
    return .unusable(
      record.isPair
        ? "has two texts too long for \(windows): a window with one text whole has no room to advance in the other"
        : "has \(record.tokenCount) tokens with too many special ones among them for \(windows)")
  }

  /// The reason why a record has no tokens, or why these cannot be embedded; nil where they can.
  func failure(of record: TokenizedRecord) -> RecordFailure? {
    if let failure = record.failure { return failure }
    if record.tokenCount == 0 { return .unusable("has no token ids") }
    if record.isTruncated && overflow == .error { return .unusable("has more than \(maximumLength) tokens") }
    if !overflow.isWindow && record.tokenCount > maximumLength {
      return .unusable("has \(record.tokenCount) special tokens alone; the maximum length is \(maximumLength)")
    }
    if let type = record.encoding.typeIDs.first(where: { $0 >= tokenTypeCount }) {
      return .unusable(
        "token type \(type) is beyond the model's \(tokenTypeCount); a model of one token type takes no pairs")
    }
    guard let bad = record.encoding.ids.first(where: { $0 < 0 || Int($0) >= modelVocabularySize }) else { return nil }
    return .unusable("token id \(bad) is beyond the model's vocabulary of \(modelVocabularySize)")
  }
}

extension Encoding {
  /// Adds a token to the ranges of texts. Its index is larger than those of all tokens that were added before.
  fileprivate mutating func extendTexts(by index: Int) {
    if let last = texts.last, last.upperBound == index {
      texts[texts.count - 1] = last.lowerBound..<index + 1
    } else {
      texts.append(index..<index + 1)
    }
  }
}
