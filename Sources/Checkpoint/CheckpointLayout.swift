import Files

// The checkpoint file, byte by byte. All numbers are little-endian.
//
//   header, 64 bytes
//     0   8  magic: 89 'A' 'L' 'B' 'E' 'R' 'T' 0A   (not text, and broken by newline conversion)
//     8   4  format version, 1
//    12   4  number of sections
//    16   8  length of the whole file in bytes
//    24   4  CRC-32 of the section table
//    28  36  zero
//   section table, 128 bytes a section
//     0  64  name: ASCII, padded with zero bytes
//    64   4  element type (`ElementType`)
//    68   4  layout (`TensorLayout`)
//    72  16  shape: four u32, unused ones zero; what the elements mean together, outermost first
//    88   8  offset of the first byte from the file's start, a multiple of 64
//    96   8  length in bytes
//   104   4  CRC-32 of those bytes
//   108  20  zero
//   sections, in the table's order, each at a multiple of 64, zero bytes between them
enum CheckpointLayout {
  static let magic: [UInt8] = [0x89, 0x41, 0x4C, 0x42, 0x45, 0x52, 0x54, 0x0A]
  static let version: UInt32 = 1
  static let headerSize = 64
  static let entrySize = 128
  static let nameSize = 64
  static let maximumRank = 4
  static let alignment = 64
  // More than any model needs (12 groups of 2 layers hold about 400), and few enough to read without care.
  static let maximumSectionCount = 65_536

  static func aligned(_ offset: Int) -> Int { (offset + alignment - 1) / alignment * alignment }
}

/// What one element of a section is.
public enum ElementType: UInt32, Sendable, CaseIterable {
  case uint8 = 0
  case uint16 = 1
  case uint32 = 2
  case int32 = 3
  case uint64 = 4
  case float32 = 5
  case float64 = 6
  case float16 = 7
  case int8 = 8
  case int16 = 9

  /// Bytes an element takes.
  public var size: Int {
    switch self {
    case .uint8, .int8: 1
    case .uint16, .float16, .int16: 2
    case .uint32, .int32, .float32: 4
    case .uint64, .float64: 8
    }
  }
}

/// A Swift type that a section's elements can be read as.
public protocol CheckpointElement: BitwiseCopyable {
  static var elementType: ElementType { get }
}

extension UInt8: CheckpointElement { public static var elementType: ElementType { .uint8 } }
extension UInt16: CheckpointElement { public static var elementType: ElementType { .uint16 } }
extension UInt32: CheckpointElement { public static var elementType: ElementType { .uint32 } }
extension Int32: CheckpointElement { public static var elementType: ElementType { .int32 } }
extension UInt64: CheckpointElement { public static var elementType: ElementType { .uint64 } }
extension Int8: CheckpointElement { public static var elementType: ElementType { .int8 } }
extension Int16: CheckpointElement { public static var elementType: ElementType { .int16 } }
extension Binary16: CheckpointElement { public static var elementType: ElementType { .float16 } }
extension Float: CheckpointElement { public static var elementType: ElementType { .float32 } }
extension Double: CheckpointElement { public static var elementType: ElementType { .float64 } }

/// The order in which a section holds its elements.
public enum TensorLayout: UInt32, Sendable {
  /// Plain C order.
  case rowMajor = 0
  /// A matrix of shape [inputs, outputs] in the order in which the kernels read it: panels of 32 output columns; within
  /// a panel, one row of 32 after the other, an input each; the last panel filled up with zero columns.
  case panels32 = 1
  /// Such panels with the elements of four inputs side by side: in a panel, for every four inputs, 32 columns of four. The
  /// inputs are filled up with zeros to a multiple of 16.
  case panels32by4 = 2
  /// The same, of two inputs.
  case panels32by2 = 3

  /// Inputs of a column that lie side by side; nil where there are no panels.
  public var inputsTogether: Int? {
    switch self {
    case .rowMajor: nil
    case .panels32: 1
    case .panels32by4: 4
    case .panels32by2: 2
    }
  }

  /// Inputs that a panel of `inputs` inputs has, with what fills them up.
  public func filledInputs(_ inputs: Int) -> Int {
    inputsTogether ?? 1 == 1 ? inputs : (inputs + 15) / 16 * 16
  }

  /// Number of elements that a tensor of this shape takes, nil where that overflows.
  func elementCount(shape: [Int]) -> Int? {
    var dimensions = shape
    if self != .rowMajor {
      guard shape.count == 2, shape.allSatisfy({ $0 <= Int.max - 31 }) else { return nil }
      dimensions = [filledInputs(shape[0]), (shape[1] + 31) / 32 * 32]
    }
    var count = 1
    for dimension in dimensions {
      let (product, overflow) = count.multipliedReportingOverflow(by: dimension)
      guard !overflow else { return nil }
      count = product
    }
    return count
  }
}

/// One entry of the section table, as `info` shows it.
public struct CheckpointSection: Sendable, Equatable {
  public let name: String
  public let elementType: ElementType
  public let layout: TensorLayout
  /// Outermost dimension first.
  public let shape: [Int]
  /// Bytes from the file's start.
  public let offset: Int
  /// Bytes.
  public let length: Int
  /// CRC-32 of the section's bytes.
  public let checksum: UInt32
}
