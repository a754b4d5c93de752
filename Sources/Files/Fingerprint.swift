/// A hash of values: FNV-1a, 64 bits (Fowler, Noll and Vo). Different values have the same one only by a rare accident, or by an
/// attack.
public struct Fingerprint {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  public init() {}

  public mutating func add(_ text: String) {
    for byte in text.utf8 { add(UInt64(byte)) }
  }

  public mutating func add(_ value: UInt64) { self.value = (self.value ^ value) &* 0x100_0000_01B3 }

  public var description: String { String(value, radix: 16) }
}
