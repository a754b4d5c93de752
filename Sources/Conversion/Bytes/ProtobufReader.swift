/// Reads the fields of a Protocol Buffers message one after the other.
struct ProtobufReader {
  enum Value {
    case number(UInt64)
    /// 32 bits.
    case word(UInt32)
    /// 64 bits. No field that is read has them, so the value is skipped.
    case doubleWord
    /// Where a text, bytes or a message are.
    case bytes(Range<Int>)
  }

  private var reader: ByteReader

  var bytes: [UInt8] { reader.bytes }

  /// - Parameter range: the message in `bytes`; nil for all of them.
  init(_ bytes: [UInt8], _ range: Range<Int>? = nil) { reader = ByteReader(bytes, range) }

  /// The next field; nil at the message's end.
  mutating func next() throws(ByteReader.Failure) -> (number: UInt64, value: Value)? {
    guard !reader.isAtEnd else { return nil }
    let tag = try reader.variableLengthNumber()
    let value: Value
    switch tag & 7 {
    case 0: value = .number(try reader.variableLengthNumber())
    case 1:
      _ = try reader.take(8)
      value = .doubleWord
    case 2:
      let length = try reader.variableLengthNumber()
      value = .bytes(try reader.take(Int(clamping: length)))
    case 5: value = .word(try reader.integer(UInt32.self))
    default: throw reader.failure("a field has the unknown wire type \(tag & 7)")
    }
    return (tag >> 3, value)
  }
}
