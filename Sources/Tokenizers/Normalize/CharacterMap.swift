import Checkpoint

/// SentencePiece's compiled character map, read in place. Its double array (in the format of Darts-clone) maps UTF-8 strings to
/// offsets of replacements in a text. A zero byte ends each replacement.
struct CharacterMap: Sendable {
  private let units: MappedArray<UInt32>
  private let text: MappedArray<UInt8>
  /// Whether the map replaces no printable ASCII character, so that a text of these does not change.
  let keepsPrintableASCII: Bool

  /// Whether a key begins with a space.
  let hasKeysFromSpaceOn: Bool

  /// Reads the sections "tokenizer.charsmap.`index`.trie" and ".text".
  ///
  /// - Throws: `CheckpointError` where one is missing.
  init(_ index: Int, in checkpoint: Checkpoint) throws(CheckpointError) {
    let units = try checkpoint.array("tokenizer.charsmap.\(index).trie", of: UInt32.self)
    let text = try checkpoint.array("tokenizer.charsmap.\(index).text", of: UInt8.self)
    let view = CharacterMapView(units: units.span, text: text.span)
    var keepsPrintableASCII = true
    for byte in UInt8(0x20)...0x7E where view.replacement(of: [byte], at: 0..<1) != nil { keepsPrintableASCII = false }
    hasKeysFromSpaceOn = view.hasKeys(from: 0x20)
    self.keepsPrintableASCII = keepsPrintableASCII
    self.units = units
    self.text = text
  }

  var view: CharacterMapView {
    @_lifetime(borrow self)
    borrowing get { CharacterMapView(units: units.span, text: text.span) }
  }
}

/// Looks up strings in a `CharacterMap`.
struct CharacterMapView: ~Escapable {
  // The largest size of a replacement in bytes. Real maps have up to 33. In a damaged map a replacement could have no end.
  private static var maximumReplacementLength: Int { 1024 }

  private let units: Span<UInt32>
  private let text: Span<UInt8>

  @_lifetime(copy units, copy text)
  init(units: Span<UInt32>, text: Span<UInt8>) {
    self.units = units
    self.text = text
  }

  /// The replacement of the shortest prefix of the bytes of `key` in `range` that is in the map, as in the reference; nil where there
  /// is none.
  func replacement(of key: [UInt8], at range: Range<Int>) -> Range<Int>? {
    guard !units.isEmpty else { return nil }
    var index = Int(Self.offset(units[0]))
    for position in range {
      let byte = key[position]
      index ^= Int(byte)
      guard byte != 0, index < units.count, units[index] & 0x8000_00FF == UInt32(byte) else { return nil }
      let unit = units[index]
      index ^= Int(Self.offset(unit))
      guard unit & 0x100 != 0 else { continue }
      guard index < units.count else { return nil }
      return replacement(from: Int(units[index] & 0x7FFF_FFFF))
    }
    return nil
  }

  /// The replacement of the longest prefix, and the number of the prefix' bytes.
  func longestReplacement(of key: [UInt8], at range: Range<Int>) -> (length: Int, text: Range<Int>)? {
    guard !units.isEmpty else { return nil }
    var found: (length: Int, start: Int)?
    var index = Int(Self.offset(units[0]))
    for position in range {
      let byte = key[position]
      index ^= Int(byte)
      guard byte != 0, index < units.count, units[index] & 0x8000_00FF == UInt32(byte) else { break }
      let unit = units[index]
      index ^= Int(Self.offset(unit))
      guard unit & 0x100 != 0, index < units.count else { continue }
      found = (position + 1 - range.lowerBound, Int(units[index] & 0x7FFF_FFFF))
    }
    return found.flatMap { found in replacement(from: found.start).map { (found.length, $0) } }
  }

  /// The replacement that begins at offset `start` of the text.
  private func replacement(from start: Int) -> Range<Int>? {
    guard start <= text.count else { return nil }
    var end = start
    while end < text.count, text[end] != 0, end - start < Self.maximumReplacementLength { end += 1 }
    return start..<end
  }

  func hasKeys(from byte: UInt8) -> Bool {
    guard !units.isEmpty else { return false }
    let index = Int(Self.offset(units[0])) ^ Int(byte)
    return index < units.count && units[index] & 0x8000_00FF == UInt32(byte)
  }

  /// Calls `emit` with each scalar of a replacement.
  ///
  /// - Returns: the number of scalars.
  func decode(_ range: Range<Int>, _ emit: (UInt32) -> Void) -> Int {
    var position = range.lowerBound
    var count = 0
    while position < range.upperBound {
      emit(text.decodeScalar(at: &position, end: range.upperBound))
      count += 1
    }
    return count
  }

  @inline(__always)
  private static func offset(_ unit: UInt32) -> UInt32 { (unit >> 10) << ((unit & 0x200) >> 6) }
}
