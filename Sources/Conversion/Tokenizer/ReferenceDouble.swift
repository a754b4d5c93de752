/// Reads a decimal number with the rounding of the reference's JSON reader (serde_json): the digits as an integer, rounded, then
/// multiplied or divided by a power of ten, rounded again. The last bit may differ from that of the nearest double, and the last
/// bits of scores decide ties between two ways to cut a word.
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
      // The digits from the first one that does not fit on only change the exponent.
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
