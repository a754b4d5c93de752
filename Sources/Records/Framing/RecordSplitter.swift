/// Finds where records end in a stream of bytes. The bytes may come in any pieces; it keeps its state between them.
struct RecordSplitter {
  /// The rule by which bytes are cut into records.
  enum Framing: Sendable, Equatable {
    /// This byte ends each record.
    case terminator(UInt8)
    /// A line end (LF, CR LF or CR, as in Python's `csv`) that is not inside a quoted field ends each record. The delimiter
    /// separates fields. Without quoting, a quotation mark is an ordinary character.
    case rows(delimiter: TableDelimiter, quoting: TableQuoting)
    /// The brackets and commas of a JSON array separate records.
    case elements
    /// Each file is one record.
    case wholeFile
  }

  /// The position of the next byte in a row.
  private enum FieldState {
    case fieldStart, unquoted, quoted, quoteInQuoted
    /// After a carriage return, which ends the row. A newline here belongs to the same line end.
    case afterReturn
  }

  private let framing: Framing
  private var state = FieldState.fieldStart
  private var elements = ArrayElements()
  /// The number of line ends inside the record so far.
  private(set) var innerLineEnds = 0
  /// The number of line ends inside the record before its last opening quote.
  private var lineEndsBeforeQuote = 0
  /// Whether the last byte inside the quotes is a carriage return.
  private var endsInQuotedReturn = false

  /// The number of line ends in the record before the quote that is open; nil if no quote is open.
  var linesBeforeOpenQuote: Int? { state == .quoted ? lineEndsBeforeQuote : nil }

  /// Bytes at a record's beginning that are not part of its content: the bracket or comma of a JSON array.
  var leadCount: Int { framing == .elements ? elements.leadCount : 0 }

  /// The length of a record's end mark in bytes, as far as the mark belongs to that record.
  var markCount: Int { framing == .elements ? 0 : 1 }

  /// The length of the end mark if the input ends here: 1 for a carriage return without a newline.
  var markCountAtEnd: Int { state == .afterReturn ? 1 : 0 }

  /// Why the input cannot be read; nil if nothing is wrong so far.
  var problem: String? { framing == .elements ? elements.problem : nil }

  /// Why an input that ends here is not whole; nil if it is.
  var problemAtEnd: String? { framing == .elements ? elements.problemAtEnd : nil }

  init(_ framing: Framing) { self.framing = framing }

  /// Starts a new record.
  mutating func reset() {
    state = .fieldStart
    innerLineEnds = 0
    elements.reset()
  }

  /// The index of the last byte of the record's end mark; nil if the record goes on after these bytes. It is -1 if the mark
  /// is a carriage return that was the last byte of the piece before.
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
      case .afterReturn: return byte == newline ? index : index - 1
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
      state = byte == carriageReturn ? .afterReturn : byte == delimiter.byte ? .fieldStart : .unquoted
    }
    return nil
  }
}
