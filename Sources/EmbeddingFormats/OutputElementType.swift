import Files

/// What an element of a binary row is.
public enum OutputElementType: String, Sendable, CaseIterable {
  case float32 = "f32"
  case float16 = "f16"

  /// Bytes of an element.
  public var size: Int {
    switch self {
    case .float32: 4
    case .float16: 2
    }
  }
}

extension [UInt8] {
  /// Appends elements, little-endian. What is beyond the range of float16 becomes infinite. All NaNs have the bits of
  /// `Float.nan`, NumPy's own: sign and payload of one that was computed differ from one instruction set to another.
  mutating func append(_ values: ArraySlice<Float>, as elementType: OutputElementType) {
    reserveCapacity(count + values.count * elementType.size)
    switch elementType {
    case .float32: for value in values { append(littleEndian: (value.isNaN ? .nan : value).bitPattern) }
    case .float16: for value in values { append(littleEndian: Binary16(value).bits) }
    }
  }

  mutating func append(littleEndian value: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
  }
}
