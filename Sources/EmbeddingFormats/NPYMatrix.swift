import Files

/// A matrix from a file of `np.save`: little-endian float32 or float64, in C or Fortran order.
public struct NPYMatrix: Sendable, Equatable {
  public let rowCount: Int
  public let columnCount: Int
  /// Row-major.
  public let values: [Float]

  /// The size of the largest file that is read, in bytes. A projection of 16,384 columns onto 8,192 takes as much.
  private static let largestFile = 512 << 20

  /// - Throws: where the file cannot be read or is not such a matrix, or there is not enough memory for it.
  public init(path: String) throws(InputOutputError) {
    let file = try InputFile(.path(path))
    let tooLarge = InputOutputError.failed("\(path): has more than \(Self.largestFile) bytes, the most that are read")
    guard file.extent ?? 0 <= Self.largestFile else { throw tooLarge }
    let bytes = try file.content(atMost: Self.largestFile + 1)
    guard bytes.count <= Self.largestFile else { throw tooLarge }
    guard FreeMemory.has(bytes.count) else {
      throw .shortage("\(path): there is not enough free memory for its \(bytes.count >> 20) MB of numbers")
    }
    try file.checkUnchanged()
    do {
      try self.init(bytes)
    } catch {
      throw .failed("\(path): \(error.problem)")
    }
  }

  struct Failure: Error { let problem: String }

  init(_ bytes: [UInt8]) throws(Failure) {
    guard bytes.count >= 12, bytes.starts(with: [0x93] + Array("NUMPY".utf8)), (1...3).contains(bytes[6]) else {
      throw Failure(problem: "is not an NPY file (its first bytes differ)")
    }
    // Version 1 gives the header's length in two bytes, the later ones in four.
    let textStart = bytes[6] == 1 ? 10 : 12
    var textLength = Int(bytes[8]) | Int(bytes[9]) << 8
    if bytes[6] > 1 { textLength |= Int(bytes[10]) << 16 | Int(bytes[11]) << 24 }
    guard bytes.count - textStart >= textLength else { throw Failure(problem: "ends inside its header") }
    let header = String(decoding: bytes[textStart..<textStart + textLength], as: UTF8.self)
    let shape = try Self.shape(in: header)
    let isFloat64 = header.contains("'<f8'")
    guard isFloat64 || header.contains("'<f4'") else {
      throw Failure(problem: "holds elements that are neither float32 nor float64: \(excerpt(header, of: 80))")
    }
    let size = isFloat64 ? 8 : 4
    let (count, overflow) = shape.rows.multipliedReportingOverflow(by: shape.columns)
    let data = bytes.count - textStart - textLength
    guard !overflow, count <= data / size, count * size == data else {
      throw Failure(problem: "has \(data) bytes of data, but its shape is (\(shape.rows), \(shape.columns))")
    }
    let isColumnMajor = header.contains("'fortran_order': True")
    rowCount = shape.rows
    columnCount = shape.columns
    values = (0..<count).map { index in
      let place = isColumnMajor ? index % shape.columns * shape.rows + index / shape.columns : index
      let start = textStart + textLength + place * size
      var bits: UInt64 = 0
      for byte in (0..<size).reversed() { bits = bits << 8 | UInt64(bytes[start + byte]) }
      return isFloat64 ? Float(Double(bitPattern: bits)) : Float(bitPattern: UInt32(bits))
    }
  }

  /// The two numbers of "'shape': (3, 4)".
  private static func shape(in header: String) throws(Failure) -> (rows: Int, columns: Int) {
    let numbers = header.firstRange(of: "'shape': (").map { header[$0.upperBound...].prefix { $0 != ")" } } ?? ""
    let parts = numbers.split(separator: ",").map { Int($0.drop { $0 == " " }) }
    guard parts.count == 2, let rows = parts[0], let columns = parts[1], rows >= 0, columns >= 0 else {
      throw Failure(problem: "has shape (\(numbers)); a matrix was expected")
    }
    return (rows, columns)
  }
}
