/// Finds where records end in a stream of bytes. It is fed the bytes in any pieces and keeps its state between them.
struct RecordSplitter {
  /// What stands between records.
  enum Framing: Sendable, Equatable {
    /// This byte behind each record.
    case terminator(UInt8)
    /// A line end (LF, CR LF or CR, as Python's `csv` has it) that is not inside a quoted field. Fields are separated by the
    /// delimiter; without quoting a quotation mark is a character like any other.
    case rows(delimiter: TableDelimiter, quoting: TableQuoting)
    /// The marks of a JSON array.
    case elements
    /// Nothing: a file is a record.
    case wholeFile
  }

  /// Where in a row the next byte stands.
  private enum FieldState {
    case fieldStart, unquoted, quoted, quoteInQuoted
    /// Behind a carriage return, which ends the row; a newline behind it belongs to the same line end.
    case behindReturn
  }

  private let framing: Framing
  private var state = FieldState.fieldStart
  private var elements = ArrayElements()
  /// Line ends inside the record so far.
  private(set) var innerLineEnds = 0
  /// The same where the last quote opened.
  private var lineEndsBeforeQuote = 0
  /// Whether the last byte inside quotes is a carriage return.
  private var endsInQuotedReturn = false

  /// Where the record's end is looked for inside quotes, the line ends of the record that stand before the opening one.
  var linesBeforeOpenQuote: Int? { state == .quoted ? lineEndsBeforeQuote : nil }

  /// Bytes in front of what a record holds, which tell that it begins.
  var leadCount: Int { framing == .elements ? elements.leadCount : 0 }

  /// Bytes of a record's end mark that are part of it.
  var markCount: Int { framing == .elements ? 0 : 1 }

  /// Bytes at the end of the input, where it ends here, that end the record: a carriage return that no newline follows.
  var markCountAtEnd: Int { state == .behindReturn ? 1 : 0 }

  /// Why the input cannot be read at all, where that has shown.
  var problem: String? { framing == .elements ? elements.problem : nil }

  /// What is wrong with an input that ends here, in the middle of its structure.
  var problemAtEnd: String? { framing == .elements ? elements.problemAtEnd : nil }

  init(_ framing: Framing) { self.framing = framing }

  /// Starts a new record.
  mutating func reset() {
    state = .fieldStart
    innerLineEnds = 0
    elements.reset()
  }

  /// The index of the last byte of the record's end mark, nil where the record goes on beyond these bytes. It is -1 where that
  /// byte, a carriage return, was the last one of the bytes before.
  mutating func findEnd(in bytes: Span<UInt8>) -> Int? {
    switch framing {
    case .terminator(let terminator):
      for index in bytes.indices where bytes[index] == terminator { return index }
      return nil
    case .rows(let delimiter, let quoting): return findRowEnd(in: bytes, delimiter: delimiter, quoting: quoting)
    case .elements: return elements.findEnd(in: bytes)
    case .wholeFile: return nil
    }
  }

  private mutating func findRowEnd(in bytes: Span<UInt8>, delimiter: TableDelimiter, quoting: TableQuoting) -> Int? {
    let quote = UInt8(ascii: "\"")
    let newline = UInt8(ascii: "\n")
    let carriageReturn = UInt8(ascii: "\r")
    for index in bytes.indices {
      let byte = bytes[index]
      switch state {
      case .behindReturn: return byte == newline ? index : index - 1
      case .quoted:
        if byte == quote { state = .quoteInQuoted }
        if byte == carriageReturn || byte == newline && !endsInQuotedReturn { innerLineEnds += 1 }
        endsInQuotedReturn = byte == carriageReturn
        continue
      case .quoteInQuoted where byte == quote:
        state = .quoted
        continue
      case .fieldStart where byte == quote && quoting == .standard:
        state = .quoted
        lineEndsBeforeQuote = innerLineEnds
        endsInQuotedReturn = false
        continue
      default: break
      }
      if byte == newline { return index }
      state = byte == carriageReturn ? .behindReturn : byte == delimiter.byte ? .fieldStart : .unquoted
    }
    return nil
  }
}
