/// The separator of fields in CSV or TSV: an ASCII character that is neither a quotation mark nor a line end.
public struct TableDelimiter: Sendable, Equatable {
  let byte: UInt8

  static let comma = TableDelimiter(validated: UInt8(ascii: ","))
  static let tab = TableDelimiter(validated: UInt8(ascii: "\t"))
  /// The delimiters that are tried when the expected one does not fit.
  static let common = [
    comma, TableDelimiter(validated: UInt8(ascii: ";")), tab, TableDelimiter(validated: UInt8(ascii: "|")),
  ]

  private init(validated byte: UInt8) { self.byte = byte }

  init?(byte: UInt8) {
    guard byte > 0, byte < 0x80, byte != UInt8(ascii: "\""), byte != 0x0A, byte != 0x0D else { return nil }
    self.byte = byte
  }

  /// The delimiter that a user typed: the character itself, or `tab` or `\t`. Nil for anything else.
  public init?(typed text: String) {
    let bytes = Array(text.utf8)
    if bytes == Array("tab".utf8) || bytes == Array("\\t".utf8) {
      self = .tab
    } else {
      guard bytes.count == 1 else { return nil }
      self.init(byte: bytes[0])
    }
  }

  /// The delimiter that a file's first line names as Excel does, `sep=;`. Nil for any other line.
  init?(namedBy line: ArraySlice<UInt8>) {
    let quote = UInt8(ascii: "\"")
    let isQuoted = line.count == 7 && line.first == quote && line.last == quote
    let content = isQuoted ? line.dropFirst().dropLast() : line
    guard content.count == 5, let last = content.last else { return nil }
    let word = content.dropLast().map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    guard word == Array("sep=".utf8) else { return nil }
    self.init(byte: last)
  }

  /// The delimiter in a message.
  public var description: String { self == .tab ? "a tab" : "'\(UnicodeScalar(byte))'" }

  /// The option that selects it.
  var option: String { "--delimiter \(self == .tab ? "tab" : description)" }
}
