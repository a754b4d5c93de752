extension Tokenizer {
  /// Removes the blanks at both ends of tokens from their offsets, as the reference's RobertaProcessing does. It removes as many
  /// characters as the piece has blanks at its ends, whatever the text holds there.
  ///
  /// - Parameters:
  ///   - first: the first token of the encoding that belongs to `text`.
  func trimOffsets(of encoding: inout Encoding, from first: Int, in text: Span<UInt8>) {
    guard offsetTrimming != .never else { return }
    for index in first..<encoding.starts.count {
      var (start, end) = (Int(encoding.starts[index]), Int(encoding.ends[index]))
      let piece = piece(encoding.ids[index], from: start, to: end, in: text)
      var leading = piece.prefix(while: Self.isTrimmed).count
      let trailing = piece.reversed().prefix(while: Self.isTrimmed).count
      if leading == 1, offsetTrimming == .exceptFirstBlank, index == first || start == 0 { leading = 0 }
      while leading > 0, start < end {
        _ = text.decodeScalar(at: &start, end: end)
        leading -= 1
      }
      for _ in 0..<trailing where end > start {
        end -= 1
        while end > start, text[end] & 0xC0 == 0x80 { end -= 1 }
      }
      encoding.starts[index] = Int32(truncatingIfNeeded: start)
      encoding.ends[index] = Int32(truncatingIfNeeded: end)
    }
  }

  /// The scalars of a token's piece. Those of Unigram's unknown token are its text, as in the reference.
  private func piece(_ id: Int32, from start: Int, to end: Int, in text: Span<UInt8>) -> [UInt32] {
    guard case .unigram(let unigram) = model, id == unigram.unknownID else {
      return vocabulary.bytes(id)?.decodedScalars ?? []
    }
    var scalars: [UInt32] = []
    var position = start
    while position < end { scalars.append(text.decodeScalar(at: &position, end: end)) }
    return scalars
  }

  /// Whether the scalar is a blank, or the letter that stands for a space in byte-level tokenizers.
  private static func isTrimmed(_ scalar: UInt32) -> Bool { scalar == 0x120 || isWhiteSpace(scalar) }
}
