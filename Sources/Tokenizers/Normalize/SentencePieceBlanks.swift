/// SentencePiece's rules for blanks, for models where not each word begins with a mark.
public struct SentencePieceBlanks: Sendable, Equatable {
  /// The mark that replaces a blank: "▁", or a space.
  public var mark: Unicode.Scalar
  /// Whether a mark is put before the text, as if a blank stood there.
  public var marksStart: Bool
  /// Whether a mark is put after the text.
  public var marksEnd: Bool
  /// Whether blanks at both ends are removed, and several blanks in a row become one.
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
    // A mark has the offsets of the character beside it in its word.
    if marksStart, start < end { text.emit(mark, originOf: start) }
    for index in start..<end {
      guard isBlank(text.scalars[index]) else {
        text.emitUnchanged(index)
        continue
      }
      // Of several blanks the one that touches the word stays. Neither end of the text is a blank here.
      if collapses, isBlank(text.scalars[marksEnd ? index - 1 : index + 1]) { continue }
      text.emit(mark, originOf: marksEnd ? max(index - 1, 0) : min(index + 1, end - 1))
    }
    if marksEnd, start < end { text.emit(mark, originOf: end - 1) }
    text.replace()
  }

  /// Whether the scalar is a blank to Python's `str.split()`.
  private func isBlank(_ scalar: UInt32) -> Bool { isWhiteSpace(scalar) || 0x1C...0x1F ~= scalar }
}
