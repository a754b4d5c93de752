/// Where a pattern matched, in scalars; never empty.
struct PatternMatch: Sendable, Equatable {
  let start: Int
  let end: Int
}

/// A compiled pattern: a small machine whose threads run over the text side by side, so that a search takes time in
/// proportion to text and pattern, and whose order of threads makes the match the one that a backtracking engine finds
/// first, as the reference's is.
package struct PatternProgram: Sendable, Equatable {
  package enum Instruction: Sendable, Equatable {
    /// Consumes one scalar of a class.
    case scalar(class: Int)
    /// Goes on at both places, the first one preferred.
    case split(Int, Int)
    case jump(Int)
    case lineStart, lineEnd, textStart, textEnd
    case wordBoundary(word: Int, isNegated: Bool)
    /// Looks at the next scalar, or the one before, without consuming it.
    case look(class: Int, ahead: Bool, isNegated: Bool)
    case match
  }

  /// Sorted ranges of scalars, ends included.
  package struct ScalarClass: Sendable, Equatable {
    package private(set) var bounds: [UInt32]
    private var ascii: (UInt64, UInt64) = (0, 0)

    /// - Parameter bounds: first and last scalar of each range, ascending.
    package init(bounds: [UInt32]) {
      self.bounds = bounds
      for index in stride(from: 0, to: bounds.count, by: 2) where bounds[index] < 0x80 {
        for scalar in bounds[index]...min(bounds[index + 1], 0x7F) {
          if scalar < 64 { ascii.0 |= 1 << UInt64(scalar) } else { ascii.1 |= 1 << UInt64(scalar - 64) }
        }
      }
    }

    var onlyScalar: UInt32? { bounds.count == 2 && bounds[0] == bounds[1] ? bounds[0] : nil }

    func contains(_ scalar: UInt32) -> Bool {
      if scalar < 0x80 { return (scalar < 64 ? ascii.0 >> UInt64(scalar) : ascii.1 >> UInt64(scalar - 64)) & 1 == 1 }
      var low = 0
      var high = bounds.count / 2
      while low < high {
        let middle = (low + high) / 2
        if bounds[2 * middle + 1] < scalar { low = middle + 1 } else { high = middle }
      }
      return 2 * low < bounds.count && bounds[2 * low] <= scalar
    }

    package static func == (a: ScalarClass, b: ScalarClass) -> Bool { a.bounds == b.bounds }
  }

  package let instructions: [Instruction]
  package let classes: [ScalarClass]
  /// Set where the pattern is a run of at least `runMinimum` scalars of class 0, which needs no machine.
  package let runMinimum: Int?

  /// Set where the pattern is these scalars, one after the other.
  private let literal: [UInt32]

  package init(instructions: [Instruction], classes: [ScalarClass], runMinimum: Int?) {
    self.instructions = instructions
    self.classes = classes
    self.runMinimum = runMinimum
    literal = Self.literal(instructions, classes)
  }

  private static func literal(_ instructions: [Instruction], _ classes: [ScalarClass]) -> [UInt32] {
    var literal: [UInt32] = []
    for instruction in instructions.dropLast() {
      guard case .scalar(let scalarClass) = instruction, let scalar = classes[scalarClass].onlyScalar else { return [] }
      literal.append(scalar)
    }
    return literal
  }

  /// Replaces `matches` with the places in `range` of `text` where the pattern matches, from left to right.
  func findMatches(
    in text: [UInt32], _ range: Range<Int>, matcher: inout PatternMatcher, into matches: inout [PatternMatch]
  ) {
    matches.removeAll(keepingCapacity: true)
    if let runMinimum {
      findRuns(in: text, range, minimum: runMinimum, into: &matches)
      return
    }
    if let first = literal.first {
      findLiteral(first, in: text, range, into: &matches)
      return
    }
    var position = range.lowerBound
    while position < range.upperBound, let match = matcher.find(self, in: text, range, from: position) {
      matches.append(match)
      position = match.end
    }
  }

  private func findLiteral(_ first: UInt32, in text: [UInt32], _ range: Range<Int>, into matches: inout [PatternMatch])
  {
    var position = range.lowerBound
    while position + literal.count <= range.upperBound {
      guard text[position] == first, text[position..<position + literal.count].elementsEqual(literal) else {
        position += 1
        continue
      }
      matches.append(PatternMatch(start: position, end: position + literal.count))
      position += literal.count
    }
  }

  private func findRuns(in text: [UInt32], _ range: Range<Int>, minimum: Int, into matches: inout [PatternMatch]) {
    var position = range.lowerBound
    while position < range.upperBound {
      guard classes[0].contains(text[position]) else {
        position += 1
        continue
      }
      let start = position
      while position < range.upperBound, classes[0].contains(text[position]) { position += 1 }
      if position - start >= minimum { matches.append(PatternMatch(start: start, end: position)) }
    }
  }
}

