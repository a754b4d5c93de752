import Files

// FILE.keys, which lies beside an array in FILE and holds a key for each of its rows. All numbers are little-endian.
//
//   header     8  magic: "albkeys\n"
//              4  version: 1
//              4  size of the identity in bytes: L
//              8  number of the array's rows: N
//              8  number of the array's columns
//              8  size of the array's file in bytes
//              4  NumPy's name for the array's element type ("<f4"), then zeros
//              L  identity: the model and the request, on which the rows depend besides their keys
//              4  CRC-32 of the header's bytes before this number
//   entries    N x 20, in the order of the rows: the key (16 bytes), then the CRC-32 of the key's bytes and the row's bytes
//   directory  (2^B + 1) x 4: the position in the index at which each bucket begins, then the count of positions in use
//   index      N x 8, sorted by bucket, then by row: the row's number (4 bytes), then the tag of its key (4 bytes), which is the
//              key's bytes 8..<12 as a big-endian number. The positions that are not in use come last; their bits are all ones.
//   checksums  4  CRC-32 of the entries
//              4  CRC-32 of the directory and the index
//
// A key's bucket is its first B bits. B is chosen so that a bucket has 128 to 256 rows on average. A row is not in the index if
// its key is `RowKey.none`, or if its tag equals the tag of the row before it in its bucket, as it does where a text is repeated.
// The whole file is a function of the rows, their keys and the identity, so two runs that make the same rows make the same file.
//
// The entries' checksums alone ensure that no wrong row is taken: each time a row's bytes are read, they are compared with the
// checksum, together with the key that was asked for. The other checksums show before any work that a file is damaged.
// Checksums find accidents, not attacks.

/// The layout of a file of keys: the ranges of its parts, and its header.
struct KeyFileLayout: Equatable, Sendable {
  static let magic = Array("albkeys\n".utf8)
  private static let version = 1
  /// The size of the header before the identity, in bytes.
  private static let fixedSize = 44
  static let largestHeader = FileHeader.largestSize
  static let largestIdentity = largestHeader - fixedSize - 4
  static let entrySize = RowKey.byteCount + 4
  static let indexNumberSize = 8
  static let checksumsSize = 8
  /// The number of rows that a file cannot reach: a row's number in the index has 4 bytes, and all ones mark an unused position.
  static let largestRowCount = Int(UInt32.max)

  var identity: [UInt8]
  var columnCount: Int
  /// NumPy's name for the array's element type.
  var elementType: String
  var rowCount = 0
  var arraySize = 0

  // MARK: Ranges of the parts

  var headerSize: Int { Self.fixedSize + identity.count + 4 }
  var bucketBits: Int { Self.bucketBits(rowCount: rowCount) }
  var entries: Range<Int> { headerSize..<headerSize + rowCount * Self.entrySize }
  var directory: Range<Int> { entries.upperBound..<entries.upperBound + ((1 << bucketBits) + 1) * 4 }
  var index: Range<Int> { directory.upperBound..<directory.upperBound + rowCount * Self.indexNumberSize }
  /// The number of bytes after the entries.
  var trailerSize: Int { index.upperBound + Self.checksumsSize - entries.upperBound }
  var fileSize: Int { entries.upperBound + trailerSize }

  static func bucketBits(rowCount: Int) -> Int { max(0, Int.bitWidth - rowCount.leadingZeroBitCount - 8) }

  // MARK: The header

  /// The header's bytes.
  var header: [UInt8] {
    var bytes = Self.magic
    bytes.append(littleEndian: UInt32(Self.version))
    bytes.append(littleEndian: UInt32(identity.count))
    for number in [rowCount, columnCount, arraySize] { bytes.append(littleEndian: UInt64(number)) }
    let name = Array(elementType.utf8)
    bytes += name + [UInt8](repeating: 0, count: 4 - name.count)
    bytes += identity
    bytes.append(littleEndian: Self.checksum(bytes))
    return bytes
  }

  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var crc = CRC32()
    crc.update(bytes)
    return crc.value
  }

  init(identity: [UInt8], columnCount: Int, elementType: String) {
    (self.identity, self.columnCount, self.elementType) = (identity, columnCount, elementType)
  }

  /// The reason why bytes are not the header of a file of keys.
  struct Failure: Error { let problem: String }

  /// Reads a header.
  ///
  /// - Parameter bytes: the first bytes of the file, which may go beyond the header.
  init(_ bytes: [UInt8]) throws(Failure) {
    guard bytes.starts(with: Self.magic) else {
      throw Failure(problem: "is not a file of keys (its first bytes differ)")
    }
    guard bytes.count >= Self.fixedSize else { throw Failure(problem: "is cut off inside its header") }
    func number(_ start: Int, _ byteCount: Int) -> UInt64 {
      (0..<byteCount).reduce(0) { $0 | UInt64(bytes[start + $1]) << UInt64(8 * $1) }
    }
    let version = number(8, 4)
    guard version == Self.version else {
      throw Failure(problem: "has version \(version); this program reads version \(Self.version)")
    }
    let identitySize = Int(number(12, 4))
    guard bytes.count >= Self.fixedSize + identitySize + 4 else {
      throw Failure(problem: "is cut off inside its header, or damaged")
    }
    let counts = [16, 24, 32].map { number($0, 8) }
    let name = String(decoding: bytes[40..<44].prefix { $0 != 0 }, as: UTF8.self)
    self.init(
      identity: Array(bytes[Self.fixedSize..<Self.fixedSize + identitySize]),
      columnCount: Int(clamping: counts[1]), elementType: name)
    (rowCount, arraySize) = (Int(clamping: counts[0]), Int(clamping: counts[2]))
    guard name.utf8.count <= 4, bytes.starts(with: header) else {
      throw Failure(problem: "is damaged (the checksum of its header differs)")
    }
  }

  /// Reads the header of a file, and checks that the file has the size that follows from it.
  init(of file: RandomAccessFile) throws(InputOutputError) {
    let start = try file.bytes(0..<min(Self.largestHeader, file.size))
    do throws(Failure) {
      try self.init(start)
    } catch {
      throw .failed("\(file.path): \(error.problem); \(Self.remedy)")
    }
    guard rowCount <= Self.largestRowCount, file.size == fileSize else {
      throw .failed(
        "\(file.path): has \(file.size) bytes, which is not the size for its \(rowCount) rows; \(Self.remedy)")
    }
  }

  /// The remedy for a damaged file, for errors.
  static let remedy = "run without --reuse, and with --keys, to make it anew"
}
