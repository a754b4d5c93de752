import CShims

/// The integers of quantized rows, and how they are stored.
protocol RowElement {
  /// The integer that the largest magnitude becomes.
  static var largest: Float { get }

  /// Stores sixteen integers.
  ///
  /// - Parameter height: the next words of the row are `height` rows further on.
  /// - Returns: the address of the next words.
  static func store(_ integers: Integers, to words: MutableWords, height: Int) -> MutableWords
}

extension Shorts: RowElement {
  static var largest: Float { 4095 }

  /// Stores the low 16 bits of sixteen integers.
  @inline(__always)
  static func store(_ integers: Integers, to words: MutableWords, height: Int) -> MutableWords {
    albert_store_shorts(integers, words, words + height * packedWords)
    return words + 2 * height * packedWords
  }
}

/// Inputs after an offset was added: none is negative.
enum OffsetBytes: RowElement {
  static var largest: Float { 255 }

  @inline(__always)
  static func store(_ integers: Integers, to words: MutableWords, height: Int) -> MutableWords {
    #if KERNELS_BYTES
      albert_store_bytes(Bytes.rowsAreSigned ? integers &- 128 : integers, words)
      return words + height * packedWords
    #else
      albert_store_split_shorts(integers, words, words + height * packedWords)
      return words + 2 * height * packedWords
    #endif
  }
}

/// Inputs after a Walsh-Hadamard turn.
enum TurnedBytes: RowElement {
  static var largest: Float { 127 }

  @inline(__always)
  static func store(_ integers: Integers, to words: MutableWords, height: Int) -> MutableWords {
    #if KERNELS_BYTES
      albert_store_bytes(Bytes.rowsAreSigned ? integers : integers &+ 128, words)
      return words + height * packedWords
    #else
      return OffsetBytes.store(integers, to: words, height: height)
    #endif
  }
}
