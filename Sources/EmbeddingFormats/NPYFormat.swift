// NPY version 1.0, as numpy writes it:
//   6  magic: 93 'N' 'U' 'M' 'P' 'Y'
//   2  version: 1, 0
//   2  length of the header text, little-endian
//      header text: a Python dictionary, blanks, a newline; the data behind it begin at a multiple of 64
//      data: rows in C order, little-endian

import Files

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
    case .float16: appendBytes(of: values, to: &output) { Binary16($0).bits.littleEndian }
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
