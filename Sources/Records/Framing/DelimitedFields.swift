/// The fields of one row of CSV or TSV, in buffers that are reused from row to row.
struct DelimitedFields {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  /// Whether the last field opens a quote that nothing closes.
  private(set) var isUnclosed = false
  /// Whether a quoted field holds a line end.
  private(set) var hasLineEnd = false

  var count: Int { ends.count }

  subscript(index: Int) -> ArraySlice<UInt8> { bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]] }

  /// Splits a row without its line end.
  ///
  /// With standard quoting a field that begins with a quote reaches to the next single quote, doubled ones standing for one
  /// (RFC 4180). A quote elsewhere is a character like any other, and what follows a closing quote belongs to the field, as
  /// in Python's `csv`.
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
