/// Reads a JSON text (RFC 8259) from left to right, and builds nothing for the values that the caller skips.
///
///     var reader = JSONReader(bytes.span)
///     try reader.enterObject()
///     while try reader.nextMember(&name) {
///       if name == text { try reader.string(appendingTo: &output) } else { try reader.skipValue() }
///     }
///     try reader.finish()
///
/// It is strict, also in skipped values: it refuses comments, trailing commas, a byte order mark, raw control characters and invalid
/// UTF-8. Other readers differ in two things. Half of a surrogate pair (`\ud83d` alone) has no UTF-8, so it becomes U+FFFD. `NaN`,
/// `Infinity` and `-Infinity`, which Python writes, are numbers.
public struct JSONReader: ~Escapable {
  /// The most levels of nested arrays and objects. More could exhaust the stack.
  public static let maximumDepth = 512

  /// The kind of a value, by its first byte.
  public enum Kind: Sendable, Equatable {
    case null, bool, number, string, array, object
  }

  private let bytes: Span<UInt8>
  /// Bytes read so far.
  public private(set) var position = 0
  private var depth = 0
  /// The number of halves of surrogate pairs that have been read or skipped. Each became U+FFFD.
  public private(set) var replacedSurrogates = 0
  // Whether the next element is the first one of its array or object, which no comma precedes.
  private var isAtFirst = false

  @_lifetime(copy bytes)
  public init(_ bytes: Span<UInt8>) { self.bytes = bytes }