/// Threads of a `PatternProgram`, reused from search to search.
struct PatternMatcher {
  private struct Thread {
    let instruction: Int
    let start: Int
  }

  private var threads: [Thread] = []
  private var nextThreads: [Thread] = []
  private var stack: [Int] = []
  // Step at which an instruction was reached last: a second thread there would come too late to matter.
  private var reachedAt: [Int] = []
  private var step = 0

  /// The first match in `range` that starts at `position` or later.
  mutating func find(
    _ program: PatternProgram, in text: [UInt32], _ range: Range<Int>, from position: Int
  ) -> PatternMatch? {
    if reachedAt.count < program.instructions.count {
      reachedAt = Array(repeating: 0, count: program.instructions.count)
      step = 0
    }
    threads.removeAll(keepingCapacity: true)
    var found: PatternMatch?
    var index = position
    step += 1
    while true {
      if found == nil { follow(0, start: index, program, text, range, index, isNext: false) }
      if threads.isEmpty, found != nil { break }
      step += 1
      nextThreads.removeAll(keepingCapacity: true)
      search: for thread in threads {
        switch program.instructions[thread.instruction] {
        case .scalar(let scalarClass):
          if index < range.upperBound, program.classes[scalarClass].contains(text[index]) {
            follow(
              thread.instruction + 1, start: thread.start, program, text, range, index + 1, isNext: true)
          }
        case .match:
          if index > thread.start {
            found = PatternMatch(start: thread.start, end: index)
            break search
          }
        default: break
        }
      }
      swap(&threads, &nextThreads)
      guard index < range.upperBound else { break }
      index += 1
    }
    return found
  }

  /// Adds the threads that `instruction` leads to without consuming anything.
  private mutating func follow(
    _ instruction: Int, start: Int, _ program: PatternProgram, _ text: [UInt32], _ range: Range<Int>, _ index: Int,
    isNext: Bool
  ) {
    stack.append(instruction)
    while let place = stack.popLast() {
      guard reachedAt[place] != step else { continue }
      reachedAt[place] = step
      switch program.instructions[place] {
      case .jump(let target): stack.append(target)
      case .split(let first, let second):
        stack.append(second)
        stack.append(first)
      case .scalar, .match:
        let thread = Thread(instruction: place, start: start)
        if isNext { nextThreads.append(thread) } else { threads.append(thread) }
      case let condition:
        if program.holds(condition, text, range, index) { stack.append(place + 1) }
      }
    }
  }
}

extension PatternProgram {
  fileprivate func holds(_ condition: Instruction, _ text: [UInt32], _ range: Range<Int>, _ index: Int) -> Bool {
    let before = index > range.lowerBound ? text[index - 1] : nil
    let after = index < range.upperBound ? text[index] : nil
    func contains(_ scalarClass: Int, _ scalar: UInt32?) -> Bool { scalar.map(classes[scalarClass].contains) ?? false }
    switch condition {
    case .textStart: return before == nil
    case .textEnd: return after == nil
    case .lineStart: return before == nil || before == 0x0A && after != nil
    case .lineEnd: return after == nil || after == 0x0A
    case .wordBoundary(let word, let isNegated): return (contains(word, before) != contains(word, after)) != isNegated
    case .look(let scalarClass, let ahead, let isNegated):
      return contains(scalarClass, ahead ? after : before) != isNegated
    case .scalar, .split, .jump, .match: return false
    }
  }
}
