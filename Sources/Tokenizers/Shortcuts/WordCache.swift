/// Ids of short words that were tokenized before. Its memory is bounded: a new word takes the place of an old one.
struct WordCache: ~Copyable {
  /// A word of up to 16 bytes, none of them zero, and zero bytes behind them.
  struct Key {
    var low: UInt64 = 0
    var high: UInt64 = 0

    static let maximumLength = 16

    @inline(__always)
    static func == (a: Key, b: Key) -> Bool { (a.low ^ b.low) | (a.high ^ b.high) == 0 }

    /// Products mix upwards; the folded high half brings every bit of the word down to the few that are used.
    @inline(__always)
    var hash: Int {
      var mixed = low &* 0x9E37_79B9_7F4A_7C15 ^ high &* 0xC2B2_AE3D_27D4_EB4F
      mixed ^= mixed >> 32
      mixed = mixed &* 0xD6E8_FEB8_6659_FD93
      return Int(truncatingIfNeeded: mixed >> 33)
    }

    /// The bytes of `range`; nil where there are too many or a zero byte is among them.
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
        for (place, index) in range.enumerated() {
          let byte = UInt64(text[index]) << UInt64(place % 8 * 8)
          if place < 8 { low |= byte } else { high |= byte }
        }
      }
      // Without zero bytes a word and its length are told by its bytes alone.
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
    /// Number of ids, plus 1; 0 where the entry is free.
    var mark: Int32 = 0
  }

  private static let maximumIDCount = 3
  private static let initialCount = 1 << 8
  // Entries of 32 bytes, the two that a word may be in on one cache line: 1 MB for nine tenths of the words of English
  // text, the size of a core's second-level cache.
  private static let maximumCount = 1 << 15

  private var entries: [Entry] = []
  private var inserted = 0

  /// Appends the ids of a word that is known; false where it is not.
  @inline(__always)
  mutating func append(_ key: Key, to ids: inout [Int32]) -> Bool {
    guard !entries.isEmpty else { return false }
    var place = key.hash & (entries.count - 1)
    if entries[place].mark == 0 || !(entries[place].key == key) {
      place ^= 1
      guard entries[place].mark != 0, entries[place].key == key else { return false }
    }
    let entry = entries[place]
    // Nearly every word is one piece or two.
    if entry.mark > 1 { ids.append(entry.ids.0) }
    if entry.mark > 2 { ids.append(entry.ids.1) }
    if entry.mark > 3 { ids.append(entry.ids.2) }
    return true
  }

  /// Remembers a word, if it has few enough ids.
  mutating func insert(_ key: Key, _ ids: ArraySlice<Int32>) {
    guard ids.count <= Self.maximumIDCount else { return }
    if inserted * 2 >= entries.count, entries.count < Self.maximumCount { grow() }
    var entry = Entry(key: key, mark: Int32(ids.count + 1))
    func id(_ index: Int) -> Int32 { index < ids.count ? ids[ids.startIndex + index] : 0 }
    entry.ids = (id(0), id(1), id(2))
    place(entry)
    inserted += 1
  }

  /// Of two places the first takes the newer word, the second the one that was there.
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
