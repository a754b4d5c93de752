/// A cache of the ids of short words. Its memory is bounded: a new word replaces an old one.
struct WordCache: ~Copyable {
  /// A word of up to 16 bytes without zero bytes, padded with zero bytes.
  struct Key {
    var low: UInt64 = 0
    var high: UInt64 = 0

    static let maximumLength = 16

    @inline(__always)
    static func == (a: Key, b: Key) -> Bool { (a.low ^ b.low) | (a.high ^ b.high) == 0 }

    /// A product mixes bits upwards only. Folding its high half brings every bit of the word down to the few that are used.
    @inline(__always)
    var hash: Int {
      var mixed = low &* 0x9E37_79B9_7F4A_7C15 ^ high &* 0xC2B2_AE3D_27D4_EB4F
      mixed ^= mixed >> 32
      mixed = mixed &* 0xD6E8_FEB8_6659_FD93
      return Int(truncatingIfNeeded: mixed >> 33)
    }

    /// The key of the bytes in `range`; nil for more than 16 bytes, or a zero byte among them.
    @inline(__always)
    init?(_ text: Span<UInt8>, _ range: Range<Int>) {
      guard range.count <= Self.maximumLength else { return nil }
      if range.lowerBound + Self.maximumLength <= text.count {
        let bytes = text.bytes
        low = bytes.unsafeLoadUnaligned(fromByteOffset: range.lowerBound, as: UInt64.self) & Self.mask(range.count)
        if range.count > 8 {
          high =
            bytes.unsafeLoadUnaligned(fromByteOffset: range.lowerBound + 8, as: UInt64.self)
            & Self.mask(range.count - 8)
        }
      } else {
        for (offset, index) in range.enumerated() {
          let byte = UInt64(text[index]) << UInt64(offset % 8 * 8)
          if offset < 8 { low |= byte } else { high |= byte }
        }
      }
      // Without zero bytes in the word the padded bytes determine its length.
      guard Self.hasNoZeroByte(low, range.count), Self.hasNoZeroByte(high, range.count - 8) else { return nil }
    }

    /// Whether none of the first `count` bytes is zero.
    @inline(__always)
    private static func hasNoZeroByte(_ bytes: UInt64, _ count: Int) -> Bool {
      let filled = count <= 0 ? .max : bytes | ~mask(count)
      return (filled &- 0x0101_0101_0101_0101) & ~filled & 0x8080_8080_8080_8080 == 0
    }

    init() {}

    @inline(__always)
    private static func mask(_ count: Int) -> UInt64 { count >= 8 ? .max : 1 &<< UInt64(8 * count) &- 1 }
  }

  struct Entry {
    var key = Key()
    var ids: (Int32, Int32, Int32) = (0, 0, 0)
    /// The number of ids plus 1; 0 for a free entry.
    var mark: Int32 = 0
  }

  private static let maximumIDCount = 3
  private static let initialCount = 1 << 8
  // An entry has 32 bytes, and the two that a word may be in share a cache line. 1 MB, the size of a core's second-level cache, holds
  // nine tenths of the words of English text.
  private static let maximumCount = 1 << 15

  private var entries: [Entry] = []
  private var inserted = 0

  /// Appends the ids of a word.
  ///
  /// - Returns: false where the word is not in the cache.
  @inline(__always)
  mutating func append(_ key: Key, to ids: inout [Int32]) -> Bool {
    guard !entries.isEmpty else { return false }
    var slot = key.hash & (entries.count - 1)
    if entries[slot].mark == 0 || !(entries[slot].key == key) {
      slot ^= 1
      guard entries[slot].mark != 0, entries[slot].key == key else { return false }
    }
    let entry = entries[slot]
    // Nearly every word has one or two pieces.
    if entry.mark > 1 { ids.append(entry.ids.0) }
    if entry.mark > 2 { ids.append(entry.ids.1) }
    if entry.mark > 3 { ids.append(entry.ids.2) }
    return true
  }

  /// Adds a word, if it has at most three ids.
  mutating func insert(_ key: Key, _ ids: ArraySlice<Int32>) {
    guard ids.count <= Self.maximumIDCount else { return }
    if inserted * 2 >= entries.count, entries.count < Self.maximumCount { grow() }
    var entry = Entry(key: key, mark: Int32(ids.count + 1))
    func id(_ index: Int) -> Int32 { index < ids.count ? ids[ids.startIndex + index] : 0 }
    entry.ids = (id(0), id(1), id(2))
    place(entry)
    inserted += 1
  }

  /// Puts a new word into the first of its two slots, and moves the word there to the second.
  private mutating func place(_ entry: Entry) {
    let first = entry.key.hash & (entries.count - 1)
    if entries[first].mark != 0 { entries[first ^ 1] = entries[first] }
    entries[first] = entry
  }

  private mutating func grow() {
    let old = entries
    entries = Array(repeating: Entry(), count: max(Self.initialCount, old.count * 2))
    for entry in old where entry.mark != 0 { place(entry) }
  }
}
