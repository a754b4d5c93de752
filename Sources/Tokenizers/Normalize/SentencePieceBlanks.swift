/// SentencePiece's rules for blanks, for models whose words do not each begin with a mark.
public struct SentencePieceBlanks: Sendable, Equatable {
  /// What stands for a blank: "▁", or a space.
  public var mark: Unicode.Scalar
  /// Whether the text begins with a mark, as if a blank stood before it.
  public var marksStart: Bool
  /// Whether the text ends with a mark.
  public var marksEnd: Bool
  /// Whether blanks at both ends go, and of several in a row all but one.
  public var collapses: Bool

  public init(mark: Unicode.Scalar, marksStart: Bool, marksEnd: Bool, collapses: Bool) {
    self.mark = mark
    self.marksStart = marksStart
    self.marksEnd = marksEnd
    self.collapses = collapses
  }

  func apply(to text: inout AlignedText) {
    let mark = mark.value
    var end = text.count
    if collapses { while end > 0, isBlank(text.scalars[end - 1]) || text.scalars[end - 1] == mark { end -= 1 } }
    var start = 0
    if collapses { while start < end, isBlank(text.scalars[start]) { start += 1 } }
    // A mark stands where the word does that it belongs to.
    if marksStart, start < end { text.emit(mark, originOf: start) }
    for index in start..<end {
      guard isBlank(text.scalars[index]) else {
        text.emitUnchanged(index)
        continue
      }
      // Of a run the blank counts that touches the word: neither end of the text is one.
      if collapses, isBlank(text.scalars[marksEnd ? index - 1 : index + 1]) { continue }
      text.emit(mark, originOf: marksEnd ? max(index - 1, 0) : min(index + 1, end - 1))
    }
    if marksEnd, start < end { text.emit(mark, originOf: end - 1) }
    text.replace()
  }

  /// A space, and what Python's `str.split()` takes for one.
  private func isBlank(_ scalar: UInt32) -> Bool { isWhiteSpace(scalar) || 0x1C...0x1F ~= scalar }
}
