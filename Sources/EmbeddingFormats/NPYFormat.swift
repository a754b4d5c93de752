// NPY version 1.0, as numpy writes it:
//   6  magic: 93 'N' 'U' 'M' 'P' 'Y'
//   2  version: 1, 0
//   2  length of the header text, little-endian
//      header text: a Python dictionary, blanks, a newline; the data behind it begin at a multiple of 64
//      data: rows in C order, little-endian

extension OutputFormat {
  public static let npy = OutputFormat("npy", fileExtensions: ["npy"], abilities: [.vectors, .elementTypes, .count]) {
    .npy(NPYFormat(elementType: $0.elementType, columnCount: $0.columnCount))
  }
}

/// Embeddings as a NumPy array of shape (rows, columns).
public struct NPYFormat: Sendable {
  /// What an element is.
  public enum ElementType: String, Sendable, CaseIterable {
    case float32 = "f32"
    case float16 = "f16"
    /// Row offsets.
    case int64 = "i64"

    /// NumPy's name.
    var descriptor: StaticString {
      switch self {
      case .float32: "<f4"
      case .float16: "<f2"
      case .int64: "<i8"
      }
    }

    /// Bytes an element takes.
    public var size: Int {
      switch self {
      case .float32: 4
      case .float16: 2
      case .int64: 8
      }
    }
  }

  public let elementType: ElementType
  /// Elements of a row; nil for an array of one dimension.
  public let columnCount: Int?

  public init(elementType: ElementType, columnCount: Int?) {
    self.elementType = elementType
    self.columnCount = columnCount
  }

  /// The format of an array of `rowCount` rows that this program wrote, by the file's header; nil for any other header.
  public init?(header: [UInt8], rowCount: Int) {
    let text = String(decoding: header.dropFirst(10), as: UTF8.self)
    let shape = text.firstRange(of: "(\(rowCount),").map { text[$0.upperBound...].prefix { $0 != ")" } } ?? ""
    let columnCount = Int(shape.drop { $0 == " " })
    guard shape.isEmpty || (1...1 << 40).contains(columnCount ?? 0) else { return nil }
    for elementType in ElementType.allCases {
      self.init(elementType: elementType, columnCount: columnCount)
      if self.header(rowCount: rowCount) == header { return }
    }
    return nil
  }

  /// Bytes before the first row. They do not depend on the number of rows, so that a header can be filled in afterwards:
  /// there is always room for the 20 digits that the largest count may take.
  public var headerSize: Int { (10 + dictionary(count: String(repeating: "0", count: 20)).count + 1 + 63) / 64 * 64 }

  /// Bytes a row takes.
  public var rowSize: Int { (columnCount ?? 1) * elementType.size }

  /// The header of an array of `rowCount` rows.
  public func header(rowCount: Int) -> [UInt8] {
    let dictionary = dictionary(count: String(rowCount))
    let textSize = headerSize - 10
    var header: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(textSize & 0xFF), UInt8(textSize >> 8)]
    header += dictionary
    header += [UInt8](repeating: UInt8(ascii: " "), count: textSize - dictionary.count - 1)
    header.append(UInt8(ascii: "\n"))
    return header
  }

  /// What stands in the header's place until the number of rows is known: no reader takes it for an array.
  public var unfinishedHeader: [UInt8] { [UInt8](repeating: 0, count: headerSize) }

  private func dictionary(count: String) -> [UInt8] {
    let shape = columnCount.map { "(\(count), \($0))" } ?? "(\(count),)"
    return Array("{'descr': '\(elementType.descriptor)', 'fortran_order': False, 'shape': \(shape), }".utf8)
  }

  /// Appends elements of a float array. What is beyond the range of float16 becomes infinite. All NaNs have the bits of
  /// `Float.nan`, NumPy's own: sign and payload of one that was computed are the instruction set's.
  public func append(_ values: ArraySlice<Float>, to output: inout [UInt8]) {
    switch elementType {
    case .float32: appendBytes(of: values, to: &output) { ($0.isNaN ? .nan : $0).bitPattern.littleEndian }
    case .float16: appendBytes(of: values, to: &output) { float16BitPattern($0.isNaN ? .nan : $0).littleEndian }
    case .int64: preconditionFailure("offsets are integers")
    }
  }

  /// Appends elements of an integer array.
  public func append(_ values: ArraySlice<Int>, to output: inout [UInt8]) {
    precondition(elementType == .int64)
    appendBytes(of: values, to: &output) { Int64($0).littleEndian }
  }

  private func appendBytes<Value, Bits: FixedWidthInteger>(
    of values: ArraySlice<Value>, to output: inout [UInt8], bits: (Value) -> Bits
  ) {
    output.reserveCapacity(output.count + values.count * MemoryLayout<Bits>.size)
    for value in values {
      withUnsafeBytes(of: bits(value)) { output.append(contentsOf: $0) }
    }
  }
}

/// The nearest IEEE binary16, ties to even. In integers, because `Float16` is missing on some platforms.
func float16BitPattern(_ value: Float) -> UInt16 {
  let sign = UInt16(truncatingIfNeeded: value.bitPattern >> 16 & 0x8000)
  let magnitude = value.bitPattern & 0x7FFF_FFFF
  guard magnitude < 0x7F80_0000 else {
    // Infinity; or a quiet NaN with the upper bits of its payload.
    return magnitude == 0x7F80_0000 ? sign | 0x7C00 : sign | 0x7E00 | UInt16(magnitude >> 13 & 0x01FF)
  }
  // 65520 and more round to infinity.
  guard magnitude < 0x477F_F000 else { return sign | 0x7C00 }
  if magnitude >= 0x3880_0000 {
    // Normal: change the exponent's bias from 127 to 15 and round 13 bits away; a carry may rise into the exponent.
    let rounded = magnitude - (112 << 23) + 0x0FFF + (magnitude >> 13 & 1)
    return sign | UInt16(truncatingIfNeeded: rounded >> 13)
  }
  // Subnormal: a multiple of 2^-24. Below half of that, zero.
  let exponent = magnitude >> 23
  guard exponent >= 102 else { return sign }
  let significand = magnitude & 0x007F_FFFF | 0x0080_0000
  let shift = 126 - exponent
  let half: UInt32 = 1 << (shift - 1)
  let rounded = significand + half - 1 + (significand >> shift & 1)
  return sign | UInt16(truncatingIfNeeded: rounded >> shift)
}
