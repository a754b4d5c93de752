/// Reads the numbers of a text of `UnicodeData`.
struct UnicodeDataReader: Sequence, IteratorProtocol {
  private let text: StaticString
  private var position = 0

  init(_ text: StaticString) { self.text = text }

  /// The next number.
  mutating func next() -> UInt32? {
    text.withUTF8Buffer { bytes in
      while position < bytes.count, bytes[position] <= 0x20 { position += 1 }
      guard position < bytes.count else { return nil }
      var number: UInt32 = 0
      while position < bytes.count, bytes[position] > 0x20 {
        let byte = UInt32(bytes[position])
        number = number * 36 + (byte >= 0x61 ? byte - 0x61 + 10 : byte - 0x30)
        position += 1
      }
      return number
    }
  }

  /// The runs of a set or of classes.
  static func runs(_ text: StaticString) -> [(scalars: Range<UInt32>, value: UInt16)] {
    var reader = UnicodeDataReader(text)
    var runs: [(scalars: Range<UInt32>, value: UInt16)] = []
    var end: UInt32 = 0
    while let gap = reader.next(), let length = reader.next(), let value = reader.next() {
      runs.append((end + gap..<end + gap + length, UInt16(value)))
      end += gap + length
    }
    return runs
  }

  /// The scalars of a mapping, each with its targets.
  static func mappings(_ text: StaticString) -> [(scalar: UInt32, targets: [UInt32])] {
    var reader = UnicodeDataReader(text)
    var mappings: [(scalar: UInt32, targets: [UInt32])] = []
    var next: UInt32 = 0
    while let gap = reader.next(), let count = reader.next() {
      let targets = (0..<count).compactMap { _ in reader.next() }
      mappings.append((next + gap, targets))
      next += gap + 1
    }
    return mappings
  }
}
