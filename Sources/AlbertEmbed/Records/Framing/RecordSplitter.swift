/// Finds where records end in a stream of bytes. It is fed the bytes in any pieces and keeps its state between them.
struct RecordSplitter {
  /// What stands between records.
  enum Framing: Sendable, Equatable {
    /// This byte behind each record.
    case terminator(UInt8)
    /// A newline that is not inside a quoted field; fields are separated by this byte.
    case quotedLines(separator: UInt8)
    /// The marks of a JSON array.
    case elements
    /// Nothing: a file is a record.
    case wholeFile
  }

  /// Where in a quoted-lines record the next byte stands.
  private enum FieldState {
    case fieldStart, unquoted, quoted, quoteInQuoted
  }

  private let framing: Framing
  private var state = FieldState.fieldStart
  private var elements = ArrayElements()
  /// Newlines inside the record so far.
  private(set) var innerNewlines = 0
  /// The same where the last quote opened.
  private var newlinesBeforeQuote = 0

  /// Where the record's end is looked for inside quotes, the newlines of the record that stand before the opening one.
  var linesBeforeOpenQuote: Int? { state == .quoted ? newlinesBeforeQuote : nil }

  /// Bytes in front of what a record holds, which tell that it begins.
  var leadCount: Int { framing == .elements ? elements.leadCount : 0 }

  /// Bytes of a record's end mark that are part of it.
  var markCount: Int { framing == .elements ? 0 : 1 }

  /// Why the input cannot be read at all, where that has shown.
  var problem: String? { framing == .elements ? elements.problem : nil }

  /// What is wrong with an input that ends here, in the middle of its structure.
  var problemAtEnd: String? { framing == .elements ? elements.problemAtEnd : nil }

  init(_ framing: Framing) { self.framing = framing }

  /// Starts a new record.
  mutating func reset() {
    state = .fieldStart
    innerNewlines = 0
    elements.reset()
  }

  /// The index of the byte that ends the record, nil where it goes on beyond these bytes.
  mutating func findEnd(in bytes: Span<UInt8>) -> Int? {
    switch framing {
    case .terminator(let terminator):
      for index in bytes.indices where bytes[index] == terminator { return index }
      return nil
    case .quotedLines(let separator): return findUnquotedNewline(in: bytes, separator: separator)
    case .elements: return elements.findEnd(in: bytes)
    case .wholeFile: return nil
    }
  }

  private mutating func findUnquotedNewline(in bytes: Span<UInt8>, separator: UInt8) -> Int? {
    let quote = UInt8(ascii: "\"")
    let newline = UInt8(ascii: "\n")
    for index in bytes.indices {
      let byte = bytes[index]
      switch state {
      case .quoted:
        if byte == quote { state = .quoteInQuoted } else if byte == newline { innerNewlines += 1 }
        continue
      case .quoteInQuoted where byte == quote:
        state = .quoted
        continue
      case .fieldStart where byte == quote:
        state = .quoted
        newlinesBeforeQuote = innerNewlines
        continue
      default: break
      }
      if byte == newline { return index }
      state = byte == separator ? .fieldStart : .unquoted
    }
    return nil
  }
}
