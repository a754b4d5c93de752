import Files

/// A sorted table of keys and values as LevelDB lays it out, which TensorFlow keeps a checkpoint's index in.
///
/// The file is a row of blocks and a footer. Behind each block stand a byte for its compression and the masked CRC-32C of the
/// block and that byte. The footer says where the index block is, whose values say where the data blocks are: both as two
/// variable-length numbers, a place and a size. In a block an entry is how many bytes of the key before it shares, how
/// many bytes the rest of the key and the value have, and these; behind the entries stand places in it and their count.
struct LevelDBTable {
  private typealias Failure = ByteReader.Failure

  /// Bytes that such a file may have; those of models have some thousands.
  static let maximumLength = 16 << 20
  // Prefixes that are shared again and again could make much of little.
  private static let maximumKeyLength = 1024
  private static let maximumEntryCount = 100_000
  private static let footerSize = 48
  private static let magic: UInt64 = 0xDB47_7524_8B80_FB57
  private static let trailerSize = 5

  let bytes: [UInt8]
  /// In the order of the keys; a value is a place in `bytes`.
  private(set) var entries: [(key: String, value: Range<Int>)] = []

  /// - Throws: `ByteReader.Failure` where the bytes are no such table, are damaged or compressed.
  init(_ bytes: [UInt8]) throws(ByteReader.Failure) {
    self.bytes = bytes
    guard bytes.count >= Self.footerSize else { throw Failure(position: 0, problem: "it is no table: it is too short") }
    let footerStart = bytes.count - Self.footerSize
    var magic = ByteReader(bytes, bytes.count - 8..<bytes.count)
    guard try magic.integer(UInt64.self) == Self.magic else {
      throw Failure(position: bytes.count - 8, problem: "it is no table: the last bytes are others")
    }
    var footer = ByteReader(bytes, footerStart..<bytes.count)
    _ = try Self.handle(&footer)  // Of the meta index, which is empty.
    let index = try block(Self.handle(&footer), before: footerStart)
    var start = 0
    for (_, value) in try Self.entries(bytes, index) {
      var handle = ByteReader(bytes, value)
      let data = try block(Self.handle(&handle), before: footerStart)
      // Blocks that overlap could make much of little, too.
      guard data.lowerBound >= start else { throw Failure(position: data.lowerBound, problem: "two blocks overlap") }
      start = data.upperBound
      for entry in try Self.entries(bytes, data) {
        guard entries.count < Self.maximumEntryCount else {
          throw Failure(position: data.lowerBound, problem: "there are more than \(Self.maximumEntryCount) entries")
        }
        entries.append(entry)
      }
    }
  }

  /// CRC-32C is stored changed, so that the checksum of what holds checksums is no special one.
  static func unmasked(_ checksum: UInt32) -> UInt32 {
    let rotated = checksum &- 0xA282_EAD8
    return rotated >> 17 | rotated << 15
  }

  private static func handle(_ reader: inout ByteReader) throws(Failure) -> Range<Int> {
    let start = try reader.variableLengthNumber()
    let size = try reader.variableLengthNumber()
    guard start <= UInt64(maximumLength), size <= UInt64(maximumLength) else {
      throw reader.failure("a block is at byte \(start) and has \(size) bytes, beyond any table")
    }
    return Int(start)..<Int(start + size)
  }

  /// The entries' part of a block, whose checksum is right.
  private func block(_ range: Range<Int>, before end: Int) throws(Failure) -> Range<Int> {
    guard range.upperBound <= end - Self.trailerSize, range.count >= 4 else {
      throw Failure(position: range.lowerBound, problem: "a block of \(range.count) bytes is not in the file")
    }
    var trailer = ByteReader(bytes, range.upperBound..<range.upperBound + Self.trailerSize)
    let compression = try trailer.byte()
    guard compression == 0 else {
      throw trailer.failure("a block is compressed (kind \(compression)\(compression == 1 ? ", Snappy" : ""))")
    }
    var found = CRC32(.castagnoli)
    found.update(bytes[range.lowerBound...range.upperBound])
    guard try Self.unmasked(trailer.integer(UInt32.self)) == found.value else {
      throw Failure(position: range.lowerBound, problem: "the checksum of a block is wrong: it is damaged")
    }
    var tail = ByteReader(bytes, range.upperBound - 4..<range.upperBound)
    let restarts = Int(try tail.integer(UInt32.self))
    guard restarts <= (range.count - 4) / 4 else {
      throw Failure(position: range.lowerBound, problem: "a block of \(range.count) bytes has \(restarts) restarts")
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
        throw reader.failure("a key shares \(shared) bytes and has \(rest) of its own, which cannot be")
      }
      guard entries.count < maximumEntryCount else {
        throw reader.failure("there are more than \(maximumEntryCount) entries")
      }
      key.removeLast(key.count - Int(shared))
      key += bytes[try reader.take(Int(rest))]
      let value = try reader.take(Int(clamping: valueSize))
      entries.append((String(decoding: key, as: UTF8.self), value))
    }
    return entries
  }
}
