import Files

/// The type in which a binary format stores the numbers of a row.
public enum OutputElementType: String, Sendable, CaseIterable {
  case float32 = "f32"
  case float16 = "f16"
  /// Integers: each row is scaled so that its largest magnitude is 127, and rounded. The scale is not stored, since cosines do
  /// not depend on it.
  case int8 = "i8"
  /// The signs of a row, eight in a byte, the first in the highest bit, as `numpy.packbits(rows > 0, axis=1)` packs them.
  case bits

  /// Whether a null row can be told from an embedding. In int8 a null row is all zeros, and only the zero vector looks the same.
  public var holdsNullRows: Bool { self != .bits }

  /// The number of stored elements of a row with so many columns.
  public func elementCount(columns: Int) -> Int { self == .bits ? (columns + 7) / 8 : columns }

  /// The size of an element in bytes.
  public var elementSize: Int {
    switch self {
    case .float32: 4
    case .float16: 2
    case .int8, .bits: 1
    }
  }
}

extension [UInt8] {
  /// Appends a row, little-endian. A value beyond the range of float16 becomes infinite. Every NaN is written with NumPy's bits,
  /// those of `Float.nan`: the sign and payload of a computed NaN depend on the instruction set.
  mutating func append(row: ArraySlice<Float>, as elementType: OutputElementType) {
    switch elementType {
    case .float32: append(littleEndian: row.map { ($0.isNaN ? .nan : $0).bitPattern })
    case .float16: append(littleEndian: row.map { Binary16($0).bits })
    case .int8: append(scaled: row)
    case .bits: append(signs: row)
    }
  }

  /// Appends 127 x / max |x| for each x, computed in double precision and rounded to the nearest integer, ties to even. NaN
  /// becomes 0.
  private mutating func append(scaled row: ArraySlice<Float>) {
    let largest = Double(row.reduce(0) { Swift.max($0, $1.magnitude) })
    for value in row {
      let scaled = (127 * Double(value) / largest).rounded(.toNearestOrEven)
      append(UInt8(bitPattern: scaled.isNaN ? 0 : Int8(scaled)))
    }
  }

  /// Appends a bit for each value: 1 if it is above 0. Zeros fill the last byte.
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
