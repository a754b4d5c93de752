import Tokenizers

/// Finds the ends of sentences and words in a text that comes in pieces.
///
/// Sentences are those of UAX 29 (Unicode Text Segmentation), with these differences, which keep words whole:
///
/// - `. ! ? …` end a sentence only if a blank or an ideograph follows (so rules SB6 and SB7 are not needed). `。` and the
///   full stops of other scripts need neither.
/// - An opening quote or bracket right after `。”` begins the next sentence; by rule SB9 it would end the sentence before.
/// - A single line end (rule SB4) ranks below the end of a sentence, since texts are broken into lines anywhere. An empty
///   line and U+2029 rank above it.
///
/// Rule SB8, a full stop before a lower-case word ("etc. and"), looks ahead only within the piece. An abbreviation before an
/// upper-case word ends a sentence, as in UAX 29.
///
/// Words end at blanks. Han ideographs and Hiragana letters are words of their own, as in UAX 29's rules for words; a mark, a
/// closing bracket or a comma belongs to the word before it, an opening bracket to the word after it.
struct BoundaryScanner {
  private enum Ending { case none, soft, hard, open }

  // The state before the next scalar.
  private var ending = Ending.none
  /// The last scalar that is neither blank nor mark; nil at the text's beginning.
  private var previous: ScalarKind?
  /// Whether `previous` is punctuation of the blocks for Chinese and Japanese.
  private var isPreviousWide = false
  /// The end of the last scalar that is not a blank.
  private var end = 0
  private var isAfterBlank = false
  private var lineEnds = 0
  private var isAfterCarriageReturn = false

  /// Appends the boundaries before the scalars of `text[range]`, in order. The pieces of a text come one after the other.
  mutating func scan(_ text: Span<UInt8>, _ range: Range<Int>, into boundaries: inout [Boundary]) {
    // The index of the boundary after a full stop, if only the next letter decides whether a sentence ends there.
    var undecided: Int?
    var position = range.lowerBound
    while position < range.upperBound {
      let start = position
      let scalar = text.decodeScalar(at: &position, end: range.upperBound)
      let kind = ScalarKind(scalar)
      if kind.isBlank {
        noteBlank(scalar, kind)
        continue
      }
      if let boundary = boundary(before: kind, at: start) { boundaries.append(boundary) }
      if kind.isTerminator || kind == .letter || kind == .ideograph || lineEnds > 0 { undecided = nil }
      if kind == .lowercase, let place = undecided {
        boundaries[place].rank = boundaries[place].rank == .sentenceAndLine ? .line : .word
        undecided = nil
      }
      if isAfterBlank, ending == .soft, lineEnds < 2, kind == .other || kind.isClose {
        undecided = boundaries.count - 1
      }
      note(kind, isWide: scalar >= 0x3000, end: position)
    }
  }

  private mutating func noteBlank(_ scalar: UInt32, _ kind: ScalarKind) {
    if kind == .lineEnd, !(scalar == 0x0A && isAfterCarriageReturn) { lineEnds += scalar == 0x2029 ? 2 : 1 }
    isAfterCarriageReturn = scalar == 0x0D
    isAfterBlank = true
  }

  private func boundary(before kind: ScalarKind, at start: Int) -> Boundary? {
    guard let previous else { return nil }
    guard isAfterBlank else {
      guard kind != .mark, endsUnit(before: kind, previous) else { return nil }
      let endsSentence = ending == .open || ending != .none && kind == .ideograph
      return Boundary(end: start, next: start, rank: endsSentence ? .sentence : .word)
    }
    // Rules SB8 and SB8a.
    let goesOn = ending == .soft && kind == .lowercase || lineEnds == 0 && (kind == .continuation || kind.isTerminator)
    let endsSentence = ending != .none && !goesOn
    let rank: Boundary.Rank =
      switch lineEnds {
      case 0: endsSentence ? .sentence : .word
      case 1: endsSentence ? .sentenceAndLine : .line
      default: .paragraph
      }
    return Boundary(end: end, next: start, rank: rank)
  }

  /// Whether a sentence or word ends between two scalars without a blank.
  private func endsUnit(before kind: ScalarKind, _ previous: ScalarKind) -> Bool {
    switch kind {
    case .closing, .quote, .continuation, .softTerminator, .hardTerminator, .openTerminator: return false
    default: break
    }
    if ending == .open { return true }
    guard previous != .opening else { return false }
    if kind == .ideograph { return previous != .quote || ending != .none }
    if previous == .ideograph { return true }
    return isPreviousWide && (previous == .closing || previous == .continuation)
  }

  private mutating func note(_ kind: ScalarKind, isWide: Bool, end: Int) {
    self.end = end
    defer { (isAfterBlank, isAfterCarriageReturn, lineEnds) = (false, false, 0) }
    if kind == .mark, previous != nil, !isAfterBlank { return }
    ending =
      switch kind {
      case .softTerminator: .soft
      case .hardTerminator: .hard
      case .openTerminator: .open
      case .closing, .quote: isAfterBlank ? .none : ending
      case .opening: isAfterBlank || ending == .open ? .none : ending
      default: .none
      }
    previous = kind
    isPreviousWide = isWide
  }
}
