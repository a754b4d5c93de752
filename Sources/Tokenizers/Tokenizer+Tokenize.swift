extension Tokenizer {
  /// Appends the tokens of `text`, valid UTF-8, to `encoding`, without special tokens of the template.
  public func tokenize(
    _ text: Span<UInt8>, withOffsets: Bool, typeID: UInt8, scratch: inout TokenizerScratch,
    into encoding: inout Encoding
  ) {
    if scratch.owner != ObjectIdentifier(self) {
      scratch.cache = WordCache()
      scratch.owner = ObjectIdentifier(self)
    }
    let firstToken = encoding.starts.count
    var word: Int32 = 0
    var position = 0
    var start = 0
    if !addedTokens.isEmpty {
      while let match = addedTokens.next(in: text, from: &position, free: start) {
        if start < match.start {
          tokenize(text, start..<match.start, withOffsets: withOffsets, &word, &scratch, &encoding)
        }
        encoding.ids.append(match.token.id)
        if withOffsets {
          encoding.starts.append(Int32(truncatingIfNeeded: match.start))
          encoding.ends.append(Int32(truncatingIfNeeded: match.end))
          encoding.words.append(word)
        }
        word += 1
        start = match.end
      }
    }
    if start < text.count { tokenize(text, start..<text.count, withOffsets: withOffsets, &word, &scratch, &encoding) }
    encoding.typeIDs.append(contentsOf: repeatElement(typeID, count: encoding.ids.count - encoding.typeIDs.count))
    if withOffsets { trimOffsets(of: &encoding, from: firstToken, in: text) }
    if text.count > TokenizerScratch.longText { scratch.shrink() }
  }

  /// Tokenizes the text between two added tokens.
  private func tokenize(
    _ text: Span<UInt8>, _ range: Range<Int>, withOffsets: Bool, _ word: inout Int32,
    _ scratch: inout TokenizerScratch, _ encoding: inout Encoding
  ) {
    scratch.unigram.sum = 0
    if isSeparable, !withOffsets {
      tokenizeWords(text, range, &scratch, &encoding)
    } else {
      tokenizeWhole(text, range, withOffsets: withOffsets, &word, &scratch, &encoding)
    }
  }

  /// Tokenizes the words between spaces one by one, with the cache.
  private func tokenizeWords(
    _ text: Span<UInt8>, _ range: Range<Int>, _ scratch: inout TokenizerScratch, _ encoding: inout Encoding
  ) {
    let hasClusters = normalization.hasCharacterMap
    var start = range.lowerBound
    while start < range.upperBound {
      if text[start] == 0x20 {
        start += 1
        continue
      }
      var end = start
      while true {
        while end < range.upperBound, text[end] != 0x20 { end += 1 }
        guard hasClusters, end < range.upperBound, joinsSpace(text, at: end, range) else { break }
        while end < range.upperBound, text[end] == 0x20 { end += 1 }
      }
      let key = wordsDepend ? nil : WordCache.Key(text, start..<end)
      if let key, scratch.cache.append(key, to: &encoding.ids) {
        start = end
        continue
      }
      let first = encoding.ids.count
      if let plainWords, plainWords.read(text, start..<end, into: &scratch.word) {
        tokenizeWord(&scratch, &encoding)
      } else {
        var word: Int32 = 0
        tokenizeWhole(text, start..<end, withOffsets: false, &word, &scratch, &encoding)
      }
      if let key { scratch.cache.insert(key, encoding.ids[first...]) }
      start = end
    }
  }

  /// Whether the space at `position` is in one grapheme cluster with the scalar before it, or the last of the spaces there with the
  /// scalar after it.
  private func joinsSpace(_ text: Span<UInt8>, at position: Int, _ range: Range<Int>) -> Bool {
    var next = position + 1
    while next < range.upperBound, text[next] == 0x20 { next += 1 }
    guard text[position - 1] >= 0x80 || next < range.upperBound && text[next] >= 0x80 else { return false }
    guard let classes = normalization.tables.classes else { return false }
    func clusterClass(_ scalar: UInt32?) -> ClusterClass {
      scalar.flatMap { ClusterClass(rawValue: classes.view[$0] >> 6) } ?? .other
    }
    if clusterClass(text.scalar(before: position)) == .prepend { return true }
    return next < range.upperBound && clusterClass(text.scalar(after: next)).joinsLeft
  }

  /// Normalizes, splits and tokenizes a range of the text as a whole.
  private func tokenizeWhole(
    _ text: Span<UInt8>, _ range: Range<Int>, withOffsets: Bool, _ word: inout Int32,
    _ scratch: inout TokenizerScratch, _ encoding: inout Encoding
  ) {
    scratch.text.load(text, range, isAligned: withOffsets || needsOffsets)
    normalization.apply(to: &scratch.text, scratch: &scratch.normalization)
    guard scratch.text.count > 0 else { return }
    let whole = TextPart(start: 0, end: scratch.text.count)
    guard let normalizedTokens else {
      swap(&scratch.text, &scratch.partText)
      tokenizePart(withOffsets: withOffsets, &word, &scratch, &encoding)
      swap(&scratch.text, &scratch.partText)
      return
    }
    var (bytes, scalarOfByte): ([UInt8], [Int]) = ([], [])
    for index in 0..<whole.end {
      bytes.append(scalar: scratch.text.scalars[index])
      scalarOfByte.append(contentsOf: repeatElement(index, count: bytes.count - scalarOfByte.count))
    }
    scalarOfByte.append(whole.end)
    var position = 0
    var start = 0
    func tokenizeText(upTo end: Int) {
      guard start < end else { return }
      scratch.partText.load(scratch.text, TextPart(start: scalarOfByte[start], end: scalarOfByte[end]))
      tokenizePart(withOffsets: withOffsets, &word, &scratch, &encoding)
    }
    while let match = normalizedTokens.next(in: bytes.span, from: &position, free: start) {
      tokenizeText(upTo: match.start)
      encoding.ids.append(match.token.id)
      if withOffsets {
        encoding.starts.append(scratch.text.starts[scalarOfByte[match.start]])
        encoding.ends.append(scratch.text.ends[scalarOfByte[match.end - 1]])
        encoding.words.append(word)
      }
      word += 1
      start = match.end
    }
    tokenizeText(upTo: bytes.count)
  }

  /// Splits and tokenizes `scratch.partText`.
  private func tokenizePart(
    withOffsets: Bool, _ word: inout Int32, _ scratch: inout TokenizerScratch, _ encoding: inout Encoding
  ) {
    scratch.parts.removeAll(keepingCapacity: true)
    scratch.parts.append(TextPart(start: 0, end: scratch.partText.count))
    preTokenization.apply(to: &scratch.partText, parts: &scratch.parts, scratch: &scratch.preTokenization)
    for part in scratch.parts {
      scratch.word.removeAll(keepingCapacity: true)
      for index in part.start..<part.end { scratch.word.append(scalar: scratch.partText.scalars[index]) }
      tokenizeWord(&scratch, &encoding)
      if withOffsets { appendOffsets(of: part, word, &scratch, &encoding) }
      word += 1
    }
  }

  /// Appends the ids of `scratch.word`, and leaves its tokens in `scratch.tokens`.
  private func tokenizeWord(_ scratch: inout TokenizerScratch, _ encoding: inout Encoding) {
    scratch.tokens.removeAll(keepingCapacity: true)
    switch model {
    case .unigram(let unigram): unigram.tokenize(scratch.word, scratch: &scratch.unigram, into: &scratch.tokens)
    case .wordPiece(let wordPiece): wordPiece.tokenize(scratch.word, into: &scratch.tokens)
    }
    for token in scratch.tokens { encoding.ids.append(token.id) }
  }

  private func appendOffsets(
    of part: TextPart, _ word: Int32, _ scratch: inout TokenizerScratch, _ encoding: inout Encoding
  ) {
    scratch.scalarOfByte.removeAll(keepingCapacity: true)
    var scalar = Int32(truncatingIfNeeded: part.start) - 1
    for byte in scratch.word {
      if byte & 0xC0 != 0x80 { scalar += 1 }
      scratch.scalarOfByte.append(scalar)
    }
    for token in scratch.tokens {
      let first = Int(scratch.scalarOfByte[Int(token.start)])
      let last = Int(scratch.scalarOfByte[Int(token.end) - 1])
      encoding.starts.append(scratch.partText.starts[first])
      encoding.ends.append(scratch.partText.ends[last])
      encoding.words.append(word)
    }
  }
}
