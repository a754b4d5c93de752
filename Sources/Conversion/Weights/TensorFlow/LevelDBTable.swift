import Files

/// A sorted table of keys and values in the format of LevelDB, which TensorFlow uses for a checkpoint's index.
///
/// The file is a sequence of blocks and a footer. A byte with the compression and the masked CRC-32C of the block and that byte
/// follow each block. The footer gives the offset and the size of the index block, as varints. The values of the index block give
/// those of the data blocks. An entry of a block is three varints, the rest of its key and its value. The varints are the number of
/// bytes that the key shares with the one before, and the lengths of the rest and of the value. Behind the entries are the offsets
/// of restart points and their number.
struct LevelDBTable {
  private typealias Failure = ByteReader.Failure

  /// The most bytes of such a file. Those of models have some thousands.
  static let maximumLength = 16 << 20
  // A short file could expand to very long keys, because keys share prefixes.
  private static let maximumKeyLength = 1024
  private static let maximumEntryCount = 100_000
  private static let footerSize = 48
  private static let magic: UInt64 = 0xDB47_7524_8B80_FB57
  private static let trailerSize = 5

  let bytes: [UInt8]
  /// The entries in the order of their keys. A value is a range of `bytes`.
  private(set) var entries: [(key: String, value: Range<Int>)] = []

  /// - Throws: `ByteReader.Failure` where the bytes are not such a table, or are damaged or compressed.
  init(_ bytes: [UInt8]) throws(ByteReader.Failure) {
    self.bytes = bytes
    guard bytes.count >= Self.footerSize else {
      throw Failure(position: 0, problem: "it has \(bytes.count) bytes; at least \(Self.footerSize) were expected")
    }
    let footerStart = bytes.count - Self.footerSize
    var magic = ByteReader(bytes, bytes.count - 8..<bytes.count)
    guard try magic.integer(UInt64.self) == Self.magic else {
      throw Failure(position: bytes.count - 8, problem: "its last 8 bytes are not those of a LevelDB table")
    }
    var footer = ByteReader(bytes, footerStart..<bytes.count)
    _ = try Self.handle(&footer)  // The meta index, which is empty.
    let index = try block(Self.handle(&footer), before: footerStart)
    var start = 0
    for (_, value) in try Self.entries(bytes, index) {
      var handle = ByteReader(bytes, value)
      let data = try block(Self.handle(&handle), before: footerStart)
      // A short file could also expand to many entries, by blocks that overlap.
      guard data.lowerBound >= start else {
        throw Failure(position: data.lowerBound, problem: "two of its blocks overlap")
      }
      start = data.upperBound
      for entry in try Self.entries(bytes, data) {
        guard entries.count < Self.maximumEntryCount else {
          throw Failure(position: data.lowerBound, problem: "it has more than \(Self.maximumEntryCount) entries")
        }
        entries.append(entry)
      }
    }
  }

  /// The CRC-32C that a masked one stands for. LevelDB masks checksums because the CRC of data that hold CRCs is not reliable.
  static func unmasked(_ checksum: UInt32) -> UInt32 {
    let rotated = checksum &- 0xA282_EAD8
    return rotated >> 17 | rotated << 15
  }

  private static func handle(_ reader: inout ByteReader) throws(Failure) -> Range<Int> {
    let start = try reader.variableLengthNumber()
    let size = try reader.variableLengthNumber()
    guard start <= UInt64(maximumLength), size <= UInt64(maximumLength) else {
      throw reader.failure("a block has \(size) bytes from byte \(start) on, which is beyond the file")
    }
    return Int(start)..<Int(start + size)
  }

  /// Checks a block's checksum and returns the range of its entries.
  private func block(_ range: Range<Int>, before end: Int) throws(Failure) -> Range<Int> {
    guard range.upperBound <= end - Self.trailerSize, range.count >= 4 else {
      throw Failure(position: range.lowerBound, problem: "a block of \(range.count) bytes is not inside the file")
    }
    var trailer = ByteReader(bytes, range.upperBound..<range.upperBound + Self.trailerSize)
    let compression = try trailer.byte()
    guard compression == 0 else {
      throw trailer.failure("a block is compressed (kind \(compression)\(compression == 1 ? ", Snappy" : ""))")
    }
    var found = CRC32(.castagnoli)
    found.update(bytes[range.lowerBound...range.upperBound])
    guard try Self.unmasked(trailer.integer(UInt32.self)) == found.value else {
      throw Failure(position: range.lowerBound, problem: "the checksum of a block is wrong, so the file is damaged")
    }
    var tail = ByteReader(bytes, range.upperBound - 4..<range.upperBound)
    let restarts = Int(try tail.integer(UInt32.self))
    guard restarts <= (range.count - 4) / 4 else {
      throw Failure(
        position: range.lowerBound,
        problem: "a block of \(range.count) bytes has \(restarts) restart points, which do not fit")
    }
    return range.lowerBound..<range.upperBound - 4 - restarts * 4
  }

  private static func entries(_ bytes: [UInt8], _ block: Range<Int>) throws(Failure) -> [(
    key: String, value: Range<Int>
  )] {
    var reader = ByteReader(bytes, block)
    var entries: [(key: String, value: Range<Int>)] = []
    var key: [UInt8] = []
    while !reader.isAtEnd {
      let shared = try reader.variableLengthNumber()
      let rest = try reader.variableLengthNumber()
      let valueSize = try reader.variableLengthNumber()
      guard shared <= UInt64(key.count), rest <= UInt64(maximumKeyLength), Int(shared + rest) <= maximumKeyLength else {
        throw reader.failure("a key shares \(shared) bytes and has \(rest) of its own, which is impossible")
      }
      guard entries.count < maximumEntryCount else {
        throw reader.failure("it has more than \(maximumEntryCount) entries")
      }
      key.removeLast(key.count - Int(shared))
      key += bytes[try reader.take(Int(rest))]
      let value = try reader.take(Int(clamping: valueSize))
      entries.append((String(decoding: key, as: UTF8.self), value))
    }
    return entries
  }
}
