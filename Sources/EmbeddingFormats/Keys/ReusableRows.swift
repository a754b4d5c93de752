import Files

/// The rows of an array that was written before, found by their keys.
public final class ReusableRows: Sendable {
  private let keys: KeyFile
  private let array: RandomAccessFile
  private let format: NPYFormat
  private let rowCount: Int

  /// A row that can be taken, whose bytes have not been read yet.
  public struct Row: Sendable {
    fileprivate let key: RowKey
    fileprivate let entry: KeyFile.Entry
  }

  /// The name of the file of keys beside an array's.
  public static func keysPath(besides array: String) -> String { "\(array).keys" }

  /// Opens an array and the file of keys beside it. Both stay open, so that either name may be given to another file.
  ///
  /// - Parameters:
  ///   - identity: what the rows that are wanted depend on besides their keys. Those of the array must have the same.
  ///   - format: of the rows that are wanted.
  /// - Throws: where one of the files is missing, damaged or not made for the other, or the rows are of another model, request
  ///   or format.
  public init(path: String, identity: [UInt8], format: NPYFormat) throws(InputOutputError) {
    let keysPath = Self.keysPath(besides: path)
    guard FileIdentity(path: path) != nil else { throw .system(path, "read") }
    guard FileIdentity(path: keysPath) != nil || errno != ENOENT else {
      throw .failed("\(path): has no \(keysPath) beside it, which a run with --keys leaves; its rows cannot be reused")
    }
    keys = try KeyFile(path: keysPath)
    array = try RandomAccessFile(path: path)
    self.format = format
    let layout = keys.layout
    rowCount = layout.rowCount
    guard layout.elementType.isSame(as: format.elementType.numPyName), layout.columnCount == format.columnCount else {
      throw .failed(
        """
        \(path): has rows of \(layout.columnCount) \(layout.elementType); this run makes rows of \
        \(format.columnCount ?? 1) \(format.elementType.numPyName), so that none can be reused
        """)
    }
    guard layout.identity == identity else {
      throw .failed(
        "\(path): was made with another model, or with options that give other rows, so that none can be reused")
    }
    let size = format.headerSize + rowCount * format.rowSize
    guard layout.arraySize == size else {
      throw .failed("\(keysPath): speaks of an array of \(layout.arraySize) bytes; its \(rowCount) rows take \(size)")
    }
    guard array.size == size else {
      throw .failed(
        "\(path): has \(array.size) bytes, and had \(size) when \(keysPath) was made; it was cut or is another file")
    }
    guard try array.bytes(0..<format.headerSize) == format.header(rowCount: rowCount) else {
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
  public func values(_ row: Row) throws(InputOutputError) -> [Float] { format.elementType.values(try bytes(row)) }

  /// A row's bytes, as the array's format has them.
  ///
  /// - Throws: where they are not those that were written for the key.
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

extension NPYFormat.ElementType {
  var numPyName: String { "\(descriptor)" }
}

extension NPYFormat.ElementType {
  /// The numbers that bytes stand for.
  func values(_ bytes: [UInt8]) -> [Float] {
    stride(from: 0, to: bytes.count, by: size).map { start in
      let bits = (0..<size).reduce(UInt32(0)) { $0 | UInt32(bytes[start + $1]) << UInt32(8 * $1) }
      switch self {
      case .float32: return Float(bitPattern: bits)
      case .float16: return float(ofBinary16: UInt16(truncatingIfNeeded: bits))
      case .int64: preconditionFailure("rows are not integers")
      }
    }
  }
}

/// The value of an IEEE binary16. In integers, because `Float16` is missing on some platforms.
private func float(ofBinary16 bits: UInt16) -> Float {
  let magnitude = bits & 0x7FFF
  // The exponent's bias is 15, and 127 in a Float.
  let value =
    magnitude < 0x7C00 ? Float(bitPattern: UInt32(magnitude) << 13) * 0x1p112 : magnitude == 0x7C00 ? .infinity : .nan
  return bits & 0x8000 == 0 ? value : -value
}
