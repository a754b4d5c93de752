extension [UInt8] {
  /// The JSON string with this UTF-8 as its content, with its quotes.
  public init(jsonString content: Span<UInt8>) {
    self.init()
    append(jsonString: content)
  }

  /// Appends the JSON string with this UTF-8 as its content, with its quotes. It escapes only the quote, the backslash and control
  /// characters, so that people can read every script.
  public mutating func append(jsonString content: Span<UInt8>) {
    append(UInt8(ascii: "\""))
    var runStart = 0
    for index in content.indices {
      let byte = content[index]
      guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { continue }
      append(contentsOf: content, in: runStart..<index)
      runStart = index + 1
      append(UInt8(ascii: "\\"))
      switch byte {
      case UInt8(ascii: "\n"): append(UInt8(ascii: "n"))
      case UInt8(ascii: "\r"): append(UInt8(ascii: "r"))
      case UInt8(ascii: "\t"): append(UInt8(ascii: "t"))
      case 0..<0x20:
        append(contentsOf: "u00".utf8)
        append(Self.hexadecimalDigit(byte >> 4))
        append(Self.hexadecimalDigit(byte & 15))
      default: append(byte)
      }
    }
    append(contentsOf: content, in: runStart..<content.count)
    append(UInt8(ascii: "\""))
  }

  mutating func append(contentsOf bytes: Span<UInt8>, in range: Range<Int>) {
    bytes.extracting(range).withUnsafeBufferPointer { append(contentsOf: $0) }
  }

  private static func hexadecimalDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}
