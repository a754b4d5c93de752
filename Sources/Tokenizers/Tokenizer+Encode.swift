extension Tokenizer {
  /// The whole input of a model: one text or a pair, cut to `maximumLength` tokens as the reference's
  /// `longest_first` truncation cuts it, with the template's special tokens. Returns whether tokens were cut off.
  public func encode(
    _ text: Span<UInt8>, pair: Span<UInt8>?, maximumLength: Int, withOffsets: Bool, scratch: inout TokenizerScratch,
    into encoding: inout Encoding
  ) -> Bool {
    // Taken out, so that the scratch is free for tokenizing.
    var first = Encoding()
    var second = Encoding()
    swap(&first, &scratch.first)
    swap(&second, &scratch.second)
    first.removeAll()
    second.removeAll()
    tokenize(text, withOffsets: withOffsets, typeID: 0, scratch: &scratch, into: &first)
    if let pair { tokenize(pair, withOffsets: withOffsets, typeID: 1, scratch: &scratch, into: &second) }
    let template = pair == nil ? single : self.pair
    let room = max(maximumLength - template.specialCount, 0)
    let (firstCount, secondCount) = Self.truncatedCounts(first.ids.count, second.ids.count, room: room)
    for piece in template {
      switch piece {
      case .special(let id, let typeID): encoding.appendSpecial(id, typeID: typeID, withOffsets: withOffsets)
      case .first(let typeID):
        encoding.append(first, kept(firstCount, of: first), typeID: typeID)
      case .second(let typeID):
        encoding.secondStart = encoding.ids.count
        encoding.append(second, kept(secondCount, of: second), typeID: typeID)
      }
    }
    let isTruncated = firstCount < first.ids.count || secondCount < second.ids.count
    swap(&first, &scratch.first)
    swap(&second, &scratch.second)
    return isTruncated
  }

  /// How many tokens of each text stay where `room` is left for both: the longer one is cut down to the shorter, then
  /// both evenly, an odd token going to the longer one.
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

  private func kept(_ count: Int, of encoding: Encoding) -> Range<Int> {
    truncatesLeft ? encoding.ids.count - count..<encoding.ids.count : 0..<count
  }
}

extension Encoding {
  fileprivate mutating func removeAll() {
    ids.removeAll(keepingCapacity: true)
    typeIDs.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    words.removeAll(keepingCapacity: true)
  }

  /// Appends a token that stands for nothing in the text.
  fileprivate mutating func appendSpecial(_ id: Int32, typeID: UInt8, withOffsets: Bool) {
    ids.append(id)
    typeIDs.append(typeID)
    if withOffsets {
      starts.append(-1)
      ends.append(-1)
      words.append(-1)
    }
  }

  fileprivate mutating func append(_ other: Encoding, _ range: Range<Int>, typeID: UInt8) {
    ids += other.ids[range]
    typeIDs.append(contentsOf: repeatElement(typeID, count: range.count))
    guard !other.starts.isEmpty else { return }
    starts += other.starts[range]
    ends += other.ends[range]
    words += other.words[range]
  }
}
