import Files

/// The rows of an array that an earlier run wrote, found by their keys.
public final class ReusableRows: Sendable {
  private let keys: KeyFile
  private let array: RandomAccessFile
  private let format: NPYFormat

  /// A row that was found. Its bytes have not been read yet.
  public struct Row: Sendable {
    fileprivate let key: RowKey
    fileprivate let entry: KeyFile.Entry
  }

  /// The path of the file of keys beside an array.
  ///
  /// - Throws: where the path's symbolic links lead in a circle.
  public static func keysPath(besides array: String) throws(InputOutputError) -> String {
    "\(try pathBehindLinks(array))\(KeysFormat.suffix)"
  }

  /// Opens an array and the file of keys beside it. Both stay open, so that other files may get their names meanwhile.
  ///
  /// - Parameters:
  ///   - identity: what the wanted rows depend on besides their keys. The array's rows must depend on the same.
  ///   - format: the format of the wanted rows.
  ///   - difference: returns the difference between another identity and the wanted one, in words; nil if it does not know it.
  /// - Throws: where one of the files is missing, damaged or not made for the other, or the array's rows have another model,
  ///   request or format.
  public init(
    path: String, identity: [UInt8], format: NPYFormat, difference: (_ other: [UInt8]) -> String?
  ) throws(InputOutputError) {
    let keysPath = try Self.keysPath(besides: path)
    array = try RandomAccessFile(path: path)
    guard fileExists(keysPath) != false else {
      throw .failed("\(path): has no \(keysPath) beside it, so its rows cannot be reused; a run with --keys writes one")
    }
    keys = try KeyFile(path: keysPath)
    self.format = format
    let layout = keys.layout
    let wanted = KeysFormat(identity: identity, array: format).layout(rowCount: layout.rowCount)
    guard layout.elementType.isSame(as: wanted.elementType), layout.columnCount == wanted.columnCount else {
      throw .failed(
        """
        \(path): none of its rows can be reused: they have \(layout.columnCount) columns of \(layout.elementType), and this \
        run's have \(wanted.columnCount) columns of \(wanted.elementType)
        """)
    }
    guard layout.identity == wanted.identity else {
      let words = difference(layout.identity) ?? "they are of another model, or made with other options"
      throw .failed("\(path): none of its rows can be reused: \(words)")
    }
    guard layout == wanted else {
      throw .failed(
        """
        \(keysPath): was made for an array of \(layout.arraySize) bytes, but its \(layout.rowCount) rows take \
        \(wanted.arraySize); \(KeyFileLayout.remedy)
        """)
    }
    guard array.size == wanted.arraySize else {
      throw .failed(
        """
        \(path): has \(array.size) bytes, and had \(wanted.arraySize) when \(keysPath) was made; it was cut or is another \
        file
        """)
    }
    guard try array.bytes(0..<format.headerSize) == format.header(rowCount: layout.rowCount) else {
      throw .failed("\(path): its header is not the one of the array that \(keysPath) was made for")
    }
  }

  /// The first row with a key; nil where no row has it. Several threads may call it at once.
  public func row(_ key: RowKey) throws(InputOutputError) -> Row? {
    try keys.entry(key).map { Row(key: key, entry: $0) }
  }

  /// Reads a row's numbers. In the array's format they are written as the same bytes again.
  ///
  /// - Throws: where the bytes cannot be read, or are not those that were written for the key.
  public func values(_ row: Row) throws(InputOutputError) -> [Float] {
    format.elementType.values(try bytes(row), columns: format.columnCount)
  }

  func bytes(_ row: Row) throws(InputOutputError) -> [UInt8] {
    let start = format.headerSize + row.entry.row * format.rowSize
    let bytes = try array.bytes(start..<start + format.rowSize)
    guard row.key.checksum(with: bytes) == row.entry.checksum else {
      throw .failed(
        """
        \(array.path): row \(row.entry.row) is not what \(keys.file.path) was made for (its checksum differs); run \
        without --reuse, and with --keys, to make both anew
        """)
    }
    return bytes
  }

  /// - Throws: where a file has changed since it was opened.
  public func checkUnchanged() throws(InputOutputError) {
    try keys.file.checkUnchanged()
    try array.checkUnchanged()
  }
}

extension NPYFormat {
  var headerSize: Int { array.headerSize }
  var rowSize: Int { elementType.elementCount(columns: columnCount) * elementType.elementSize }
  func header(rowCount: Int) -> [UInt8] { array.header().bytes(for: OutputCounts(rows: rowCount)) }
}

extension OutputElementType {
  /// The numbers of a row, from its bytes.
  func values(_ bytes: [UInt8], columns: Int) -> [Float] {
    switch self {
    case .int8: bytes.map { Float(Int8(bitPattern: $0)) }
    case .bits: (0..<columns).map { bytes[$0 / 8] & 0x80 >> UInt8($0 % 8) == 0 ? -1 : 1 }
    case .float32: numbers(bytes, UInt32.self).map { Float(bitPattern: $0) }
    case .float16: numbers(bytes, UInt16.self).map { Float(Binary16(bits: $0)) }
    }
  }

  private func numbers<Number: FixedWidthInteger & BitwiseCopyable>(_ bytes: [UInt8], _: Number.Type) -> [Number] {
    let bytes = bytes.span.bytes
    var numbers: [Number] = []
    numbers.reserveCapacity(bytes.byteCount / elementSize)
    for start in stride(from: 0, to: bytes.byteCount, by: elementSize) {
      numbers.append(Number(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: start, as: Number.self)))
    }
    return numbers
  }
}
