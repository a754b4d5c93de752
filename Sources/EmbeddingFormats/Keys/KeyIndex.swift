import Files

/// Makes the directory and the index of a file of keys from its entries. If there are many, it reads them several times instead of
/// holding them in memory.
struct KeyIndex {
  /// The number of index positions that are held in memory at once. They take 32 MB.
  private static let heldNumbers = 4 << 20
  private static let entriesAtOnce = 1 << 15

  private let rowCount: Int
  private let heldNumbers: Int
  private let shift: Int
  /// Reads the entries of a range of rows.
  private let readEntries: (Range<Int>) throws(InputOutputError) -> [UInt8]
  /// The position in the index at which each bucket begins, then the count of positions in use.
  private let starts: [Int]

  var count: Int { starts[starts.count - 1] }

  init(
    rowCount: Int, heldNumbers: Int = Self.heldNumbers,
    readEntries: @escaping (Range<Int>) throws(InputOutputError) -> [UInt8]
  ) throws(InputOutputError) {
    (self.rowCount, self.heldNumbers, self.readEntries) = (rowCount, heldNumbers, readEntries)
    let bits = KeyFileLayout.bucketBits(rowCount: rowCount)
    shift = 64 - bits
    var counts = [Int](repeating: 0, count: 1 << bits)
    try Self.visit(0..<1 << bits, rowCount, shift, readEntries) { bucket, _, _ in
      counts[bucket] += 1
    }
    var starts = [0]
    starts.reserveCapacity(counts.count + 1)
    for count in counts { starts.append(starts[starts.count - 1] + count) }
    self.starts = starts
  }

  /// A key's tag: 32 bits that tell it from the other keys of its bucket.
  static func tag(_ key: RowKey) -> UInt32 { UInt32(key.low >> 32) }

  /// Calls `body` for each row of some buckets that belongs into the index, in the order of the rows.
  private static func visit(
    _ buckets: Range<Int>, _ rowCount: Int, _ shift: Int,
    _ readEntries: (Range<Int>) throws(InputOutputError) -> [UInt8],
    _ body: (_ bucket: Int, _ row: Int, _ tag: UInt32) -> Void
  ) throws(InputOutputError) {
    // The last tag in each bucket. The number .max is not a tag: it stands for a bucket without rows so far.
    var lastTags = [UInt64](repeating: .max, count: buckets.count)
    for first in stride(from: 0, to: rowCount, by: entriesAtOnce) {
      let rows = first..<min(first + entriesAtOnce, rowCount)
      let entries = try readEntries(rows)
      for (place, row) in rows.enumerated() {
        let key = RowKey(entries.span, at: place * KeyFileLayout.entrySize)
        let bucket = Int(key.high >> UInt64(shift))
        guard buckets.contains(bucket), key != .none else { continue }
        let tag = tag(key)
        guard lastTags[bucket - buckets.lowerBound] != UInt64(tag) else { continue }
        lastTags[bucket - buckets.lowerBound] = UInt64(tag)
        body(bucket, row, tag)
      }
    }
  }

  /// Calls `body` with the bytes of the directory, the index and the checksums, in pieces.
  ///
  /// - Parameter entriesChecksum: the CRC-32 of all entries.
  func write(
    entriesChecksum: UInt32, _ body: ([UInt8]) throws(InputOutputError) -> Void
  ) throws(InputOutputError) {
    var crc = CRC32()
    func hand(_ piece: [UInt8]) throws(InputOutputError) {
      crc.update(piece)
      try body(piece)
    }
    var directory: [UInt8] = []
    for start in starts { directory.append(littleEndian: UInt32(start)) }
    try hand(directory)
    var bucket = 0
    while bucket < starts.count - 1 {
      // As many buckets as fit into the memory that may be held, and at least one.
      var end = bucket + 1
      while end < starts.count - 1, starts[end + 1] - starts[bucket] <= heldNumbers { end += 1 }
      try hand(numbers(of: bucket..<end))
      bucket = end
    }
    for first in stride(from: count, to: rowCount, by: Self.entriesAtOnce) {
      let unused = min(Self.entriesAtOnce, rowCount - first)
      try hand([UInt8](repeating: 0xFF, count: unused * KeyFileLayout.indexNumberSize))
    }
    var checksums: [UInt8] = []
    checksums.append(littleEndian: entriesChecksum)
    checksums.append(littleEndian: crc.value)
    try body(checksums)
  }

  /// The bytes of the index for some buckets.
  private func numbers(of buckets: Range<Int>) throws(InputOutputError) -> [UInt8] {
    let first = starts[buckets.lowerBound]
    var next = starts[buckets]
    var numbers = [UInt8](
      repeating: 0, count: (starts[buckets.upperBound] - first) * KeyFileLayout.indexNumberSize)
    try Self.visit(buckets, rowCount, shift, readEntries) { bucket, row, tag in
      let number = UInt64(tag) << 32 | UInt64(row)
      let place = (next[bucket] - first) * KeyFileLayout.indexNumberSize
      for byte in 0..<8 { numbers[place + byte] = UInt8(truncatingIfNeeded: number >> UInt64(8 * byte)) }
      next[bucket] += 1
    }
    return numbers
  }
}
