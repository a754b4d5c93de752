import Tokenizers

/// The tokens and boundaries of a text, as far as it has been measured: how many tokens there are before a byte, and where
/// the text may be cut.
///
/// The text is tokenized in blocks, so the tokens near a block's end may differ from those of the whole text. They only
/// estimate a passage's tokens, which are counted by tokenizing the passage itself.
struct PassageRuler {
  private static let blockSize = 4096

  /// The range of bytes to measure. It neither begins nor ends with a blank.
  let text: Range<Int>
  /// The byte up to which the text has been measured.
  private var measured: Int
  private var scanner = BoundaryScanner()
  /// The byte at which each token begins, except dropped tokens.
  private var starts: [Int] = []
  /// For each number of tokens from `dropped` on, the best boundary that has so many tokens before its end. There is one
  /// element more than there are tokens.
  private var best: [Boundary?] = [nil]
  /// The number of tokens at the text's beginning that were dropped.
  private var dropped = 0
  // Buffers that are reused for every block.
  private var encoding = Encoding()
  private var found: [Boundary] = []

  init(text: Range<Int>) {
    self.text = text
    measured = text.lowerBound
  }

  var isAtEnd: Bool { measured == text.upperBound }

  /// The number of tokens that have been measured, dropped ones included.
  var tokenCount: Int { dropped + starts.count }

  /// Measures the text until there are `count` tokens, or to its end.
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
        // The starts must ascend, whatever offsets a normalizer gives.
        add(boundariesUpTo: start, from: &next)
        starts.append(max(start, starts.last ?? 0))
        best.append(nil)
      }
      add(boundariesUpTo: block.upperBound, from: &next)
      measured = block.upperBound
    }
  }

  /// Adds the found boundaries whose ends are at most `end`, the start of the next token.
  private mutating func add(boundariesUpTo end: Int, from next: inout Int) {
    while next < found.count, found[next].end <= end {
      let last = best.count - 1
      if best[last].map({ $0.rank <= found[next].rank }) ?? true { best[last] = found[next] }
      next += 1
    }
  }

  /// The end of the next block: at a blank if there is one near, else between two scalars.
  private func blockEnd(in bytes: Span<UInt8>) -> Int {
    var end = measured + Self.blockSize
    guard end < text.upperBound else { return text.upperBound }
    for position in stride(from: end, to: end - Self.blockSize / 4, by: -1) where bytes[position] == 0x20 {
      return position
    }
    while bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return end
  }

  /// The number of tokens that begin before a byte.
  func tokens(before byte: Int) -> Int {
    var (low, high) = (0, starts.count)
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] < byte { low = middle + 1 } else { high = middle }
    }
    return dropped + low
  }

  /// The byte at which a token begins; after the last token, the byte up to which the text has been measured.
  func start(of token: Int) -> Int { token < tokenCount ? starts[token - dropped] : measured }

  /// The best boundary that has `count` tokens before its end.
  func boundary(after count: Int) -> Boundary? {
    let place = count - dropped
    return best.indices.contains(place) ? best[place] : nil
  }

  /// Drops the tokens before a token, if they are many.
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