  /// The kind of the next value, which is not read.
  public mutating func kind() throws(JSONError) -> Kind {
    skipBlanks()
    switch byte {
    case UInt8(ascii: "{"): return .object
    case UInt8(ascii: "["): return .array
    case UInt8(ascii: "\""): return .string
    case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool
    case UInt8(ascii: "n"): return .null
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "N"), UInt8(ascii: "I"): return .number
    default: throw failure("a value was expected")
    }
  }

  /// Reads the `{` of an object. `nextMember` then moves to its members.
  public mutating func enterObject() throws(JSONError) { try enter(UInt8(ascii: "{")) }

  /// Reads the `[` of an array. `nextElement` then moves to its elements.
  public mutating func enterArray() throws(JSONError) { try enter(UInt8(ascii: "[")) }

  /// Moves to the next member of the object and sets `name`. The caller reads or skips the value before the next call.
  ///
  /// - Returns: false at the object's end.
  public mutating func nextMember(_ name: inout [UInt8]) throws(JSONError) -> Bool {
    guard try next(closing: UInt8(ascii: "}")) else { return false }
    name.removeAll(keepingCapacity: true)
    try string(appendingTo: &name)
    try expect(UInt8(ascii: ":"))
    return true
  }

  /// Moves to the next element of the array. The caller reads or skips it before the next call.
  ///
  /// - Returns: false at the array's end.
  public mutating func nextElement() throws(JSONError) -> Bool { try next(closing: UInt8(ascii: "]")) }

  /// Reads a string and appends its UTF-8.
  public mutating func string(appendingTo output: inout [UInt8]) throws(JSONError) {
    try readString(into: &output, keeps: true)
  }

  /// Reads a number.
  ///
  /// - Returns: the range of its text in the bytes.
  public mutating func number() throws(JSONError) -> Range<Int> {
    skipBlanks()
    let start = position
    if byte == UInt8(ascii: "N") {
      try word("NaN")
      return start..<position
    }
    if byte == UInt8(ascii: "-") { position += 1 }
    if byte == UInt8(ascii: "I") {
      try word("Infinity")
      return start..<position
    }
    if byte == UInt8(ascii: "0") { position += 1 } else { try skipDigits() }
    if byte == UInt8(ascii: ".") {
      position += 1
      try skipDigits()
    }
    if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
      position += 1
      if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { position += 1 }
      try skipDigits()
    }
    return start..<position
  }

  /// Reads `true` or `false`.
  public mutating func bool() throws(JSONError) -> Bool {
    skipBlanks()
    let value = byte == UInt8(ascii: "t")
    try word(value ? "true" : "false")
    return value
  }

  /// Reads `null`.
  public mutating func null() throws(JSONError) {
    skipBlanks()
    try word("null")
  }

  /// Reads a value of any kind without keeping it.
  public mutating func skipValue() throws(JSONError) {
    var unused: [UInt8] = []
    try skipValue(&unused)
  }

  /// Reads a value of any kind as a tree.
  public mutating func value() throws(JSONError) -> JSONValue {
    switch try kind() {
    case .null:
      try null()
      return .null
    case .bool:
      return .bool(try bool())
    case .number:
      let range = try number()
      return .number(bytes.extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) })
    case .string:
      var string: [UInt8] = []
      try self.string(appendingTo: &string)
      return .string(string)
    case .array:
      var elements: [JSONValue] = []
      try enterArray()
      while try nextElement() { elements.append(try value()) }
      return .array(elements)
    case .object:
      var members: [JSONMember] = []
      var name: [UInt8] = []
      try enterObject()
      while try nextMember(&name) { members.append(JSONMember(name: name, value: try value())) }
      return .object(members)
    }
  }

  /// Checks that nothing but blanks follows.
  public mutating func finish() throws(JSONError) {
    skipBlanks()
    guard position == bytes.count else { throw failure("the end of the text was expected") }
  }

  // MARK: Parts

  // The next byte, and 0 at the end of the text. JSON has no zero byte outside of strings, so every comparison fails there.
  private var byte: UInt8 { position < bytes.count ? bytes[position] : 0 }

  private mutating func skipBlanks() {
    while position < bytes.count {
      let byte = bytes[position]
      guard
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
          || byte == UInt8(ascii: "\t")
      else { return }
      position += 1
    }
  }

  private mutating func skipDigits() throws(JSONError) {
    let start = position
    while byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { position += 1 }
    guard position > start else { throw failure("a digit was expected") }
  }

  private mutating func expect(_ expected: UInt8) throws(JSONError) {
    skipBlanks()
    guard byte == expected else { throw failure("'\(Character(UnicodeScalar(expected)))' was expected") }
    position += 1
  }

  private mutating func word(_ word: StaticString) throws(JSONError) {
    for index in 0..<word.utf8CodeUnitCount {
      guard byte == word.utf8Start[index] else { throw failure("'\(word)' was expected") }
      position += 1
    }
  }

  private mutating func enter(_ opening: UInt8) throws(JSONError) {
    try expect(opening)
    depth += 1
    guard depth <= Self.maximumDepth else {
      position -= 1
      throw failure("nested deeper than \(Self.maximumDepth)")
    }
    isAtFirst = true
  }

  private mutating func next(closing: UInt8) throws(JSONError) -> Bool {
    skipBlanks()
    let isAtFirst = isAtFirst
    self.isAtFirst = false
    if byte == closing {
      position += 1
      depth -= 1
      return false
    }
    if !isAtFirst {
      guard byte == UInt8(ascii: ",") else {
        throw failure("',' or '\(Character(UnicodeScalar(closing)))' was expected")
      }
      position += 1
    }
    return true
  }

  private mutating func skipValue(_ unused: inout [UInt8]) throws(JSONError) {
    switch try kind() {
    case .null: try null()
    case .bool: _ = try bool()
    case .number: _ = try number()
    case .string: try readString(into: &unused, keeps: false)
    case .array:
      try enterArray()
      while try nextElement() { try skipValue(&unused) }
    case .object:
      try enterObject()
      while try next(closing: UInt8(ascii: "}")) {
        try readString(into: &unused, keeps: false)
        try expect(UInt8(ascii: ":"))
        try skipValue(&unused)
      }
    }
  }

  private func failure(_ problem: String) -> JSONError {
    let found: String
    if position >= bytes.count {
      found = "the text ends"
    } else if bytes[position] > 0x20, bytes[position] < 0x7F {
      found = "'\(Character(UnicodeScalar(bytes[position])))' found"
    } else {
      found = "byte 0x\(String(bytes[position], radix: 16)) found"
    }
    return JSONError(bytes, at: position, problem: "\(problem); \(found)")
  }
}

