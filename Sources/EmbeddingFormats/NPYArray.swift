// NPY version 1.0, as numpy writes it:
//   6  magic: 93 'N' 'U' 'M' 'P' 'Y'
//   2  version: 1, 0
//   2  length of the header text, little-endian
//      header text: a Python dictionary, blanks, a newline; the data behind it begin at a multiple of 64
//      data: rows in C order, little-endian

/// What a NumPy array holds, but for its number of rows.
struct NPYArray {
  /// NumPy's name of the element type: `<f4` is little-endian float32.
  let descriptor: String
  /// Bytes of an element.
  let elementSize: Int
  /// Elements of a row; nil for an array of one dimension.
  let columnCount: Int?

  /// Bytes before the first row. There is room for the 20 digits that the largest count of rows may take.
  var headerSize: Int { (10 + dictionary(count: String(repeating: "0", count: 20)).count + 1 + 63) / 64 * 64 }

  /// - Parameter itemCount: the array's rows in a file that holds so much.
  func header(_ itemCount: @escaping @Sendable (OutputCounts) -> Int = { $0.rows }) -> FileHeader {
    FileHeader(size: headerSize, itemSize: (columnCount ?? 1) * elementSize, itemCount: itemCount) { rowCount in
      bytes(rowCount: rowCount)
    }
  }

  private func bytes(rowCount: Int) -> [UInt8] {
    let dictionary = dictionary(count: String(rowCount))
    let textSize = headerSize - 10
    var header: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(textSize & 0xFF), UInt8(textSize >> 8)]
    header += dictionary
    header += [UInt8](repeating: UInt8(ascii: " "), count: textSize - dictionary.count - 1)
    header.append(UInt8(ascii: "\n"))
    return header
  }

  private func dictionary(count: String) -> [UInt8] {
    let shape = columnCount.map { "(\(count), \($0))" } ?? "(\(count),)"
    return Array("{'descr': '\(descriptor)', 'fortran_order': False, 'shape': \(shape), }".utf8)
  }
}

extension NPYArray {
  /// The array of rows of columns that a header speaks of; nil for a header that this program would not write for elements
  /// of this type.
  init?(header: [UInt8], descriptor: String, elementSize: Int) {
    let text = String(decoding: header.dropFirst(10), as: UTF8.self)
    let numbers = text.firstRange(of: "'shape': (").map { text[$0.upperBound...].prefix { $0 != ")" } } ?? ""
    let shape = numbers.split(separator: ",").map { Int($0.drop { $0 == " " }) }
    guard shape.count == 2, let rowCount = shape[0], let columnCount = shape[1], rowCount >= 0,
      (1...1 << 40).contains(columnCount)
    else { return nil }
    self.init(descriptor: descriptor, elementSize: elementSize, columnCount: columnCount)
    guard bytes(rowCount: rowCount) == header else { return nil }
  }
}
