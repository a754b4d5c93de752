/// A position at which a text may be cut. The part before it ends at the byte `end`, the part after it begins at the byte
/// `next`, and only blanks are between the two.
struct Boundary: Equatable {
  /// What ends at a boundary. A later case is a better boundary.
  enum Rank: UInt8, Comparable {
    case word
    /// A line ends, in the middle of a sentence.
    case line
    case sentence
    /// A sentence and a line end.
    case sentenceAndLine
    /// An empty line or U+2029 follows.
    case paragraph

    static func < (a: Rank, b: Rank) -> Bool { a.rawValue < b.rawValue }

    var endsSentence: Bool { self >= .sentence }
  }

  var end: Int
  var next: Int
  var rank: Rank
}
