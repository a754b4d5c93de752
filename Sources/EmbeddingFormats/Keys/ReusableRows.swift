import Files

/// The rows of an array that was written before, found by their keys.
public final class ReusableRows: Sendable {
  private let keys: KeyFile
  private let array: RandomAccessFile
  private let format: NPYFormat

  /// A row that can be taken, whose bytes have not been read yet.
  public struct Row: Sendable {
    fileprivate let key: RowKey
    fileprivate let entry: KeyFile.Entry
  }

  /// The name of the file of keys beside an array's.
  ///
  /// - Throws: where the path's symbolic links lead in a circle.
  public static func keysPath(besides array: String) throws(InputOutputError) -> String {
    "\(try pathBehindLinks(array))\(KeysFormat.suffix)"
  }

  /// Opens an array and the file of keys beside it. Both stay open, so that either name may be given to another file.
  ///
  /// - Parameters:
  ///   - identity: what the rows that are wanted depend on besides their keys. Those of the array must have the same.
  ///   - format: of the rows that are wanted.
  ///   - difference: says in what another identity differs from the one that is wanted; nil if it cannot tell.
  /// - Throws: where one of the files is missing, damaged or not made for the other, or the rows are of another model, request
  ///   or format.
  public init(
    path: String, identity: [UInt8], format: NPYFormat, difference: (_ other: [UInt8]) -> String?
  ) throws(InputOutputError) {
    let keysPath = try Self.keysPath(besides: path)
    array = try RandomAccessFile(path: path)
    guard FileIdentity(path: keysPath) != nil || errno != ENOENT else {
      throw .failed("\(path): has no \(keysPath) beside it, which a run with --keys leaves; its rows cannot be reused")
    }
    keys = try KeyFile(path: keysPath)
    self.format = format
    let layout = keys.layout
    let wanted = KeysFormat(identity: identity, array: format).layout(rowCount: layout.rowCount)
    guard layout.elementType.isSame(as: wanted.elementType), layout.columnCount == wanted.columnCount else {
      throw .failed(
        """
        \(path): none of its rows can be reused: they are \(layout.columnCount) times \(layout.elementType), and those of \
        this run \(wanted.columnCount) times \(wanted.elementType)
        """)
    }
    guard layout.identity == wanted.identity else {
      let words = difference(layout.identity) ?? "they are of another model, or made with other options"
      throw .failed("\(path): none of its rows can be reused: \(words)")
    }
    guard layout == wanted else {
      throw .failed("\(keysPath): is of an array of \(layout.arraySize) bytes; its rows take \(wanted.arraySize)")
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

  /// The row of a key; nil where there is none. Several threads may ask at once.
  public func row(_ key: RowKey) throws(InputOutputError) -> Row? {
    try keys.entry(key).map { Row(key: key, entry: $0) }
  }

  /// A row's numbers. Written in the array's format they are the bytes that they were read from.
  ///
  /// - Throws: where the bytes are not those that were written for the key.
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

  /// - Throws: where a file is no longer what it was when it was opened.
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
  /// Numbers of a row that are stored as these bytes.
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
