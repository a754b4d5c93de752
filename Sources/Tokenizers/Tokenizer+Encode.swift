extension Tokenizer {
  /// Makes the input of a model of one text or a pair: the tokens with the template's special tokens, cut to `maximumLength` tokens as
  /// by the reference's `longest_first` truncation.
  ///
  /// - Parameters:
  ///   - pair: the second text; nil for a single text.
  ///   - maximumLength: the most tokens, special ones included.
  ///   - encoding: an empty one, which receives the tokens.
  /// - Returns: whether tokens were cut off.
  public func encode(
    _ text: Span<UInt8>, pair: Span<UInt8>?, maximumLength: Int, withOffsets: Bool, scratch: inout TokenizerScratch,
    into encoding: inout Encoding
  ) -> Bool {
    let template = pair == nil ? single : self.pair
    for piece in template {
      let start = encoding.ids.count
      switch piece {
      case .special(let id, let typeID):
        encoding.appendSpecial(id, typeID: typeID, withOffsets: withOffsets)
        continue
      case .first(let typeID):
        tokenize(text, withOffsets: withOffsets, typeID: typeID, scratch: &scratch, into: &encoding)
      case .second(let typeID):
        if let pair { tokenize(pair, withOffsets: withOffsets, typeID: typeID, scratch: &scratch, into: &encoding) }
      }
      encoding.texts.append(start..<encoding.ids.count)
    }
    let counts = encoding.texts.map(\.count)
    let (first, second) = (counts.first ?? 0, counts.dropFirst().first ?? 0)
    let room = max(maximumLength - template.specialCount, 0)
    let (firstKept, secondKept) = Self.truncatedCounts(first, second, room: room)
    guard firstKept < first || secondKept < second else { return false }
    encoding.cutTexts(to: [firstKept, secondKept] + counts.dropFirst(2), keepsEnds: truncatesLeft)
    return true
  }

  /// The number of tokens that each text keeps where both together may have `room`. The longer one is cut to the length of the
  /// shorter one, then both evenly. An odd token goes to the longer one.
  static func truncatedCounts(_ first: Int, _ second: Int, room: Int) -> (Int, Int) {
    guard first + second > room else { return (first, second) }
    let isSwapped = first > second
    var shorter = min(first, second)
    var longer = max(shorter, room - shorter)
    if shorter + longer > room {
      shorter = room / 2
      longer = shorter + room % 2
    }
    return isSwapped ? (longer, shorter) : (shorter, longer)
  }
}

extension Encoding {
  /// Appends a special token of the template.
  fileprivate mutating func appendSpecial(_ id: Int32, typeID: UInt8, withOffsets: Bool) {
    ids.append(id)
    typeIDs.append(typeID)
    if withOffsets {
      starts.append(-1)
      ends.append(-1)
      words.append(-1)
    }
  }

  /// Keeps `counts[i]` tokens of text i: the last ones where `keepsEnds`, else the first ones.
  fileprivate mutating func cutTexts(to counts: [Int], keepsEnds: Bool) {
    var kept: [Range<Int>] = []
    var end = 0
    var removed = 0
    for (index, count) in zip(texts.indices, counts) {
      let text = texts[index]
      kept.append(end..<text.lowerBound)
      kept.append(
        keepsEnds ? text.upperBound - count..<text.upperBound : text.lowerBound..<text.lowerBound + count)
      end = text.upperBound
      texts[index] = text.lowerBound - removed..<text.lowerBound - removed + count
      removed += text.count - count
    }
    kept.append(end..<ids.count)
    ids = Self.elements(of: ids, in: kept)
    typeIDs = Self.elements(of: typeIDs, in: kept)
    guard !starts.isEmpty else { return }
    starts = Self.elements(of: starts, in: kept)
    ends = Self.elements(of: ends, in: kept)
    words = Self.elements(of: words, in: kept)
  }

  /// Copies the elements to a new array, so that the memory of a long text is freed.
  private static func elements<Element>(of array: [Element], in ranges: [Range<Int>]) -> [Element] {
    var result: [Element] = []
    result.reserveCapacity(ranges.reduce(0) { $0 + $1.count })
    for range in ranges { result += array[range] }
    return result
  }
}
