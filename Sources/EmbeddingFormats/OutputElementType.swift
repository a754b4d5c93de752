import Files

/// How the numbers of a binary row are stored.
public enum OutputElementType: String, Sendable, CaseIterable {
  case float32 = "f32"
  case float16 = "f16"
  /// Each row scaled so that its largest magnitude is 127, and rounded. Cosines need no scale.
  case int8 = "i8"
  /// The signs of a row, eight in a byte, the first in the highest bit, as `numpy.packbits(rows > 0, axis=1)` has them.
  case bits

  /// Whether a row of NaN, which stands for a record without an embedding, can be told from others. A null row of int8 is all
  /// zeros, which no other row is unless its vector is zero.
  public var holdsNullRows: Bool { self != .bits }

  /// Elements of NumPy's that a row of so many columns takes.
  public func elementCount(columns: Int) -> Int { self == .bits ? (columns + 7) / 8 : columns }

  /// Bytes of an element.
  public var elementSize: Int {
    switch self {
    case .float32: 4
    case .float16: 2
    case .int8, .bits: 1
    }
  }
}

extension [UInt8] {
  /// Appends a row, little-endian. What is beyond the range of float16 becomes infinite. All NaNs have the bits of
  /// `Float.nan`, NumPy's own: sign and payload of one that was computed differ from one instruction set to another.
  mutating func append(row: ArraySlice<Float>, as elementType: OutputElementType) {
    switch elementType {
    case .float32: append(littleEndian: row.map { ($0.isNaN ? .nan : $0).bitPattern })
    case .float16: append(littleEndian: row.map { Binary16($0).bits })
    case .int8: append(scaled: row)
    case .bits: append(signs: row)
    }
  }

  /// Appends 127 x / max |x| of each x, in double precision, rounded to the nearest integer, ties to even. NaN becomes 0.
  private mutating func append(scaled row: ArraySlice<Float>) {
    let largest = Double(row.reduce(0) { Swift.max($0, $1.magnitude) })
    for value in row {
      let scaled = (127 * Double(value) / largest).rounded(.toNearestOrEven)
      append(UInt8(bitPattern: scaled.isNaN ? 0 : Int8(scaled)))
    }
  }

  private mutating func append(signs row: ArraySlice<Float>) {
    for first in stride(from: row.startIndex, to: row.endIndex, by: 8) {
      let end = Swift.min(first + 8, row.endIndex)
      append(row[first..<end].enumerated().reduce(0) { $1.element > 0 ? $0 | 0x80 >> UInt8($1.offset) : $0 })
    }
  }

  private mutating func append(littleEndian values: [some FixedWidthInteger]) {
    values.map(\.littleEndian).withUnsafeBytes { append(contentsOf: $0) }
  }

  mutating func append(littleEndian value: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
  }
}
