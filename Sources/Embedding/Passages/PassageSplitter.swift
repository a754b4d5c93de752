import Tokenizers

/// Cuts a text into passages, one after the other. It looks ahead by a few passages at most.
///
/// A passage has at most `room` tokens when it is tokenized by itself, and neither begins nor ends with a blank. It ends
/// with a sentence if one ends in the second half of the room, else with a line, else with a word. A word is cut only if it
/// alone is longer than a passage. It is cut between grapheme clusters then, and a cluster only if it alone is too long.
/// The sizes of neighbours differ by a factor of 2 at most, unless long words allow nothing else. Together the passages
/// contain the whole text except blanks. A text of blanks is one empty passage.
///
/// Time is linear in the text: a passage's tokens are measured once, and a passage is tokenized by itself once or a few
/// times.
struct PassageSplitter {
  /// The number of tokens by which a passage that is tokenized by itself exceeds the limit; 0 or less if it fits.
  typealias Excess = (_ passage: Range<Int>, _ scratch: inout TokenizerScratch) -> Int

  let tokenizer: Tokenizer
  /// The largest number of tokens of a passage, at least 1.
  let room: Int
  /// The largest number of tokens that a passage shares with the one before it, less than `room`.
  let stride: Int

  private var ruler: PassageRuler
  /// The first byte of the next passage; nil after the last one.
  private var start: Int?
  /// The end of the passage before, and the first byte after it that is not a blank.
  private var covered: Boundary
  /// The number of tokens of the passage before.
  private var previousCount: Int?

  /// - Parameter text: valid UTF-8. Every call of `next` must get the same text.
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

  /// Whether the last passage has been returned.
  var isAtEnd: Bool { start == nil }

