/// Makes UTF-8 of any bytes as Python's `errors="replace"` does and Unicode recommends: each maximal part of an ill-formed
/// sequence that could have begun a character becomes one U+FFFD.
package enum UTF8Repair {
  /// Appends `bytes`, repaired, to `text`.
  ///
  /// - Returns: how many bytes were replaced.
  package static func append(_ bytes: ArraySlice<UInt8>, to text: inout [UInt8]) -> Int {
    if isValid(bytes) {
      text.append(contentsOf: bytes)
      return 0
    }
    var replaced = 0
    var position = bytes.startIndex
    while position < bytes.endIndex {
      let (length, isValid) = nextSequence(of: bytes, at: position)
      if isValid {
        text.append(contentsOf: bytes[position..<position + length])
      } else {
        text.append(contentsOf: [0xEF, 0xBF, 0xBD])
        replaced += length
      }
      position += length
    }
    return replaced
  }

  /// Whether there are more bytes that are not UTF-8 than characters of several bytes. Then the text is in another encoding;
  /// otherwise it is UTF-8 with some damage.
  package static func isOtherEncoding(_ bytes: ArraySlice<UInt8>) -> Bool {
    if isValid(bytes) { return false }
    var invalid = 0
    var characters = 0
    var position = bytes.startIndex
    while position < bytes.endIndex {
      let (length, isValid) = nextSequence(of: bytes, at: position)
      if !isValid { invalid += length } else if length > 1 { characters += 1 }
      position += length
    }
    return invalid > characters
  }

  private static func isValid(_ bytes: ArraySlice<UInt8>) -> Bool {
    do {
      _ = try UTF8Span(validating: bytes.span)
      return true
    } catch {
      return false
    }
  }

  /// The length of the character at `position`, or of the part of one to replace.
  private static func nextSequence(of bytes: ArraySlice<UInt8>, at position: Int) -> (length: Int, isValid: Bool) {
    // The trailing bytes that a lead byte needs, and the values that the first of them may have (Unicode, table 3-7).
    let trailing: Int
    var allowed: ClosedRange<UInt8> = 0x80...0xBF
    switch bytes[position] {
    case 0x00...0x7F: return (1, true)
    case 0xC2...0xDF: trailing = 1
    case 0xE0: (trailing, allowed) = (2, 0xA0...0xBF)
    case 0xED: (trailing, allowed) = (2, 0x80...0x9F)
    case 0xE1...0xEF: trailing = 2
    case 0xF0: (trailing, allowed) = (3, 0x90...0xBF)
    case 0xF1...0xF3: trailing = 3
    case 0xF4: (trailing, allowed) = (3, 0x80...0x8F)
    default: return (1, false)
    }
    for length in 1...trailing {
      guard position + length < bytes.endIndex, allowed.contains(bytes[position + length]) else {
        return (length, false)
      }
      allowed = 0x80...0xBF
    }
    return (trailing + 1, true)
  }
}
