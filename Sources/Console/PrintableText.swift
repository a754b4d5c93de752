/// The scalars that stand for bytes of a file's name that are part of no character (see FileName).
package enum ByteScalar {
  /// The one of byte 0; those of ASCII are never used.
  package static let first: UInt32 = 0x10_FF00
  package static let all: ClosedRange<UInt32> = 0x10_FF80...0x10_FFFF
}

/// Text for one line of a terminal: what would move the cursor, break the line or turn the writing round, and bytes that are
/// no character, are shown as `\x1B`, `\xE9` or `\u{202E}`.
package func printable(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: isUnprintable) else { return text }
  var result = ""
  for scalar in text.unicodeScalars {
    if ByteScalar.all.contains(scalar.value) {
      result += "\\x" + byteDigits(scalar.value - ByteScalar.first)
    } else if isUnprintable(scalar) {
      result +=
        scalar.value < 0x80
        ? "\\x" + byteDigits(scalar.value) : "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
    } else {
      result.unicodeScalars.append(scalar)
    }
  }
  return result
}

private func isUnprintable(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case ..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069, ByteScalar.all: true
  default: false
  }
}

private func byteDigits(_ value: UInt32) -> String {
  let digits = String(value, radix: 16, uppercase: true)
  return digits.count < 2 ? "0\(digits)" : digits
}

/// A line of at most 16 KiB: of a longer one the middle is left out, since what is wrong and what to do about it stand at the
/// ends.
func shortenedLine(_ line: String) -> String {
  let (largest, start, end) = (16 << 10, 12 << 10, 3 << 10)
  guard line.utf8.count > largest else { return line }
  let bytes = Array(line.utf8)
  return String(decoding: bytes.prefix(start), as: UTF8.self) + " … "
    + String(decoding: bytes.suffix(end), as: UTF8.self)
}
