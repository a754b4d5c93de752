import Files

/// An open file of keys, which finds the rows of an array by their keys. Only the directory is held in memory.
public final class KeyFile: Sendable {
  let layout: KeyFileLayout
  let file: RandomAccessFile
  /// The position in the index at which each bucket begins, then the count of positions in use.
  private let directory: [UInt32]

  /// The entry of a row that has a key.
  struct Entry: Equatable {
    let row: Int
    /// The CRC-32 of the key's bytes and the row's bytes.
    let checksum: UInt32
  }

  /// Opens a file, and reads all of it once to compare its checksums.
  ///
  /// - Throws: where it cannot be read, is not a file of keys, has another version or is damaged.
  public init(path: String) throws(InputOutputError) {
    file = try RandomAccessFile(path: path)
    layout = try KeyFileLayout(of: file)
    var entries = CRC32()
    try Self.read(layout.entries, of: file) { entries.update($0) }
    var index = CRC32()
    var directory: [UInt8] = []
    try Self.read(layout.directory, of: file) {
      index.update($0)
      directory += $0
    }
    try Self.read(layout.index, of: file) { index.update($0) }
    let numbers = stride(from: 0, to: directory.count, by: 4).map { number(in: directory, at: $0) }
    self.directory = numbers
    let isAscending = zip(numbers, numbers.dropFirst()).allSatisfy { $0 <= $1 }
    let checksums = try file.bytes(layout.index.upperBound..<layout.fileSize)
    guard entries.value == number(in: checksums, at: 0), index.value == number(in: checksums, at: 4), isAscending,
      numbers.first == 0, numbers.last.map(Int.init) ?? .max <= layout.rowCount
    else { throw .failed("\(path): is damaged (its checksum differs); \(KeyFileLayout.remedy)") }
  }

  private static func read(
    _ range: Range<Int>, of file: RandomAccessFile, _ body: ([UInt8]) -> Void
  ) throws(InputOutputError) {
    for start in stride(from: range.lowerBound, to: range.upperBound, by: 1 << 20) {
      body(try file.bytes(start..<min(start + 1 << 20, range.upperBound)))
    }
  }

  /// The number of index positions that are read at once. A bucket seldom has more.
  private static let numbersAtOnce = 256

  /// The entry of the first row with a key; nil where no row has it.
  func entry(_ key: RowKey) throws(InputOutputError) -> Entry? {
    guard key != .none else { return nil }
    let bucket = Int(key.high >> UInt64(64 - layout.bucketBits))
    let (first, end) = (Int(directory[bucket]), Int(directory[bucket + 1]))
    let tag = KeyIndex.tag(key)
    for start in stride(from: first, to: end, by: Self.numbersAtOnce) {
      let places = start..<min(start + Self.numbersAtOnce, end)
      let offset = layout.index.lowerBound
      let size = KeyFileLayout.indexNumberSize
      let numbers = try file.bytes(offset + places.lowerBound * size..<offset + places.upperBound * size)
      for place in stride(from: 0, to: numbers.count, by: size) {
        guard numbers[place + 4] == UInt8(truncatingIfNeeded: tag), number(in: numbers, at: place + 4) == tag else {
          continue
        }
        if let entry = try entry(key, ofRow: Int(number(in: numbers, at: place))) { return entry }
      }
    }
    return nil
  }

  /// The entry of a row; nil where the row has another key.
  private func entry(_ key: RowKey, ofRow row: Int) throws(InputOutputError) -> Entry? {
    // The file may have changed since it was opened.
    guard row < layout.rowCount else { return nil }
    let start = layout.entries.lowerBound + row * KeyFileLayout.entrySize
    let entry = try file.bytes(start..<start + KeyFileLayout.entrySize)
    guard RowKey(entry.span, at: 0) == key else { return nil }
    return Entry(row: row, checksum: number(in: entry, at: RowKey.byteCount))
  }
}

/// The number in the 4 bytes from `start`, little-endian.
private func number(in bytes: [UInt8], at start: Int) -> UInt32 {
  (0..<4).reduce(0) { $0 | UInt32(bytes[start + $1]) << UInt32(8 * $1) }
}

extension RowKey {
  /// The CRC-32 of this key's bytes and a row's bytes.
  func checksum(with row: some Collection<UInt8>) -> UInt32 {
    var crc = CRC32()
    crc.update(bytes)
    crc.update(row)
    return crc.value
  }
}
