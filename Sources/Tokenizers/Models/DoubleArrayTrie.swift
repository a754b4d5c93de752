import Checkpoint

/// A map from byte strings to numbers, as a double array that is read in place.
///
/// A unit of the array is either a node or a value:
///
///     node   bit 31 = 0, bits 9...30 base, bit 8 whether a string ends here, bits 0...7 label: the byte that leads here
///     value  bit 31 = 1, bits 0...30 the string's number
///
/// The child of a node by label b is at base ^ b, and the value of the string that ends at a node is at its base. So no label may be
/// 0: the byte 0 has the label 0xFF, which is not a byte of UTF-8. Unit 0 is the root. Every step checks its index and takes a byte of
/// the text, so that a damaged array gives wrong numbers, but neither hangs nor crashes.
package struct DoubleArrayTrie: Sendable {
  private let units: MappedArray<UInt32>

  init(_ units: MappedArray<UInt32>) { self.units = units }

  @inline(__always)
  package static func label(_ byte: UInt8) -> UInt8 { byte == 0 ? 0xFF : byte }

  var isEmpty: Bool { span.isEmpty }

  /// The array, for `TrieNode`.
  var span: Span<UInt32> {
    @_lifetime(borrow self)
    borrowing get {
      // The array lives as long as the trie does.
      _overrideLifetime(units.span, borrowing: self)
    }
  }

  /// The number of exactly this string.
  func value(of key: [UInt8]) -> UInt32? {
    let units = span
    var node = TrieNode(units)
    for byte in key {
      guard node.descend(byte, in: units) else { return nil }
    }
    return node.value(in: units)
  }
}

/// A node of a trie.
struct TrieNode {
  private var unit: UInt32

  /// The root of the array.
  @inline(__always)
  init(_ units: Span<UInt32>) { unit = units.isEmpty ? 0 : units[0] & 0x7FFF_FF00 }

  /// Moves to the child by `byte`.
  ///
  /// - Returns: false where there is none.
  @inline(__always)
  mutating func descend(_ byte: UInt8, in units: Span<UInt32>) -> Bool {
    let label = DoubleArrayTrie.label(byte)
    let index = Int(unit >> 9 & 0x3F_FFFF) ^ Int(label)
    guard index < units.count else { return false }
    let child = units[index]
    // One comparison checks that the unit is a node, and its label.
    guard child & 0x8000_00FF == UInt32(label) else { return false }
    unit = child
    return true
  }

  @inline(__always)
  var hasValue: Bool { unit & 0x100 != 0 }

  /// The number of the string that ends here.
  @inline(__always)
  func value(in units: Span<UInt32>) -> UInt32? {
    guard hasValue else { return nil }
    let index = Int(unit >> 9 & 0x3F_FFFF)
    guard index < units.count, units[index] & 0x8000_0000 != 0 else { return nil }
    return units[index] & 0x7FFF_FFFF
  }
}
