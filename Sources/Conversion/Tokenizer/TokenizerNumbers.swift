/// A decimal number as the reference's JSON reader (serde_json) rounds it: the digits as an integer, which is rounded,
/// times or divided by a power of ten, which is rounded again. The result may differ from the nearest double in the last
/// bit, and with the scores' last bits go the ties between two ways to cut a word.
func parseReferenceDouble(_ text: String) -> Double? {
  var significand: UInt64 = 0
  var exponent = 0
  var isNegative = false
  var isFraction = false
  var isFull = false
  var explicitExponent = 0
  var bytes = Array(text.utf8)[...]
  if bytes.first == UInt8(ascii: "-") {
    isNegative = true
    bytes = bytes.dropFirst()
  }
  while let byte = bytes.popFirst() {
    switch byte {
    case UInt8(ascii: "."): isFraction = true
    case UInt8(ascii: "e"), UInt8(ascii: "E"):
      guard
        let value = Int(String(decoding: bytes.first == UInt8(ascii: "+") ? bytes.dropFirst() : bytes, as: UTF8.self))
      else { return nil }
      explicitExponent = min(max(value, -100_000), 100_000)
      bytes = []
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      let (product, overflow) = significand.multipliedReportingOverflow(by: 10)
      let (sum, overflow2) = product.addingReportingOverflow(UInt64(byte - UInt8(ascii: "0")))
      // From the first digit that does not fit on, digits count for their place only.
      if isFull || overflow || overflow2 {
        isFull = true
        if !isFraction { exponent += 1 }
      } else {
        significand = sum
        if isFraction { exponent -= 1 }
      }
    default: return nil
    }
  }
  exponent += explicitExponent
  var value = Double(significand)
  while exponent < -308, value != 0 {
    value /= 1e308
    exponent += 308
  }
  if value != 0 {
    guard exponent <= 308, let power = Double("1e\(abs(exponent))") else { return nil }
    if exponent >= 0 { value *= power } else { value /= power }
  }
  return value.isFinite ? (isNegative ? -value : value) : nil
}

/// The bytes of a base64 text (RFC 4648, with padding); nil where it is none.
func decodeBase64(_ text: [UInt8]) -> [UInt8]? {
  guard text.count % 4 == 0 else { return nil }
  let digits =
    text.last == UInt8(ascii: "=") ? text.dropLast(text.dropLast().last == UInt8(ascii: "=") ? 2 : 1) : text[...]
  var bytes: [UInt8] = []
  bytes.reserveCapacity(digits.count / 4 * 3 + 2)
  var bits: UInt32 = 0
  var count = 0
  for digit in digits {
    let value: UInt8
    switch digit {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = digit - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): value = digit - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): value = digit - UInt8(ascii: "0") + 52
    case UInt8(ascii: "+"): value = 62
    case UInt8(ascii: "/"): value = 63
    default: return nil
    }
    bits = bits << 6 | UInt32(value)
    count += 6
    if count >= 8 {
      count -= 8
      bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
    }
  }
  return bytes
}
