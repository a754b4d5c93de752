// NPY version 1.0, as numpy writes it:
//   6  magic: 93 'N' 'U' 'M' 'P' 'Y'
//   2  version: 1, 0
//   2  length of the header text, little-endian
//      header text: a Python dictionary, blanks, a newline; the data after it begin at a multiple of 64
//      data: rows in C order, little-endian

/// The shape and element type of a NumPy array, without its number of rows.
struct NPYArray {
  /// NumPy's name for the element type: `<f4` is little-endian float32.
  let descriptor: String
  /// The size of an element in bytes.
  let elementSize: Int
  /// The number of elements in a row; nil for an array of one dimension.
  let columnCount: Int?

  /// The size of the header in bytes. It leaves room for a row count of 20 digits, so it does not depend on the count.
  var headerSize: Int { (10 + dictionary(count: String(repeating: "0", count: 20)).count + 1 + 63) / 64 * 64 }

  /// The header of the array's file.
  ///
  /// - Parameter itemCount: the number of the array's rows for the counts of the file. Default: the number of the output's rows.
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
  /// Reads the header of an array with two dimensions; nil for a header that this program does not write for this element type.
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