// MARK: Strings

extension JSONReader {
  /// Reads a string, and appends its bytes if the caller `keeps` them.
  private mutating func readString(into output: inout [UInt8], keeps: Bool) throws(JSONError) {
    skipBlanks()
    guard byte == UInt8(ascii: "\"") else { throw failure("a string was expected") }
    position += 1
    // The bytes from here to `position` need no decoding and have not been appended yet.
    var runStart = position
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") {
        if keeps { output.append(contentsOf: bytes, in: runStart..<position) }
        position += 1
        return
      } else if byte == UInt8(ascii: "\\") {
        if keeps { output.append(contentsOf: bytes, in: runStart..<position) }
        let scalar = try escape()
        if keeps { output.append(contentsOf: scalar.utf8) }
        runStart = position
      } else if byte < 0x20 {
        throw failure("a control character must be escaped in a string")
      } else if byte < 0x80 {
        position += 1
      } else {
        try skipMultibyteScalar()
      }
    }
    throw failure("the string is not closed")
  }

  /// Reads an escape, from the `\` to its end.
  private mutating func escape() throws(JSONError) -> UnicodeScalar {
    position += 1
    let letter = byte
    guard letter != UInt8(ascii: "u") else {
      position += 1
      return try unicodeEscape()
    }
    let scalar: UnicodeScalar
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): scalar = UnicodeScalar(letter)
    case UInt8(ascii: "b"): scalar = "\u{8}"
    case UInt8(ascii: "f"): scalar = "\u{C}"
    case UInt8(ascii: "n"): scalar = "\n"
    case UInt8(ascii: "r"): scalar = "\r"
    case UInt8(ascii: "t"): scalar = "\t"
    default: throw failure("one of \"\\/bfnrtu was expected after '\\'")
    }
    position += 1
    return scalar
  }

  /// Reads the digits of `\uXXXX`, and the second escape of a surrogate pair.
  private mutating func unicodeEscape() throws(JSONError) -> UnicodeScalar {
    let first = try fourHexadecimalDigits()
    if let scalar = UnicodeScalar(first) { return scalar }
    let afterFirst = position
    if first < 0xDC00, byte == UInt8(ascii: "\\") {
      position += 1
      if byte == UInt8(ascii: "u") {
        position += 1
        let second = try fourHexadecimalDigits()
        if (0xDC00...0xDFFF).contains(second),
          let scalar = UnicodeScalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        {
          return scalar
        }
      }
      position = afterFirst
    }
    replacedSurrogates += 1
    return "\u{FFFD}"
  }

  private mutating func fourHexadecimalDigits() throws(JSONError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Character(UnicodeScalar(byte)).hexDigitValue else {
        throw failure("four hexadecimal digits were expected after '\\u'")
      }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }

  /// Checks and skips a scalar of two to four bytes. It refuses overlong forms, surrogates and anything beyond U+10FFFF.
  private mutating func skipMultibyteScalar() throws(JSONError) {
    let lead = bytes[position]
    let count: Int
    switch lead {
    case 0xC2...0xDF: count = 2
    case 0xE0...0xEF: count = 3
    case 0xF0...0xF4: count = 4
    default: throw failure("valid UTF-8 was expected")
    }
    guard bytes.count - position >= count else { throw failure("valid UTF-8 was expected") }
    let second = bytes[position + 1]
    let seconds: ClosedRange<UInt8> =
      switch lead {
      case 0xE0: 0xA0...0xBF
      case 0xED: 0x80...0x9F
      case 0xF0: 0x90...0xBF
      case 0xF4: 0x80...0x8F
      default: 0x80...0xBF
      }
    guard seconds.contains(second) else { throw failure("valid UTF-8 was expected") }
    for index in 2..<max(count, 2) where bytes[position + index] & 0xC0 != 0x80 {
      throw failure("valid UTF-8 was expected")
    }
    position += count
  }
}
