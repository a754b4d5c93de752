/// A place where a text may be cut: what comes before ends at the byte `end`, what comes after starts at the byte `next`, and
/// between the two there are blanks alone.
struct Boundary: Equatable {
  /// What ends there, the better place the later one.
  enum Rank: UInt8, Comparable {
    case word
    /// A line, in the middle of a sentence.
    case line
    case sentence
    /// A sentence and a line.
    case sentenceAndLine
    /// Lines that an empty one follows, or U+2029.
    case paragraph

    static func < (a: Rank, b: Rank) -> Bool { a.rawValue < b.rawValue }

    var endsSentence: Bool { self >= .sentence }
  }

  var end: Int
  var next: Int
  var rank: Rank
}
