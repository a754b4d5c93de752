/// A match of a pattern, as a non-empty range of scalars.
struct PatternMatch: Sendable, Equatable {
  let start: Int
  let end: Int
}

/// A pattern of Replace or Split. Finding its matches takes time in proportion to the text.
package enum ScalarPattern: Sendable, Equatable {
  /// A sequence of at least one scalar.
  case text([UInt32])
  /// The longest run of scalars of a class, at least `minimum` (1 or more) and at most `maximum` of them.
  case run(ScalarClass, minimum: Int, maximum: Int)

  /// Whether a match of the pattern may hold this scalar.
  func mayMatch(_ scalar: UInt32) -> Bool {
    switch self {
    case .text(let text): text.contains(scalar)
    case .run(let scalarClass, _, _): scalarClass.contains(scalar)
    }
  }

  /// Whether the pattern matches blanks only.
  var matchesOnlyBlanks: Bool {
    switch self {
    case .text(let text): text.allSatisfy(isWhiteSpace)
    case .run(let scalarClass, _, _):
      scalarClass.ranges.allSatisfy { $0.count < 32 && $0.allSatisfy(isWhiteSpace) }
    }
  }

  /// Sets `matches` to the matches in `range` of `text`, from left to right.
  func findMatches(in text: [UInt32], _ range: Range<Int>, into matches: inout [PatternMatch]) {
    matches.removeAll(keepingCapacity: true)
    switch self {
    case .text(let wanted): Self.find(wanted, in: text, range, into: &matches)
    case .run(let scalarClass, let minimum, let maximum):
      Self.findRuns(of: scalarClass, minimum, maximum, in: text, range, into: &matches)
    }
  }

  private static func find(
    _ wanted: [UInt32], in text: [UInt32], _ range: Range<Int>, into matches: inout [PatternMatch]
  ) {
    guard let first = wanted.first else { return }
    var position = range.lowerBound
    while position + wanted.count <= range.upperBound {
      guard text[position] == first, text[position..<position + wanted.count].elementsEqual(wanted) else {
        position += 1
        continue
      }
      matches.append(PatternMatch(start: position, end: position + wanted.count))
      position += wanted.count
    }
  }

  private static func findRuns(
    of scalarClass: ScalarClass, _ minimum: Int, _ maximum: Int, in text: [UInt32], _ range: Range<Int>,
    into matches: inout [PatternMatch]
  ) {
    var position = range.lowerBound
    while position < range.upperBound {
      let start = position
      while position < range.upperBound, position - start < maximum, scalarClass.contains(text[position]) {
        position += 1
      }
      if position - start >= minimum { matches.append(PatternMatch(start: start, end: position)) }
      if position == start { position += 1 }
    }
  }
}
