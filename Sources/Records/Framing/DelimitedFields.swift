/// The fields of one row of CSV or TSV. Its buffers are reused from row to row.
struct DelimitedFields {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  /// Whether the last field opens a quote that is not closed.
  private(set) var isUnclosed = false
  /// Whether a quoted field contains a line end.
  private(set) var hasLineEnd = false

  var count: Int { ends.count }

  subscript(index: Int) -> ArraySlice<UInt8> { bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]] }

  /// Splits a row without its line end.
  ///
  /// With standard quoting, a field that begins with a quote goes on to the next single quote, and two quotes in it stand
  /// for one (RFC 4180). As in Python's `csv`, a quote elsewhere is an ordinary character, and characters after a closing
  /// quote belong to the field.
  mutating func split(_ row: ArraySlice<UInt8>, delimiter: TableDelimiter, quoting: TableQuoting) {
    let quote = UInt8(ascii: "\"")
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    (isUnclosed, hasLineEnd) = (false, false)
    var isQuoted = false
    var isFieldStart = true
    var index = row.startIndex
    while index < row.endIndex {
      let byte = row[index]
      index += 1
      if isQuoted {
        if byte != quote {
          bytes.append(byte)
          if byte == 0x0A || byte == 0x0D { hasLineEnd = true }
        } else if index < row.endIndex, row[index] == quote {
          bytes.append(quote)
          index += 1
        } else {
          isQuoted = false
        }
      } else if byte == delimiter.byte {
        ends.append(bytes.count)
        isFieldStart = true
        continue
      } else if isFieldStart, byte == quote, quoting == .standard {
        isQuoted = true
      } else {
        bytes.append(byte)
      }
      isFieldStart = false
    }
    ends.append(bytes.count)
    isUnclosed = isQuoted
  }
}
