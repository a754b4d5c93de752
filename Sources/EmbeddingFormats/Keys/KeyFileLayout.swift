import Files

// FILE.keys, which lies beside an array in FILE and holds a key for each of its rows. All numbers are little-endian.
//
//   header     8  magic: "albkeys\n"
//              4  version: 1
//              4  bytes of the identity: L
//              8  rows of the array: N
//              8  columns of the array
//              8  bytes of the array's file
//              4  what NumPy calls the array's elements: "<f4", filled up with zeros
//              L  identity: what the rows depend on besides their keys, the model and the request
//              4  CRC-32 of the header before this number
//   entries    N x 20, in the order of the rows: the key's 16 bytes, then a CRC-32 of these and the row's bytes behind them
//   directory  (2^B + 1) x 4: where the numbers of each bucket begin in the index, and how many numbers are in use
//   index      N x 8, bucket after bucket, in each in the order of the rows: the row's number (4 bytes), then bytes 8..<12 of
//              the key as a big-endian number (4 bytes); what is not in use is behind the rest, and all ones
//   checksums  4  CRC-32 of the entries
//              4  CRC-32 of the directory and the index
//
// A key's bucket is its first B bits; B is such that a bucket has 128 to 256 rows on average. A row is not in the index if its
// key is `RowKey.none`, or if it has the same bytes 8..<12 as the row before it in its bucket, which is the case where a
// text is repeated. Everything is a function of the rows, their keys and the identity, so two runs that make the same rows
// make the same file.
//
// That no wrong row is ever taken rests on the entry's checksum alone: a row's bytes are compared with it, together with
// the key that was asked for, each time they are read. The other checksums tell at once, before any work, that a file
// is damaged. Checksums find accidents, not attacks.

/// Where the parts of a file of keys are, and how its header is written and read.
struct KeyFileLayout: Equatable, Sendable {
  static let magic = Array("albkeys\n".utf8)
  private static let version = 1
  /// Bytes before the identity.
  private static let fixedSize = 44
  static let largestHeader = FileHeader.largestSize
  static let largestIdentity = largestHeader - fixedSize - 4
  static let entrySize = RowKey.byteCount + 4
  static let indexNumberSize = 8
  static let checksumsSize = 8
  /// A row's number in the index has 4 bytes, and all ones are no row.
  static let largestRowCount = Int(UInt32.max)

  var identity: [UInt8]
  var columnCount: Int
  /// NumPy's name.
  var elementType: String
  var rowCount = 0
  var arraySize = 0

  // MARK: Where the parts are

  var headerSize: Int { Self.fixedSize + identity.count + 4 }
  var bucketBits: Int { Self.bucketBits(rowCount: rowCount) }
  var entries: Range<Int> { headerSize..<headerSize + rowCount * Self.entrySize }
  var directory: Range<Int> { entries.upperBound..<entries.upperBound + ((1 << bucketBits) + 1) * 4 }
  var index: Range<Int> { directory.upperBound..<directory.upperBound + rowCount * Self.indexNumberSize }
  /// Bytes behind the entries.
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

  /// Why bytes are not a header of a file of keys.
  struct Failure: Error { let problem: String }

  /// Reads a header.
  ///
  /// - Parameter bytes: what the file begins with, the header or more.
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
    guard rowCount < Self.largestRowCount, file.size == fileSize else {
      throw .failed("\(file.path): has \(file.size) bytes; its header speaks of \(rowCount) rows; \(Self.remedy)")
    }
  }

  /// What to do about a damaged file.
  static let remedy = "run without --reuse, and with --keys, to make it anew"
}
