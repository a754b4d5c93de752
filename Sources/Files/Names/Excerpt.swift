/// The beginning of a text for a message, with an ellipsis where something was left out.
///
/// - Parameters:
///   - text: of any length, also where it is a single character.
///   - count: Unicode scalars that are kept.
package func excerpt(_ text: some StringProtocol, of count: Int = 40) -> String {
  let scalars = text.unicodeScalars
  guard let end = scalars.index(scalars.startIndex, offsetBy: count, limitedBy: scalars.endIndex),
    end < scalars.endIndex
  else { return String(text) }
  return "\(text[..<end])…"
}

/// The beginning of what is meant to be a text.
package func excerpt(_ bytes: some Sequence<UInt8>, of count: Int = 40) -> String {
  // A scalar takes four bytes at most; what is cut off inside one is beyond those that are kept.
  excerpt(String(decoding: Array(bytes.prefix(4 * (count + 1))), as: UTF8.self), of: count)
}
