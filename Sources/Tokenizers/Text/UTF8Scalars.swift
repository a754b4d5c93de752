extension Span<UInt8> {
  /// Decodes the scalar at `position`, and moves `position` after it. A byte that is not valid UTF-8 is U+FFFD.
  @inline(__always)
  package func decodeScalar(at position: inout Int, end: Int) -> UInt32 {
    let first = UInt32(self[position])
    position += 1
    if first < 0x80 { return first }
    let length = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1
    guard first >= 0xC2, first < 0xF5, position + length <= end else { return 0xFFFD }
    var scalar = first & (0x3F >> UInt32(length))
    for offset in 0..<length {
      let byte = UInt32(self[position + offset])
      guard byte & 0xC0 == 0x80 else { return 0xFFFD }
      scalar = scalar << 6 | byte & 0x3F
    }
    guard scalar < 0x110000, scalar & 0xFFFF_F800 != 0xD800 else { return 0xFFFD }
    position += length
    return scalar
  }

  func scalar(after position: Int) -> UInt32? {
    guard position < count else { return nil }
    var next = position
    return decodeScalar(at: &next, end: count)
  }

  package func scalar(before position: Int) -> UInt32? {
    guard position > 0 else { return nil }
    var start = position - 1
    while start > 0, position - start < 4, self[start] & 0xC0 == 0x80 { start -= 1 }
    return decodeScalar(at: &start, end: position)
  }
}

extension [UInt8] {
  /// Appends the UTF-8 of a scalar.
  @inline(__always)
  mutating func append(scalar: UInt32) {
    if scalar < 0x80 {
      append(UInt8(scalar))
    } else if scalar < 0x800 {
      append(UInt8(0xC0 | scalar >> 6))
      append(UInt8(0x80 | scalar & 0x3F))
    } else if scalar < 0x10000 {
      append(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
      append(UInt8(0x80 | scalar >> 6 & 0x3F))
      append(UInt8(0x80 | scalar & 0x3F))
    } else {
      append(UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18))
      append(UInt8(0x80 | scalar >> 12 & 0x3F))
      append(UInt8(0x80 | scalar >> 6 & 0x3F))
      append(UInt8(0x80 | scalar & 0x3F))
    }
  }

  /// The scalars of UTF-8 bytes.
  package var decodedScalars: [UInt32] {
    var scalars: [UInt32] = []
    var position = 0
    while position < count { scalars.append(span.decodeScalar(at: &position, end: count)) }
    return scalars
  }
}

/// Unicode's White_Space.
@inline(__always)
func isWhiteSpace(_ scalar: UInt32) -> Bool {
  if scalar < 0x80 { return scalar == 0x20 || scalar &- 0x09 < 5 }
  switch scalar {
  case 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: return true
  default: return false
  }
}
