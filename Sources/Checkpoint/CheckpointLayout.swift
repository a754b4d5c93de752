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
//   section table, 128 bytes for each section
//     0  64  name: ASCII, padded with zero bytes
//    64   4  element type (`ElementType`)
//    68   4  layout (`TensorLayout`)
//    72  16  shape: four u32, the outermost dimension first, unused ones zero
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
  // More than any model needs (12 groups of 2 layers have about 400), and so few that their table fits into memory.
  static let maximumSectionCount = 65_536

  static func aligned(_ offset: Int) -> Int { (offset + alignment - 1) / alignment * alignment }
}

/// The type of a section's elements.
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

  /// The bytes of an element.
  public var size: Int {
    switch self {
    case .uint8, .int8: 1
    case .uint16, .float16, .int16: 2
    case .uint32, .int32, .float32: 4
    case .uint64, .float64: 8
    }
  }
}

/// A Swift type as which a section's elements can be read.
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

/// A section, as the section table describes it.
public struct CheckpointSection: Sendable, Equatable {
  public let name: String
  public let elementType: ElementType
  public let layout: TensorLayout
  /// The dimensions, the outermost first.
  public let shape: [Int]
  /// The section's first byte, counted from the file's start.
  public let offset: Int
  /// The section's bytes.
  public let length: Int
  /// CRC-32 of the section's bytes.
  public let checksum: UInt32
}
