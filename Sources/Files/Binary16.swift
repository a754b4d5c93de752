/// A half-precision number (IEEE 754 binary16) as files hold it. Swift's own `Float16` is missing on macOS for Intel CPUs.
public struct Binary16: BitwiseCopyable, Sendable, Equatable {
  public let bits: UInt16

  public init(bits: UInt16) { self.bits = bits }

  /// The nearest number, ties to even: infinite from 65520 on. Every NaN becomes the same one, NumPy's.
  public init(_ value: Float) {
    let sign = UInt16(value.bitPattern >> 16 & 0x8000)
    let magnitude = value.magnitude
    if value.isNaN {
      bits = 0x7E00
    } else if magnitude < 0x1p-14 {
      // All numbers below 2^-14 are multiples of 2^-24. Adding 0.5 rounds to one, and brings it to the end of the significand.
      bits = sign | UInt16((magnitude + 0.5).bitPattern - Float(0.5).bitPattern)
    } else if magnitude < 65520 {
      // The significand loses 13 bits, and the bias of the exponent falls from 127 to 15.
      let pattern = magnitude.bitPattern
      bits = sign | UInt16((pattern + 0xFFF + (pattern >> 13 & 1)) >> 13 - (112 << 10))
    } else {
      bits = sign | 0x7C00
    }
  }

  /// The nearest finite number, ties to even: ±65504 beyond the largest. Every NaN becomes the same one.
  public init(clamping value: Float) {
    self.init(value.magnitude > 65504 ? Float(signOf: value, magnitudeOf: 65504) : value)
  }
}

extension Float {
  /// The same number.
  public init(_ half: Binary16) {
    let pattern = UInt32(half.bits & 0x7FFF) << 13
    let isFinite = half.bits & 0x7C00 != 0x7C00
    let magnitude = isFinite ? Float(bitPattern: pattern) * 0x1p112 : Float(bitPattern: pattern | 0x7F80_0000)
    self.init(bitPattern: magnitude.bitPattern | UInt32(half.bits & 0x8000) << 16)
  }
}
