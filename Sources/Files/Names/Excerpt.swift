/// The beginning of a text, for a message, with an ellipsis where more follows.
///
/// - Parameters:
///   - text: of any length; a single Character may be long, too.
///   - count: how many Unicode scalars are kept.
package func excerpt(_ text: some StringProtocol, of count: Int = 40) -> String {
  let scalars = text.unicodeScalars
  guard let end = scalars.index(scalars.startIndex, offsetBy: count, limitedBy: scalars.endIndex),
    end < scalars.endIndex
  else { return String(text) }
  return "\(text[..<end])…"
}

/// The beginning of bytes that should be text.
package func excerpt(_ bytes: some Sequence<UInt8>, of count: Int = 40) -> String {
  // A scalar takes at most four bytes, so one that is cut in two lies after those that are kept.
  excerpt(String(decoding: Array(bytes.prefix(4 * (count + 1))), as: UTF8.self), of: count)
}
