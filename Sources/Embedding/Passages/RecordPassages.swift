import Records
import Tokenizers

/// Makes a record's passages one after the other, as they are needed, since a long text has too many passages to hold all of
/// them. Of a pair the second text is cut, and the first text comes before each passage. So does the prefix of the request.
struct RecordPassages: Sendable {
  /// A passage that is ready for the encoder, or the reason why the record has no more passages.
  struct Passage: Sendable {
    var tokens: TokenizedRecord
    /// Bytes of its text.
    var place: Range<Int>
  }

  /// The range of `RecordContents.text` that is cut.
  let text: Range<Int>
  /// Whether all passages have been made.
  private(set) var isAtEnd = false

  private let tokenizer: RecordTokenizer
  /// The text before each passage: the first text of a pair, else the prefix, which is a part of the passage's own text.
  private let before: [UInt8]
  private let isPair: Bool
  private var splitter: PassageSplitter?
  /// The reason why the record has no passages; nil where it has some.
  private var failure: RecordFailure?

  init(
    of record: Record, in contents: RecordContents, by tokenizer: RecordTokenizer,
    scratch: inout TokenizerScratch
  ) {
    self.tokenizer = tokenizer
    switch record.content {
    case .text(let range): (text, before, isPair) = (range, tokenizer.prefix, false)
    case .pair(let first, let second):
      (text, before, isPair) = (second, tokenizer.prefix + contents.text[first], true)
    case .ids:
      (text, before, isPair) = (0..<0, [], false)
      failure = .unusable("has token ids, and only a text has passages")
    case .unreadable(let problem):
      (text, before, isPair) = (0..<0, [], false)
      failure = .unusable(problem)
    }
    guard failure == nil else { return }
    let around = tokenized([], maximumLength: .max, scratch: &scratch)
    let room = tokenizer.maximumLength - around.tokenCount
    failure = around.failure ?? (room > tokenizer.passageStride ? nil : noRoom(around: around.tokenCount))
    guard failure == nil else { return }
    splitter = PassageSplitter(
      contents.text.span.extracting(text), tokenizer: tokenizer.tokenizer, room: room, stride: tokenizer.passageStride)
  }

  private func noRoom(around count: Int) -> RecordFailure {
    let passages = "passages of \(tokenizer.maximumLength) tokens that share \(tokenizer.passageStride)"
    return .unusable(
      "has a first text that is too long for \(passages): with the special tokens it takes \(count) of each")
  }

  /// The next passages: as many as have `tokenCount` tokens together, or all that remain. A passage that cannot be embedded is the
  /// last one.
  mutating func next(
    upTo tokenCount: Int, in contents: RecordContents, scratch: inout TokenizerScratch
  ) -> [Passage] {
    var passages: [Passage] = []
    var count = 0
    while count < tokenCount, !isAtEnd {
      let passage = next(in: contents, scratch: &scratch)
      isAtEnd = passage.tokens.failure != nil || splitter?.isAtEnd ?? true
      passages.append(passage)
      count += passage.tokens.tokenCount
    }
    return passages
  }

  private mutating func next(in contents: RecordContents, scratch: inout TokenizerScratch) -> Passage {
    // The passage that was tokenized last. It is mostly the one that is returned.
    var last: (place: Range<Int>, tokens: TokenizedRecord)?
    var splitter = self.splitter.take()
    let place = splitter?.next(in: contents.text.span.extracting(text), scratch: &scratch) { place, scratch in
      let tokens = tokenized(bytes(place, in: contents), maximumLength: .max, scratch: &scratch)
      last = (place, tokens)
      return tokens.tokenCount - tokenizer.maximumLength
    }
    self.splitter = splitter
    guard let place else { return Passage(tokens: TokenizedRecord(failure: failure), place: 0..<0) }
    var tokens: TokenizedRecord
    if let last, last.place == place, last.tokens.tokenCount <= tokenizer.maximumLength {
      tokens = last.tokens
    } else {
      tokens = tokenized(bytes(place, in: contents), maximumLength: tokenizer.maximumLength, scratch: &scratch)
    }
    if let failure = tokenizer.failure(of: tokens) { tokens = TokenizedRecord(failure: failure) }
    return Passage(tokens: tokens, place: place)
  }

  private func bytes(_ place: Range<Int>, in contents: RecordContents) -> ArraySlice<UInt8> {
    contents.text[text.lowerBound + place.lowerBound..<text.lowerBound + place.upperBound]
  }

  /// A passage's tokens, as the tokenizer gives them for a record that is just this passage.
  private func tokenized(
    _ passage: ArraySlice<UInt8>, maximumLength: Int, scratch: inout TokenizerScratch
  ) -> TokenizedRecord {
    guard isPair else {
      let text = before + passage
      return tokenizer.encode(text.span, pair: nil, maximumLength: maximumLength, scratch: &scratch)
    }
    return tokenizer.encode(before.span, pair: passage.span, maximumLength: maximumLength, scratch: &scratch)
  }
}
