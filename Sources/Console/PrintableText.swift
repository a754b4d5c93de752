/// The scalars that stand for the bytes of a file's name that are not part of a character (see FileName).
package enum ByteScalar {
  /// The scalar of byte 0. Those of ASCII bytes are never used.
  package static let first: UInt32 = 0x10_FF00
  package static let all: ClosedRange<UInt32> = 0x10_FF80...0x10_FFFF
}

/// Makes a text safe to print on one line of a terminal: characters that would move the cursor, break the line or change the
/// writing direction, and bytes that are not part of a character, become `\x1B`, `\xE9` or `\u{202E}`.
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

/// Shortens a line to 16 KiB by leaving out its middle: the problem stands at its beginning, the remedy at its end.
func shortenedLine(_ line: String) -> String {
  let (largest, start, end) = (16 << 10, 12 << 10, 3 << 10)
  guard line.utf8.count > largest else { return line }
  let bytes = Array(line.utf8)
  return String(decoding: bytes.prefix(start), as: UTF8.self) + " … "
    + String(decoding: bytes.suffix(end), as: UTF8.self)
}
