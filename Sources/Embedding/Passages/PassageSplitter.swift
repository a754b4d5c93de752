import Tokenizers

/// Cuts a text into passages, one after the other, looking ahead no further than a few passages.
///
/// A passage takes at most `room` tokens when it is tokenized by itself, and begins and ends at something that is not a blank. It
/// ends at the end of a sentence if there is one between half of the room and all of it, else at the end of a line, else between
/// words. A word is cut only where it alone is longer than a passage; then between grapheme clusters, and a cluster only where it
/// alone is too long. Neighbours differ by a factor of 2 at most, unless long words leave no other choice. Together the passages
/// hold everything but blanks. A text of blanks is one empty passage.
///
/// Time is linear in the text: a passage is tokenized by itself once or a few times, its tokens are measured once before.
struct PassageSplitter {
  /// Tokens that a passage tokenized by itself has beyond those that it may have; 0 or less where it fits.
  typealias Excess = (_ passage: Range<Int>, _ scratch: inout TokenizerScratch) -> Int

  let tokenizer: Tokenizer
  /// Tokens that a passage may have, at least 1.
  let room: Int
  /// Tokens that a passage may share with the one before it, less than `room`.
  let stride: Int

  private var ruler: PassageRuler
  /// The first byte of the next passage; nil behind the last one.
  private var start: Int?
  /// The byte behind the passage before, and the first one behind it that is not a blank.
  private var covered: Boundary
  /// Tokens of the passage before.
  private var previousCount: Int?

  /// - Parameter text: valid UTF-8. The same is given to every call of `next`.
  init(_ text: Span<UInt8>, tokenizer: Tokenizer, room: Int, stride: Int) {
    precondition(room > 0 && (0..<room).contains(stride))
    self.tokenizer = tokenizer
    self.room = room
    self.stride = stride
    var trimmed = 0..<text.count
    while let first = text.firstKind(in: trimmed), first.kind.isBlank { trimmed = first.end..<trimmed.upperBound }
    while let last = text.lastKind(in: trimmed), last.kind.isBlank { trimmed = trimmed.lowerBound..<last.start }
    if trimmed.isEmpty { trimmed = 0..<0 }
    ruler = PassageRuler(text: trimmed)
    start = trimmed.lowerBound
    covered = Boundary(end: trimmed.lowerBound, next: trimmed.lowerBound, rank: .word)
  }

  /// Whether the last passage has been given.
  var isAtEnd: Bool { start == nil }

  /// The next passage, in bytes of the text; nil behind the last one.
  mutating func next(
    in text: Span<UInt8>, scratch: inout TokenizerScratch, excess: Excess
  ) -> Range<Int>? {
    guard let start else { return nil }
    let end = ruler.text.upperBound
    // A short text needs no measuring.
    if start == ruler.text.lowerBound, end - start <= 8 * room, excess(start..<end, &scratch) <= 0 {
      self.start = nil
      return start..<end
    }
    let cut = cut(from: start, in: text, scratch: &scratch, excess)
    // Sharing was given up where it left no room.
    let passage = (self.start ?? start)..<cut.place.end
    previousCount = cut.count
    covered = cut.place
    if covered.end == end {
      self.start = nil
    } else {
      self.start = sharedStart(of: passage, in: text, scratch: &scratch) ?? covered.next
      ruler.drop(before: ruler.tokens(before: passage.lowerBound))
    }
    return passage
  }

  // MARK: Where a passage ends

  /// A passage that is sought, in tokens as they were measured.
  private struct Search {
    /// The first byte.
    let start: Int
    /// Tokens before it in the text.
    let base: Int
    /// Tokens that it must have more than: those that it shares.
    let shared: Int
    /// Tokens from `base` on to the text's end, where that is in sight.
    let rest: Int?
    /// Tokens that it may have.
    var limit: Int
  }

  private static let mostAttempts = 20

  /// The place where a passage ends, and its tokens.
  private struct Cut {
    let place: Boundary
    let count: Int
  }

