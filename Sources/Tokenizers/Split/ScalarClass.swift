/// A set of scalars, as ascending ranges.
package struct ScalarClass: Sendable, Equatable {
  package let ranges: [ClosedRange<UInt32>]
  // A bit for each scalar below 0x80, since most text is ASCII.
  private let ascii: (UInt64, UInt64)

  /// - Parameter ranges: ascending and without overlap.
  package init(_ ranges: [ClosedRange<UInt32>]) {
    self.ranges = ranges
    var ascii: (UInt64, UInt64) = (0, 0)
    for range in ranges {
      for scalar in range.prefix(0x80) where scalar < 0x80 {
        if scalar < 64 { ascii.0 |= 1 << UInt64(scalar) } else { ascii.1 |= 1 << UInt64(scalar - 64) }
      }
    }
    self.ascii = ascii
  }

  @inline(__always)
  func contains(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return (scalar < 64 ? ascii.0 >> UInt64(scalar) : ascii.1 >> UInt64(scalar - 64)) & 1 == 1 }
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < scalar { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].contains(scalar)
  }

  package static func == (a: ScalarClass, b: ScalarClass) -> Bool { a.ranges == b.ranges }
}