  /// The next passage as a range of bytes; nil after the last one.
  mutating func next(
    in text: Span<UInt8>, scratch: inout TokenizerScratch, excess: Excess
  ) -> Range<Int>? {
    guard let start else { return nil }
    let end = ruler.text.upperBound
    // A text that fits into one passage need not be measured.
    if start == ruler.text.lowerBound, end - start <= 8 * room, excess(start..<end, &scratch) <= 0 {
      self.start = nil
      return start..<end
    }
    let cut = cut(from: start, in: text, scratch: &scratch, excess)
    // `cut` moves `self.start` if shared tokens left no room.
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

  // MARK: A passage's end

  /// The search for a passage's end. Counts are of measured tokens.
  private struct Search {
    /// The first byte.
    let start: Int
    /// The number of tokens before the passage.
    let base: Int
    /// The number of tokens that the passage shares with the one before it. It must have more.
    let shared: Int
    /// The number of tokens from `base` to the text's end; nil if that has not been measured.
    let rest: Int?
    /// The largest number of tokens.
    var limit: Int
  }

  private static let mostAttempts = 20

  /// The boundary at which a passage ends, and the number of its tokens.
  private struct Cut {
    let place: Boundary
    let count: Int
  }

  /// Finds the end of the passage that begins at `start`.
  private mutating func cut(
    from start: Int, in text: Span<UInt8>, scratch: inout TokenizerScratch, _ excess: Excess
  ) -> Cut {
    let base = ruler.tokens(before: start)
    ruler.measure(upTo: base + 3 * room + 64, in: text, by: tokenizer, scratch: &scratch)
    var search = Search(
      start: start, base: base, shared: covered.end > start ? ruler.tokens(before: covered.end) - base : 0,
      rest: ruler.isAtEnd ? ruler.tokenCount - base : nil, limit: room)
    // A passage with fewer tokens than this can probably be longer: measured tokens are only estimates near a cut or a
    // block's end.
    let few = min(room / 2, window(of: search).range.lowerBound - slack)
    // The longest passage that fits so far, the largest measured count that fits, and the smallest that does not.
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

  /// The best boundary within the limit; nil if there is none.
  private func place(_ search: Search, in text: Span<UInt8>) -> Boundary? {
    let end = ruler.text.upperBound
    if let rest = search.rest, rest <= search.limit { return Boundary(end: end, next: end, rank: .paragraph) }
    let window = window(of: search)
    if let best = best(of: window, search) { return best }
    // A long word covers the whole window.
    let before = lastBoundary(upTo: window.range.lowerBound - 1, search)
    let behind = firstBoundary(from: window.range.upperBound + 1, search)
    let word = before?.boundary.next ?? max(covered.next, search.start)
    let wordEnd = behind?.count ?? search.rest ?? .max
    let isTooLong = wordEnd - (ruler.tokens(before: word) - search.base) > room
    // A word that is not too long by itself may fit into a passage that shares nothing.
    if isTooLong || before == nil && search.shared == 0 && wordEnd > search.limit {
      let end = clusterEnd(upTo: ruler.start(of: search.base + window.target), from: word, in: text)
      return end.map { boundary(at: $0, in: text) } ?? before?.boundary
    }
    guard let behind, behind.count <= search.limit else { return before?.boundary }
    // The boundary that makes the passages' sizes more even.
    let rest = search.rest ?? 2 * room
    let isBehindBetter = min(behind.count, rest - behind.count) >= min(before?.count ?? 0, rest - (before?.count ?? 0))
    return isBehindBetter ? behind.boundary : before?.boundary ?? behind.boundary
  }

  /// The number of tokens by which a measured count may be wrong at a cut.
  private var slack: Int { room >= 32 ? 2 : 0 }

  /// The range of the passage's tokens and the best number of them, so that it and its neighbours have similar sizes.
  private func window(of search: Search) -> (range: ClosedRange<Int>, target: Int) {
    var (low, high) = ((room + 1) / 2 + slack, search.limit)
    var target = search.limit
    if let rest = search.rest {
      if rest <= room + room / 2 {
        // This passage and one more are left: neither gets more than two thirds.
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

  /// The boundary in a window that is nearest to its target. One that ends a sentence is preferred.
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

  /// The end of the last grapheme cluster that is whole in `text[start..<end]`; nil if there is none.
  private func clusterEnd(upTo end: Int, from start: Int, in text: Span<UInt8>) -> Int? {
    guard start < end else { return nil }
    // At least one scalar more is needed, since it may belong to the cluster before it.
    let more = text.scalarBoundary(upTo: min(end + 8, ruler.text.upperBound))
    return text.clusters(start..<more).last { $0 <= end }
  }

  // The number of bytes in which `smallCut` looks for a cut.
  private static let smallSize = 64

  /// A cut for a text in which nothing else fits: after as many grapheme clusters as fit, else after as many scalars as
  /// fit, else after one scalar, which is too long.
  private func smallCut(
    from start: Int, in text: Span<UInt8>, scratch: inout TokenizerScratch, _ excess: Excess
  ) -> Boundary {
    let end = text.scalarBoundary(upTo: min(start + Self.smallSize, ruler.text.upperBound))
    // The last cluster may go on after `end`.
    let clusters = text.clusters(start..<end).dropLast(end < ruler.text.upperBound ? 1 : 0)
    for ends in [Array(clusters), text.scalarEnds(start..<end)] {
      // The count doubles, so that the attempts together take time linear in the result.
      var (fitting, count) = (0, 1)
      while count <= ends.count, excess(start..<ends[count - 1], &scratch) <= 0 {
        fitting = count
        count *= 2
      }
      if fitting > 0 { return boundary(at: ends[fitting - 1], in: text) }
    }
    return boundary(at: text.scalarEnds(start..<end)[0], in: text)
  }

  /// The boundary at a byte, without the blanks on both sides.
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

  // MARK: Shared tokens

  /// The first byte of the passage after `passage`, so that the two share up to `stride` tokens. It begins a sentence, else
  /// a word. Nil if nothing is shared.
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
    // A word that was cut may share a part.
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

  /// The last byte up to `end` at which a scalar begins; `count` if that is `end`.
  fileprivate func scalarBoundary(upTo end: Int) -> Int {
    var start = end
    while start < count, start > 0, self[start] & 0xC0 == 0x80 { start -= 1 }
    return start
  }

  /// The ends of the extended grapheme clusters in a range, ascending.
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
