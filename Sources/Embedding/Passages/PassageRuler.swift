import Tokenizers

/// A text's tokens and boundaries, as far as one has looked ahead: how many tokens there are before a byte, and where the text
/// may be cut.
///
/// The text is tokenized in blocks, so the tokens near a block's end may be others than those of the whole text. They are a
/// measure; what a passage takes is found by tokenizing it.
struct PassageRuler {
  private static let blockSize = 4096

  /// Bytes of the text that are measured; no blank stands at either end.
  let text: Range<Int>
  /// The byte up to which it was measured.
  private var measured: Int
  private var scanner = BoundaryScanner()
  /// The byte at which each token begins, less those that were dropped.
  private var starts: [Int] = []
  /// The best boundary of those with as many tokens before their ends, from `dropped` on; there is one more than there are tokens.
  private var best: [Boundary?] = [nil]
  /// Tokens at the text's beginning that are no longer here.
  private var dropped = 0
  // Buffers that serve every block.
  private var encoding = Encoding()
  private var found: [Boundary] = []

  init(text: Range<Int>) {
    self.text = text
    measured = text.lowerBound
  }

  var isAtEnd: Bool { measured == text.upperBound }

  /// Tokens that were measured, those dropped included.
  var tokenCount: Int { dropped + starts.count }

  /// Measures on until there are `count` tokens, or to the text's end.
  mutating func measure(
    upTo count: Int, in bytes: Span<UInt8>, by tokenizer: Tokenizer, scratch: inout TokenizerScratch
  ) {
    while tokenCount < count, !isAtEnd {
      let block = measured..<blockEnd(in: bytes)
      encoding.removeAll()
      tokenizer.tokenize(
        bytes.extracting(block), withOffsets: true, typeID: 0, scratch: &scratch, into: &encoding)
      found.removeAll(keepingCapacity: true)
      scanner.scan(bytes, block, into: &found)
      var next = 0
      for start in encoding.starts {
        let start = block.lowerBound + Int(start)
        // In ascending order, whatever a normalizer says.
        add(boundariesUpTo: start, from: &next)
        starts.append(max(start, starts.last ?? 0))
        best.append(nil)
      }
      add(boundariesUpTo: block.upperBound, from: &next)
      measured = block.upperBound
    }
  }

  /// Takes the boundaries that were found whose ends no token behind the last one stands before.
  private mutating func add(boundariesUpTo end: Int, from next: inout Int) {
    while next < found.count, found[next].end <= end {
      let last = best.count - 1
      if best[last].map({ $0.rank <= found[next].rank }) ?? true { best[last] = found[next] }
      next += 1
    }
  }

  /// Where the next block ends: at a blank if there is one near, else between two scalars.
  private func blockEnd(in bytes: Span<UInt8>) -> Int {
    var end = measured + Self.blockSize
    guard end < text.upperBound else { return text.upperBound }
    for position in stride(from: end, to: end - Self.blockSize / 4, by: -1) where bytes[position] == 0x20 {
      return position
    }
    while bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return end
  }

  /// Tokens that begin before a byte.
  func tokens(before byte: Int) -> Int {
    var (low, high) = (0, starts.count)
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] < byte { low = middle + 1 } else { high = middle }
    }
    return dropped + low
  }

  /// The byte at which a token begins; the end of what was measured behind the last one.
  func start(of token: Int) -> Int { token < tokenCount ? starts[token - dropped] : measured }

  /// The best boundary with so many tokens before its end.
  func boundary(after count: Int) -> Boundary? {
    let place = count - dropped
    return best.indices.contains(place) ? best[place] : nil
  }

  /// Forgets tokens at the beginning, once they are many.
  mutating func drop(before token: Int) {
    let count = token - dropped
    guard count >= 4096 else { return }
    starts.removeFirst(count)
    best.removeFirst(count)
    dropped = token
  }
}

extension Encoding {
  fileprivate mutating func removeAll() {
    ids.removeAll(keepingCapacity: true)
    typeIDs.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    words.removeAll(keepingCapacity: true)
    texts.removeAll(keepingCapacity: true)
  }
}
