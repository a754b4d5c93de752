/// The fields of one line of CSV or TSV, in buffers that are reused from line to line.
struct DelimitedFields {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  /// Whether the last field opens a quote that nothing closes.
  private(set) var isUnclosed = false

  var count: Int { ends.count }

  subscript(index: Int) -> ArraySlice<UInt8> { bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]] }

  /// Splits a line without its newline.
  ///
  /// A field that begins with a quote reaches to the next single quote, doubled ones standing for one (RFC 4180). A quote
  /// elsewhere is a character like any other, and what follows a closing quote belongs to the field, as in Python's `csv`.
  mutating func split(_ line: ArraySlice<UInt8>, separator: UInt8) {
    let quote = UInt8(ascii: "\"")
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    isUnclosed = false
    var isQuoted = false
    var isFieldStart = true
    var index = line.startIndex
    while index < line.endIndex {
      let byte = line[index]
      index += 1
      if isQuoted {
        if byte != quote {
          bytes.append(byte)
        } else if index < line.endIndex, line[index] == quote {
          bytes.append(quote)
          index += 1
        } else {
          isQuoted = false
        }
      } else if byte == separator {
        ends.append(bytes.count)
        isFieldStart = true
        continue
      } else if isFieldStart, byte == quote {
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
