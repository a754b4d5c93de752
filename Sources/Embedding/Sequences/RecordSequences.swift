/// The sequences of a record, made one by one as they are needed, since a long text with a large stride has too many
/// windows to hold all of them.
///
/// A record that is longer than `maximumLength` becomes windows over one of its texts, which overlap by `stride` tokens.
/// Each window also has all tokens before that text (special tokens, the first text of a pair) and all tokens after it. A
/// token that is in several windows counts in the one where it has most context on its shorter side, or in the earlier one
/// if that is equal (the rule of BERT's reading comprehension, `_check_is_max_context` in google-research/bert).
struct RecordSequences: RandomAccessCollection, Sendable {
  private let record: Int
  private let tokenCount: Int
  /// The tokens that are cut into windows; nil if the record is one sequence.
  private let text: Range<Int>?
  /// The number of that text's tokens in a window, and between the starts of two windows.
  private let room: Int
  private let step: Int

  /// Returns nil if the other tokens leave windows no room to advance.
  init?(of tokenized: TokenizedRecord, record: Int, maximumLength: Int, stride: Int) {
    let tokenCount = tokenized.tokenCount
    self.record = record
    self.tokenCount = tokenCount
    guard tokenCount > maximumLength else {
      text = nil
      (room, step) = (tokenCount, tokenCount)
      return
    }
    // Of a pair the second text is cut into windows, as in reading comprehension, or the first if it alone fills the
    // windows. A record without any text, which ids may be, counts as one text.
    let texts = tokenized.encoding.texts.contains { !$0.isEmpty } ? tokenized.encoding.texts : [0..<tokenCount]
    guard let text = texts.last(where: { maximumLength - (tokenCount - $0.count) > stride }) else {
      return nil
    }
    self.text = text
    room = maximumLength - (tokenCount - text.count)
    step = room - stride
  }

  var startIndex: Int { 0 }
  /// The last window is the first that reaches the text's end.
  var endIndex: Int { text.map { 1 + ($0.count - room + step - 1) / step } ?? 1 }

  subscript(index: Int) -> TokenSequence {
    guard let text else { return TokenSequence(record: record, pieces: [0..<tokenCount], kept: 0..<tokenCount) }
    let window = window(index, of: text)
    let isFirst = index == 0
    let isLast = index == endIndex - 1
    let keepsFrom = isFirst ? window.lowerBound : Self.border(self.window(index - 1, of: text), window)
    let keepsTo = isLast ? window.upperBound : Self.border(window, self.window(index + 1, of: text))
    // In the sequence the head comes before the window, and the tail after it.
    let head = 0..<text.lowerBound
    let tail = text.upperBound..<tokenCount
    let shift = head.count - window.lowerBound
    let end = head.count + window.count
    let kept = (isFirst ? 0 : keepsFrom + shift)..<(isLast ? end + tail.count : keepsTo + shift)
    return TokenSequence(record: record, pieces: [head, window, tail], kept: kept)
  }

  private func window(_ index: Int, of text: Range<Int>) -> Range<Int> {
    let start = text.lowerBound + index * step
    return start..<Swift.min(start + room, text.upperBound)
  }

  /// The first token that counts in the second of two neighbouring windows. There is one border, since from token to token
  /// the context grows in the second window and shrinks in the first.
  private static func border(_ first: Range<Int>, _ second: Range<Int>) -> Int {
    func context(of token: Int, in window: Range<Int>) -> Int {
      Swift.min(token - window.lowerBound, window.upperBound - 1 - token)
    }
    return first.clamped(to: second).first { context(of: $0, in: second) > context(of: $0, in: first) }
      ?? first.upperBound
  }
}
