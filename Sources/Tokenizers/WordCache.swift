/// Ids of short words that were tokenized before. Its memory is bounded: a new word takes the place of an old one.
struct WordCache: ~Copyable {
  /// A word of up to 24 bytes, zero bytes behind them, and its length.
  struct Key {
    var low: UInt64 = 0
    var middle: UInt64 = 0
    var high: UInt64 = 0
    var length: UInt8 = 0

    static let maximumLength = 24

    @inline(__always)
    static func == (a: Key, b: Key) -> Bool {
      (a.low ^ b.low) | (a.middle ^ b.middle) | (a.high ^ b.high) == 0 && a.length == b.length
    }

    /// Products mix upwards; the folded high half brings every bit of the word down to the few that are used.
    @inline(__always)
    var hash: Int {
      var mixed = low &* 0x9E37_79B9_7F4A_7C15 ^ middle &* 0xC2B2_AE3D_27D4_EB4F ^ high &* 0x1656_67B1_9E37_79F9
      mixed ^= mixed >> 32
      mixed = mixed &* 0xD6E8_FEB8_6659_FD93
      return Int(truncatingIfNeeded: mixed >> 33)
    }

    /// The bytes of `range`, at most 24; nil where there are more.
    @inline(__always)
    init?(_ text: Span<UInt8>, _ range: Range<Int>) {
      guard range.count <= Self.maximumLength else { return nil }
      length = UInt8(truncatingIfNeeded: range.count)
      if range.lowerBound + Self.maximumLength <= text.count {
        let bytes = text.bytes
        low = bytes.unsafeLoadUnaligned(fromByteOffset: range.lowerBound, as: UInt64.self) & Self.mask(range.count)
        guard range.count > 8 else { return }
        middle =
          bytes.unsafeLoadUnaligned(fromByteOffset: range.lowerBound + 8, as: UInt64.self) & Self.mask(range.count - 8)
        guard range.count > 16 else { return }
        high =
          bytes.unsafeLoadUnaligned(fromByteOffset: range.lowerBound + 16, as: UInt64.self)
          & Self.mask(range.count - 16)
      } else {
        for (place, index) in range.enumerated() {
          let byte = UInt64(text[index]) << UInt64(place % 8 * 8)
          if place < 8 { low |= byte } else if place < 16 { middle |= byte } else { high |= byte }
        }
      }
    }

    init() {}

    @inline(__always)
    private static func mask(_ count: Int) -> UInt64 { count >= 8 ? .max : 1 &<< UInt64(8 * count) &- 1 }
  }

  struct Entry {
    var key = Key()
    /// Number of ids, plus 1; 0 where the entry is free.
    var mark: UInt8 = 0
    var ids: (Int32, Int32, Int32, Int32, Int32) = (0, 0, 0, 0, 0)
  }

  private static let maximumIDCount = 5
  private static let initialCount = 1 << 8
  // 16,384 entries of 48 bytes: the words that make up 95% of English text, in the second-level cache.
  private static let maximumCount = 1 << 14

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
    if entry.mark > 4 { ids.append(entry.ids.3) }
    if entry.mark > 5 { ids.append(entry.ids.4) }
    return true
  }

  /// Remembers a word, if it has few enough ids.
  mutating func insert(_ key: Key, _ ids: ArraySlice<Int32>) {
    guard ids.count <= Self.maximumIDCount else { return }
    if inserted * 2 >= entries.count, entries.count < Self.maximumCount { grow() }
    var entry = Entry(key: key, mark: UInt8(ids.count + 1))
    func id(_ index: Int) -> Int32 { index < ids.count ? ids[ids.startIndex + index] : 0 }
    entry.ids = (id(0), id(1), id(2), id(3), id(4))
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
