/// Applies a tokenizer's pre-tokenizers in order. Each splits every part separately, and drops empty parts.
struct PreTokenization: Sendable {
  let steps: [PreTokenizationStep]
  let sets: ScalarTable?

  /// Splits `parts` of the text by the steps.
  func apply(to text: inout AlignedText, parts: inout [TextPart], scratch: inout PreTokenizationScratch) {
    for step in steps {
      switch step {
      case .whitespaceSplit:
        Self.split(text.scalars, &parts, .removed, &scratch, isDelimiter: isWhiteSpace)
      case .delimiter(let delimiter):
        Self.split(text.scalars, &parts, .removed, &scratch) { $0 == delimiter }
      case .members(let set, let behavior):
        guard let sets else { continue }
        let view = sets.view
        Self.split(text.scalars, &parts, behavior, &scratch) { view[$0] & set != 0 }
      case .wordRuns(let word):
        guard let sets else { continue }
        let view = sets.view
        Self.splitRuns(text.scalars, &parts, &scratch) { isWhiteSpace($0) ? 0 : view[$0] & word != 0 ? 1 : 2 }
      case .pattern(let pattern, let behavior, let inverted):
        Self.split(text.scalars, &parts, pattern, behavior, inverted: inverted, &scratch)
      case .metaspace(let replacement, let prepend, let splits):
        Self.replaceSpaces(in: &text, &parts, replacement, prepend, &scratch)
        if splits { Self.split(text.scalars, &parts, .mergedWithNext, &scratch) { $0 == replacement } }
      }
    }
  }

  /// Splits at single scalars.
  private static func split(
    _ scalars: [UInt32], _ parts: inout [TextPart], _ behavior: DelimiterBehavior,
    _ scratch: inout PreTokenizationScratch, isDelimiter: (UInt32) -> Bool
  ) {
    scratch.next.removeAll(keepingCapacity: true)
    for part in parts {
      scratch.pieces.removeAll(keepingCapacity: true)
      var start = part.start
      for index in part.start..<part.end where isDelimiter(scalars[index]) {
        if start < index { scratch.pieces.append((TextPart(start: start, end: index), false)) }
        scratch.pieces.append((TextPart(start: index, end: index + 1), true))
        start = index + 1
      }
      if start < part.end { scratch.pieces.append((TextPart(start: start, end: part.end), false)) }
      join(scratch.pieces, behavior, into: &scratch.next)
    }
    swap(&parts, &scratch.next)
  }

  private static func split(
    _ scalars: [UInt32], _ parts: inout [TextPart], _ pattern: ScalarPattern,
    _ behavior: DelimiterBehavior, inverted: Bool, _ scratch: inout PreTokenizationScratch
  ) {
    scratch.next.removeAll(keepingCapacity: true)
    for part in parts {
      pattern.findMatches(in: scalars, part.start..<part.end, into: &scratch.matches)
      scratch.pieces.removeAll(keepingCapacity: true)
      var start = part.start
      for match in scratch.matches {
        if start < match.start { scratch.pieces.append((TextPart(start: start, end: match.start), inverted)) }
        scratch.pieces.append((TextPart(start: match.start, end: match.end), !inverted))
        start = match.end
      }
      if start < part.end { scratch.pieces.append((TextPart(start: start, end: part.end), inverted)) }
      join(scratch.pieces, behavior, into: &scratch.next)
    }
    swap(&parts, &scratch.next)
  }

  /// Joins delimiters with the parts between them, by the reference's behaviors.
  private static func join(
    _ pieces: [(part: TextPart, isMatch: Bool)], _ behavior: DelimiterBehavior,
    into parts: inout [TextPart]
  ) {
    let first = parts.count
    switch behavior {
    case .removed:
      for piece in pieces where !piece.isMatch { parts.append(piece.part) }
    case .isolated:
      for piece in pieces { parts.append(piece.part) }
    case .contiguous:
      var previous = false
      for piece in pieces {
        if piece.isMatch == previous, parts.count > first {
          parts[parts.count - 1].end = piece.part.end
        } else {
          parts.append(piece.part)
        }
        previous = piece.isMatch
      }
    case .mergedWithPrevious:
      var previous = false
      for piece in pieces {
        if piece.isMatch, !previous, parts.count > first {
          parts[parts.count - 1].end = piece.part.end
        } else {
          parts.append(piece.part)
        }
        previous = piece.isMatch
      }
    case .mergedWithNext:
      // From the end, because only the last of several delimiters in a row joins the part after it.
      var previous = false
      for piece in pieces.reversed() {
        if piece.isMatch, !previous, parts.count > first {
          parts[parts.count - 1].start = piece.part.start
        } else {
          parts.append(piece.part)
        }
        previous = piece.isMatch
      }
      parts[first...].reverse()
    }
  }

  /// Splits where the class changes, and drops the parts of class 0.
  private static func splitRuns(
    _ scalars: [UInt32], _ parts: inout [TextPart], _ scratch: inout PreTokenizationScratch,
    classOf: (UInt32) -> UInt8
  ) {
    scratch.next.removeAll(keepingCapacity: true)
    for part in parts {
      var start = part.start
      while start < part.end {
        let kind = classOf(scalars[start])
        var end = start + 1
        while end < part.end, classOf(scalars[end]) == kind { end += 1 }
        if kind != 0 { scratch.next.append(TextPart(start: start, end: end)) }
        start = end
      }
    }
    swap(&parts, &scratch.next)
  }

  /// Replaces spaces, and puts the replacement before the parts, as Metaspace does.
  private static func replaceSpaces(
    in text: inout AlignedText, _ parts: inout [TextPart], _ replacement: UInt32,
    _ prepend: PrependScheme, _ scratch: inout PreTokenizationScratch
  ) {
    var written = 0
    for number in parts.indices {
      let part = parts[number]
      let start = written
      let first = text.scalars[part.start]
      let isPrepended: Bool =
        switch prepend {
        case .never: false
        case .always: true
        case .first: text.isAligned && text.starts[part.start] == 0
        }
      if isPrepended, first != replacement, first != 0x20 {
        text.emit(replacement, originOf: part.start)
        written += 1
      }
      for index in part.start..<part.end {
        if text.scalars[index] == 0x20 { text.emit(replacement, originOf: index) } else { text.emitUnchanged(index) }
      }
      written += part.end - part.start
      parts[number] = TextPart(start: start, end: written)
    }
    text.replace()
  }
}