  /// The end of the passage from `start` on.
  private mutating func cut(
    from start: Int, in text: Span<UInt8>, scratch: inout TokenizerScratch, _ excess: Excess
  ) -> Cut {
    let base = ruler.tokens(before: start)
    ruler.measure(upTo: base + 3 * room + 64, in: text, by: tokenizer, scratch: &scratch)
    var search = Search(
      start: start, base: base, shared: covered.end > start ? ruler.tokens(before: covered.end) - base : 0,
      rest: ruler.isAtEnd ? ruler.tokenCount - base : nil, limit: room)
    // Fewer tokens are few: those that were measured may become others near a cut, and near a block's end.
    let few = min(room / 2, window(of: search).range.lowerBound - slack)
    // The longest that was found to fit, and tokens, as they were measured, that fit and that do not.
    var fitting: Cut?
    var (fits, tooLong) = (0, Int.max)
    for attempt in 0..<Self.mostAttempts {
      guard search.limit > fits, let place = place(search, in: text) else { break }
      let count = min(search.limit, max(1, ruler.tokens(before: place.end) - base))
      let tooMany = excess(start..<place.end, &scratch)
      if tooMany > 0 {
        tooLong = min(count, tooLong)
        search.limit = fitting == nil ? count - max(tooMany, attempt > 4 ? count / 2 : 1) : (fits + count) / 2
      } else {
        guard place.end > fitting?.place.end ?? start else { break }
        fitting = Cut(place: place, count: room + tooMany)
        fits = max(fits, count)
        guard room + tooMany < few, place.end < ruler.text.upperBound else { break }
        search.limit = tooLong < .max ? (fits + tooLong) / 2 : min(count - tooMany, 2 * room)
      }
    }
    if let fitting { return fitting }
    guard start >= covered.end else {
      self.start = covered.next
      return self.cut(from: covered.next, in: text, scratch: &scratch, excess)
    }
    let place = smallCut(from: start, in: text, scratch: &scratch, excess)
    return Cut(place: place, count: room + excess(start..<place.end, &scratch))
  }

  /// The best place within the limit; nil where there is none.
  private func place(_ search: Search, in text: Span<UInt8>) -> Boundary? {
    let end = ruler.text.upperBound
    if let rest = search.rest, rest <= search.limit { return Boundary(end: end, next: end, rank: .paragraph) }
    let window = window(of: search)
    if let best = best(of: window, search) { return best }
    // A long word lies over the window.
    let before = lastBoundary(upTo: window.range.lowerBound - 1, search)
    let behind = firstBoundary(from: window.range.upperBound + 1, search)
    let word = before?.boundary.next ?? max(covered.next, search.start)
    let wordEnd = behind?.count ?? search.rest ?? .max
    let isTooLong = wordEnd - (ruler.tokens(before: word) - search.base) > room
    // Where it is not, it may still be in a passage that shares nothing.
    if isTooLong || before == nil && search.shared == 0 && wordEnd > search.limit {
      let end = clusterEnd(upTo: ruler.start(of: search.base + window.target), from: word, in: text)
      return end.map { boundary(at: $0, in: text) } ?? before?.boundary
    }
    guard let behind, behind.count <= search.limit else { return before?.boundary }
    // The more even of the two.
    let rest = search.rest ?? 2 * room
    let isBehindBetter = min(behind.count, rest - behind.count) >= min(before?.count ?? 0, rest - (before?.count ?? 0))
    return isBehindBetter ? behind.boundary : before?.boundary ?? behind.boundary
  }

  /// Tokens that may become others at a cut.
  private var slack: Int { room >= 32 ? 2 : 0 }

