/// What goes through the encoder as one sequence: a whole record, or one window of a long one.
struct TokenSequence: Sendable, Equatable {
  /// Index of the record in its run.
  var record: Int
  /// Indices of the record's tokens, in order.
  var pieces: [Range<Int>]
  /// Positions in the sequence whose vectors count at word and token level: a token of overlapping windows counts in
  /// just one of them. Together, the sequences of a record keep each of its tokens once, in order.
  var kept: Range<Int>

  var tokenCount: Int { pieces.reduce(0) { $0 + $1.count } }
}

extension TokenizedRecord {
  /// The record as sequences of at most `maximumLength` tokens: one, or windows over the last text's tokens that overlap
  /// by `stride`, each with all that comes before (special tokens, the first text of a pair) and after that text.
  ///
  /// A token in several windows counts in the one where it has most context on its shorter side, the earlier one where
  /// that is equal (the rule of BERT's reading comprehension, `_check_is_max_context` in google-research/bert).
  /// Returns nil where what surrounds the windows leaves no room for them to advance.
  func sequences(record: Int, maximumLength: Int, stride: Int) -> [TokenSequence]? {
    guard tokenCount > maximumLength else {
      return [TokenSequence(record: record, pieces: [0..<tokenCount], kept: 0..<tokenCount)]
    }
    let text = windowedText
    let room = maximumLength - (tokenCount - text.count)
    guard room > stride else { return nil }
    let windows = Self.windows(over: text, room: room, stride: stride)
    let head = 0..<text.lowerBound
    let tail = text.upperBound..<tokenCount
    return windows.indices.map { index in
      let window = windows[index]
      let isFirst = index == 0
      let isLast = index == windows.count - 1
      let keepsFrom = isFirst ? window.lowerBound : Self.border(windows[index - 1], window)
      let keepsTo = isLast ? window.upperBound : Self.border(window, windows[index + 1])
      // A token's position in the sequence: the head stands before the window, the tail right after it.
      let shift = head.count - window.lowerBound
      let end = head.count + window.count
      let kept = (isFirst ? 0 : keepsFrom + shift)..<(isLast ? end + tail.count : keepsTo + shift)
      return TokenSequence(record: record, pieces: [head, window, tail], kept: kept)
    }
  }

  /// The first token that counts in the second of two neighbouring windows. On the way from one to the other the second
  /// one's context grows and the first one's shrinks, so there is one such border.
  private static func border(_ first: Range<Int>, _ second: Range<Int>) -> Int {
    func context(of token: Int, in window: Range<Int>) -> Int {
      min(token - window.lowerBound, window.upperBound - 1 - token)
    }
    return first.clamped(to: second).first { context(of: $0, in: second) > context(of: $0, in: first) }
      ?? first.upperBound
  }

  /// The tokens of the last text: the last run of tokens that the template did not put there.
  private var windowedText: Range<Int> {
    guard !encoding.starts.isEmpty, let last = encoding.starts.lastIndex(where: { $0 >= 0 }) else {
      return 0..<tokenCount
    }
    let before = encoding.starts[...last].lastIndex { $0 < 0 }
    return (before.map { $0 + 1 } ?? 0)..<last + 1
  }

  private static func windows(over text: Range<Int>, room: Int, stride: Int) -> [Range<Int>] {
    var windows: [Range<Int>] = []
    var start = text.lowerBound
    while true {
      let end = min(start + room, text.upperBound)
      windows.append(start..<end)
      if end == text.upperBound { return windows }
      start += room - stride
    }
  }
}
