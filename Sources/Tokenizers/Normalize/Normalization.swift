/// Applies a tokenizer's normalizers in order. Every step takes time in proportion to the text.
package struct Normalization: Sendable {
  // A published normalizer makes at most 18 scalars of one (NFKD, of U+FDFA). Hostile replacements that feed each other could fill the
  // memory, so a step that would make the text longer than this leaves it as it is.
  private static func maximumCount(of count: Int) -> Int { (count + 1024) * 18 }

  let steps: [NormalizationStep]
  let tables: NormalizationTables

  func apply(to text: inout AlignedText, scratch: inout NormalizationScratch) {
    text.maximumCount = Self.maximumCount(of: text.count)
    for step in steps where text.count > 0 { apply(step, to: &text, &scratch) }
  }

  private func apply(_ step: NormalizationStep, to text: inout AlignedText, _ scratch: inout NormalizationScratch) {
    switch step {
    case .decompose(let compatible, let composes):
      if !text.isASCII { decompose(&text, compatible: compatible, composes: composes, &scratch) }
    case .nmt: Self.cleanForTranslation(&text)
    case .lowercase: lowercase(&text)
    case .remove(let set): remove(set, from: &text)
    case .bertCleanUp(let controls): cleanForBert(&text, controls: controls)
    case .spaceChinese:
      if !text.isASCII { Self.spaceChinese(&text) }
    case .strip(let left, let right): Self.strip(&text, left: left, right: right)
    case .replace(let pattern, let content): Self.replace(pattern, in: &text, with: content, &scratch)
    case .prepend(let content): Self.prepend(content, to: &text)
    case .characterMap(let map): mapCharacters(&text, map, &scratch)
    case .sentencePieceMap(let map): map.apply(to: &text, &scratch)
    case .sentencePieceBlanks(let blanks): blanks.apply(to: &text)
    }
  }

  /// Normalizes an added token that is found in normalized text.
  ///
  /// - Parameter budget: the number of scalars that the steps may still read.
  /// - Returns: nil where the budget is used up.
  package func normalized(_ content: [UInt8], budget: inout Int) -> [UInt8]? {
    var text = AlignedText()
    var scratch = NormalizationScratch()
    text.load(content.span, 0..<content.count, isAligned: false)
    text.maximumCount = Self.maximumCount(of: text.count)
    for step in steps {
      budget -= text.count
      guard budget >= 0 else { return nil }
      if text.count > 0 { apply(step, to: &text, &scratch) }
    }
    var bytes: [UInt8] = []
    for scalar in text.scalars { bytes.append(scalar: scalar) }
    return bytes
  }

  private func lowercase(_ text: inout AlignedText) {
    if text.isASCII {
      text.mapInPlace { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
      return
    }
    guard let mapping = tables.lowercase else { return }
    let view = mapping.view
    for index in 0..<text.count {
      let scalar = text.scalars[index]
      let range = view.range(of: scalar)
      if range.isEmpty {
        text.emit(scalar, change: 0)
      } else {
        for target in range { text.emit(view[target], change: target == range.lowerBound ? 0 : 1) }
        guard !text.isTooLong else { return text.discard() }
      }
    }
    text.apply()
  }

  private func remove(_ set: UInt16, from text: inout AlignedText) {
    guard let sets = tables.sets else { return }
    let view = sets.view
    Self.filter(&text) { view[$0] & set == 0 ? $0 : nil }
  }

  private func cleanForBert(_ text: inout AlignedText, controls: UInt16) {
    guard let sets = tables.sets else { return }
    let view = sets.view
    Self.filter(&text) { scalar in
      view[scalar] & controls != 0 ? nil : isWhiteSpace(scalar) ? 0x20 : scalar
    }
  }

  /// Applies SentencePiece's "nmt" rules: removes some controls, and makes other blanks, marks without width and U+FFFD spaces.
  private static func cleanForTranslation(_ text: inout AlignedText) {
    filter(&text) { scalar in
      switch scalar {
      case 0x01...0x08, 0x0B, 0x0E...0x1F, 0x7F, 0x8F, 0x9F: nil
      case 0x09, 0x0A, 0x0C, 0x0D, 0x1680, 0x200B...0x200F, 0x2028, 0x2029, 0x2581, 0xFEFF, 0xFFFD: 0x20
      default: scalar
      }
    }
  }

  /// Replaces each scalar by the one that `body` returns, and removes it where `body` returns nil.
  private static func filter(_ text: inout AlignedText, _ body: (UInt32) -> UInt32?) {
    var removedAtStart = 0
    for index in 0..<text.count {
      if let kept = body(text.scalars[index]) {
        text.emit(kept, change: 0)
      } else if text.emittedCount == 0 {
        removedAtStart += 1
      } else {
        text.addChange(-1)
      }
    }
    text.apply(removedAtStart: removedAtStart)
  }

  private static func spaceChinese(_ text: inout AlignedText) {
    for index in 0..<text.count {
      let scalar = text.scalars[index]
      if isChinese(scalar) {
        text.emit(0x20, change: 0)
        text.emit(scalar, change: 1)
        text.emit(0x20, change: 1)
        guard !text.isTooLong else { return text.discard() }
      } else {
        text.emit(scalar, change: 0)
      }
    }
    text.apply()
  }

  /// Whether BERT counts the scalar as Chinese. The block that ends at U+2CEAF begins later there than in Unicode.
  private static func isChinese(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x2A6DF, 0x2A700...0x2B81F, 0x2B920...0x2CEAF,
      0x2F800...0x2FA1F:
      true
    default: false
    }
  }

  private static func strip(_ text: inout AlignedText, left: Bool, right: Bool) {
    var range = 0..<text.count
    while left, let first = range.first, isWhiteSpace(text.scalars[first]) { range = range.dropFirst() }
    while right, let last = range.last, isWhiteSpace(text.scalars[last]) { range = range.dropLast() }
    guard range.count < text.count else { return }
    for index in range { text.emitUnchanged(index) }
    text.replace()
  }

  private static func replace(
    _ pattern: ScalarPattern, in text: inout AlignedText, with content: [UInt32], _ scratch: inout NormalizationScratch
  ) {
    pattern.findMatches(in: text.scalars, 0..<text.count, into: &scratch.matches)
    guard !scratch.matches.isEmpty else { return }
    var end = 0
    for match in scratch.matches {
      for index in end..<match.start { text.emitUnchanged(index) }
      for scalar in content { text.emit(scalar, originOf: match.end - 1) }
      guard !text.isTooLong else { return text.discard() }
      end = match.end
    }
    for index in end..<text.count { text.emitUnchanged(index) }
    text.replace()
  }

  private static func prepend(_ content: [UInt32], to text: inout AlignedText) {
    guard text.count + content.count <= text.maximumCount else { return }
    for scalar in content { text.emit(scalar, originOf: 0) }
    for index in 0..<text.count { text.emitUnchanged(index) }
    text.replace()
  }

  /// Applies the character map as the reference does: it looks up whole grapheme clusters of less than 6 bytes first, then single
  /// scalars.
  private func mapCharacters(_ text: inout AlignedText, _ map: CharacterMap, _ scratch: inout NormalizationScratch) {
    if map.keepsPrintableASCII, text.isASCII, text.scalars.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return }
    guard let classes = tables.classes else { return }
    let view = map.view
    let classView = classes.view
    func clusterClass(_ index: Int) -> ClusterClass {
      ClusterClass(rawValue: classView[text.scalars[index]] >> 6) ?? .other
    }
    var isModified = false
    var index = 0
    while index < text.count {
      var end = index + 1
      var breaker = ClusterBreaker(first: clusterClass(index))
      while end < text.count, !breaker.breaks(before: clusterClass(end)) { end += 1 }
      scratch.bytes.removeAll(keepingCapacity: true)
      // More than 5 scalars have more than 5 bytes.
      if end - index <= 5 {
        for member in index..<end { scratch.bytes.append(scalar: text.scalars[member]) }
        if scratch.bytes.count < 6, let range = view.replacement(of: scratch.bytes, at: scratch.bytes.indices) {
          Self.emit(range, of: view, insteadOf: end - index, into: &text)
          guard !text.isTooLong else { return text.discard() }
          isModified = true
          index = end
          continue
        }
      }
      for member in index..<end {
        scratch.bytes.removeAll(keepingCapacity: true)
        scratch.bytes.append(scalar: text.scalars[member])
        if let range = view.replacement(of: scratch.bytes, at: scratch.bytes.indices) {
          Self.emit(range, of: view, insteadOf: 1, into: &text)
          guard !text.isTooLong else { return text.discard() }
          isModified = true
        } else {
          text.emit(text.scalars[member], change: 0)
        }
      }
      index = end
    }
    if isModified { text.apply() } else { text.discard() }
  }

  static func emit(
    _ range: Range<Int>, of view: borrowing CharacterMapView, insteadOf count: Int, into text: inout AlignedText
  ) {
    let new = view.decode(range) { text.emit($0, change: 0) }
    if new > count { text.markLastAsNew(new - count) }
    if new < count { text.addChange(Int32(truncatingIfNeeded: new - count)) }
  }
}
