/// Reads bytes and little-endian numbers one after the other. It reads nothing past the end, whatever a length says.
struct ByteReader {
  struct Failure: Error {
    /// The byte where reading failed, counted from the first one.
    let position: Int
    let problem: String
  }

  let bytes: [UInt8]
  private(set) var position: Int
  private let end: Int

  /// - Parameter range: the part to read; nil for all of it.
  init(_ bytes: [UInt8], _ range: Range<Int>? = nil) {
    self.bytes = bytes
    position = range?.lowerBound ?? 0
    end = range?.upperBound ?? bytes.count
  }

  var isAtEnd: Bool { position == end }

  func failure(_ problem: String) -> Failure { Failure(position: position, problem: problem) }

  mutating func byte() throws(Failure) -> UInt8 {
    guard position < end else { throw failure("the data end too early") }
    position += 1
    return bytes[position - 1]
  }

  /// Skips `count` bytes and returns where they are.
  mutating func take(_ count: Int) throws(Failure) -> Range<Int> {
    guard count >= 0, count <= end - position else { throw failure("the data end too early") }
    position += count
    return position - count..<position
  }

  mutating func integer<Integer: FixedWidthInteger & UnsignedInteger>(_: Integer.Type) throws(Failure) -> Integer {
    try take(Integer.bitWidth / 8).reversed().reduce(0) { $0 << 8 | Integer(bytes[$1]) }
  }

  /// A length or an offset, which must fit an `Int`.
  mutating func size<Integer: FixedWidthInteger & UnsignedInteger>(_: Integer.Type) throws(Failure) -> Int {
    let value = try integer(Integer.self)
    guard let size = Int(exactly: value) else { throw failure("\(value) is too large for a size") }
    return size
  }

  /// A varint: each byte holds 7 bits of the number, the lowest first. The top bit of a byte says whether another one follows.
  mutating func variableLengthNumber() throws(Failure) -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 70, by: 7) {
      let byte = try byte()
      if shift < 64 { value |= UInt64(byte & 0x7F) << shift }
      if byte < 0x80 { return value }
    }
    throw failure("a number has more than 10 bytes")
  }

  /// The bytes up to the next line feed, which is skipped.
  mutating func line(atMost maximum: Int) throws(Failure) -> Range<Int> {
    let start = position
    while try byte() != UInt8(ascii: "\n") {
      guard position - start <= maximum else { throw failure("a name has more than \(maximum) bytes") }
    }
    return start..<position - 1
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}
