import Files
import Testing

@Suite struct Binary16Tests {
  @Test func everyNumberIsTheSameFloat() {
    for bits in UInt16.min...UInt16.max {
      let expected = Float(Float16(bitPattern: bits))
      let found = Float(Binary16(bits: bits))
      if !(found.bitPattern == expected.bitPattern || found.isNaN && expected.isNaN) {
        Issue.record("\(bits): \(found)")
      }
    }
  }

  /// Around every number: itself, the midpoint to the next one, and the floats beside both.
  @Test func floatsBecomeTheNearestNumber() {
    for bits in UInt16(0)..<0x7C00 {
      let lower = Float(Float16(bitPattern: bits))
      let upper = bits == 0x7BFF ? 65536 : Float(Float16(bitPattern: bits + 1))
      let middle = Float((Double(lower) + Double(upper)) / 2)
      let even = bits & 1 == 0 ? bits : bits + 1
      let cases: [(Float, UInt16)] = [
        (lower, bits), (lower.nextUp, bits), (middle.nextDown, bits), (middle, even), (middle.nextUp, bits + 1),
      ]
      for (value, expected) in cases where Binary16(value).bits != expected {
        Issue.record("\(value): \(Binary16(value).bits), expected \(expected)")
      }
      if Binary16(-lower).bits != bits | 0x8000 { Issue.record("-\(lower)") }
    }
    #expect(Binary16(.infinity).bits == 0x7C00)
    #expect(Binary16(-.infinity).bits == 0xFC00)
    #expect(Binary16(.greatestFiniteMagnitude).bits == 0x7C00)
    #expect(Binary16(.leastNonzeroMagnitude).bits == 0)
  }

  @Test func everyNaNBecomesTheSame() {
    for value in [Float.nan, -.nan, .init(bitPattern: 0xFFC1_2345), .init(bitPattern: 0x7F80_0001)] {
      #expect(Binary16(value).bits == 0x7E00)
      #expect(Binary16(clamping: value).bits == 0x7E00)
    }
  }

  @Test func clampedNumbersAreFinite() {
    for (value, expected) in [(65519.9, 0x7BFF), (65520, 0x7BFF), (1e30, 0x7BFF), (.infinity, 0x7BFF)]
      as [(Float, UInt16)]
    {
      #expect(Binary16(clamping: value).bits == expected)
      #expect(Binary16(clamping: -value).bits == expected | 0x8000)
    }
    #expect(Binary16(clamping: 1.5) == Binary16(1.5))
  }
}