  /// Tokens that the passage should have, at least and at most and best, so that it and its neighbours are even.
  private func window(of search: Search) -> (range: ClosedRange<Int>, target: Int) {
    var (low, high) = ((room + 1) / 2 + slack, search.limit)
    var target = search.limit
    if let rest = search.rest {
      if rest <= room + room / 2 {
        // It and one more: neither takes more than two thirds.
        low = max((rest + stride + 2) / 3, (previousCount ?? 0) / 2) + slack
        high = min(high, 2 * rest / 3 - slack)
      }
      let more = max(0, (rest - search.limit + room - stride - 1) / (room - stride))
      target = (rest + more * stride + more) / (more + 1)
    }
    if let previousCount { high = min(high, 2 * previousCount) }
    low = min(max(low, search.shared + 1), max(search.limit, 1))
    high = max(low, min(high, search.limit))
    return (low...high, (low...high).clamp(target))
  }

  /// Of the boundaries in a window the nearest to its target: of those that end sentences if there is one, else of the others.
  private func best(of window: (range: ClosedRange<Int>, target: Int), _ search: Search) -> Boundary? {
    var best: (boundary: Boundary, cost: Int)?
    for count in window.range {
      guard let boundary = ruler.boundary(after: search.base + count), boundary.end > covered.end else { continue }
      let distance = abs(count - window.target)
      let cost: Int =
        switch boundary.rank {
        case .paragraph: distance - room / 4
        case .sentenceAndLine: distance - room / 16
        case .sentence: distance
        case .line: 2 * room + distance - room / 8
        case .word: 2 * room + distance
        }
      if cost <= best?.cost ?? .max { best = (boundary, cost) }
    }
    return best?.boundary
  }

  private func lastBoundary(upTo count: Int, _ search: Search) -> (boundary: Boundary, count: Int)? {
    guard count > 0 else { return nil }
    for count in (1...count).reversed() {
      if let boundary = ruler.boundary(after: search.base + count), boundary.end > max(covered.end, search.start) {
        return (boundary, count)
      }
    }
    return nil
  }

  private func firstBoundary(from count: Int, _ search: Search) -> (boundary: Boundary, count: Int)? {
    let last = ruler.tokenCount - search.base
    guard count <= last else { return nil }
    for count in count...last {
      if let boundary = ruler.boundary(after: search.base + count) { return (boundary, count) }
    }
    return nil
  }

  // MARK: Cuts in words

  /// The end of the last grapheme cluster in `text[start..<end]` that ends at `end` or before; nil where that holds none whole.
  private func clusterEnd(upTo end: Int, from start: Int, in text: Span<UInt8>) -> Int? {
    guard start < end else { return nil }
    // One scalar more at least, as it may belong to the cluster before it.
    let more = text.scalarBoundary(upTo: min(end + 8, ruler.text.upperBound))
    return text.clusters(start..<more).last { $0 <= end }
  }

  // Bytes in which a cut is sought where passages have few tokens.
  private static let smallSize = 64

  /// The longest beginning of a text, short as it may be, that takes few enough tokens, for where nothing else does: so many
  /// whole clusters, else scalars, else one scalar, which is too long.
  private func smallCut(
    from start: Int, in text: Span<UInt8>, scratch: inout TokenizerScratch, _ excess: Excess
  ) -> Boundary {
    let end = text.scalarBoundary(upTo: min(start + Self.smallSize, ruler.text.upperBound))
    // The last cluster may go on.
    let clusters = text.clusters(start..<end).dropLast(end < ruler.text.upperBound ? 1 : 0)
    for ends in [Array(clusters), text.scalarEnds(start..<end)] {
      // Twice as many each time, so that trying takes no longer than the result is.
      var (fitting, count) = (0, 1)
      while count <= ends.count, excess(start..<ends[count - 1], &scratch) <= 0 {
        fitting = count
        count *= 2
      }
      if fitting > 0 { return boundary(at: ends[fitting - 1], in: text) }
    }
    return boundary(at: text.scalarEnds(start..<end)[0], in: text)
  }

