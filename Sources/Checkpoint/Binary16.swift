/// An IEEE 754 half-precision number, bit by bit. (Swift's `Float16` is not there on every platform.)
public struct Binary16: BitwiseCopyable, Sendable, Equatable {
  public let bits: UInt16

  public init(bits: UInt16) { self.bits = bits }

  /// The nearest one, ties to even; beyond the largest, that one.
  public init(_ value: Float) {
    let sign = UInt16(value.bitPattern >> 16 & 0x8000)
    let magnitude = min(value.magnitude, 65504)
    // Below 2^-14 all numbers are multiples of 2^-24: adding 0.5 brings those to the end of the significand.
    if magnitude < 0x1p-14 {
      bits = sign | UInt16(truncatingIfNeeded: (magnitude + 0.5).bitPattern &- Float(0.5).bitPattern)
    } else {
      // Thirteen bits go, and the exponent's bias falls from 127 to 15.
      let pattern = magnitude.bitPattern
      let rounded = pattern + 0xFFF + (pattern >> 13 & 1)
      bits = sign | UInt16(truncatingIfNeeded: (rounded >> 13) - (112 << 10))
    }
  }
}

extension Float {
  /// The same number, exactly, of a finite one.
  public init(_ half: Binary16) {
    let magnitude = Float(bitPattern: UInt32(half.bits & 0x7FFF) << 13) * 0x1p112
    self = half.bits & 0x8000 == 0 ? magnitude : -magnitude
  }
}