  /// A cut at a byte, blanks on both sides left out.
  private func boundary(at end: Int, in text: Span<UInt8>) -> Boundary {
    var boundary = Boundary(end: end, next: end, rank: .word)
    while let last = text.lastKind(in: ruler.text.lowerBound..<boundary.end), last.kind.isBlank {
      boundary.end = last.start
    }
    while let first = text.firstKind(in: boundary.next..<ruler.text.upperBound), first.kind.isBlank {
      boundary.next = first.end
    }
    return boundary
  }

  // MARK: What neighbours share

  /// The first byte of the passage behind `passage`, with which it takes up to `stride` tokens of it: at the beginning of a
  /// sentence, else of a word. nil where nothing is shared.
  private func sharedStart(of passage: Range<Int>, in text: Span<UInt8>, scratch: inout TokenizerScratch) -> Int? {
    let end = ruler.tokens(before: passage.upperBound)
    var first = max(end - stride, ruler.tokens(before: passage.lowerBound))
    while first < end {
      guard let start = sharedStart(from: first, to: end, of: passage, in: text) else { return nil }
      var shared = Encoding()
      tokenizer.tokenize(
        text.extracting(start..<passage.upperBound), withOffsets: false, typeID: 0, scratch: &scratch, into: &shared)
      if shared.ids.count <= stride { return start }
      first = max(first, ruler.tokens(before: start)) + max(1, shared.ids.count - stride)
    }
    return nil
  }

  private func sharedStart(from first: Int, to end: Int, of passage: Range<Int>, in text: Span<UInt8>) -> Int? {
    var word: Int?
    for count in first..<end {
      guard let boundary = ruler.boundary(after: count), boundary.next > passage.lowerBound,
        boundary.next < passage.upperBound
      else { continue }
      if boundary.rank.endsSentence { return boundary.next }
      word = word ?? boundary.next
    }
    if word != nil { return word }
    // In a word that was cut.
    guard ruler.boundary(after: end)?.end != passage.upperBound else { return nil }
    let start = clusterEnd(upTo: ruler.start(of: first), from: passage.lowerBound, in: text)
    return start.flatMap { passage.lowerBound < $0 && ruler.tokens(before: $0) >= first ? $0 : nil }
  }
}

extension ClosedRange<Int> {
  fileprivate func clamp(_ value: Int) -> Int { Swift.min(Swift.max(value, lowerBound), upperBound) }
}

extension Span<UInt8> {
  fileprivate func firstKind(in range: Range<Int>) -> (kind: ScalarKind, end: Int)? {
    guard !range.isEmpty else { return nil }
    var end = range.lowerBound
    let scalar = decodeScalar(at: &end, end: range.upperBound)
    return (ScalarKind(scalar), end)
  }

  fileprivate func lastKind(in range: Range<Int>) -> (kind: ScalarKind, start: Int)? {
    guard !range.isEmpty else { return nil }
    let start = scalarBoundary(upTo: range.upperBound - 1)
    var end = start
    return (ScalarKind(decodeScalar(at: &end, end: range.upperBound)), start)
  }

  /// The last place at `end` or before where a scalar begins, or the end of all.
  fileprivate func scalarBoundary(upTo end: Int) -> Int {
    var start = end
    while start < count, start > 0, self[start] & 0xC0 == 0x80 { start -= 1 }
    return start
  }

  /// Ends of the extended grapheme clusters in a range, ascending.
  fileprivate func clusters(_ range: Range<Int>) -> [Int] {
    let string = string(range)
    let offsets = string.indices.dropFirst().map { string.utf8.distance(from: string.startIndex, to: $0) }
    return offsets.map { range.lowerBound + $0 } + [range.upperBound]
  }

  fileprivate func scalarEnds(_ range: Range<Int>) -> [Int] {
    range.dropFirst().filter { self[$0] & 0xC0 != 0x80 } + [range.upperBound]
  }

  private func string(_ range: Range<Int>) -> String {
    String(decoding: range.map { self[$0] }, as: UTF8.self)
  }
}
