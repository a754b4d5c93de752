/// CRC-32 as in zlib and PNG (ISO 3309), so that any language's zlib can check a section; or CRC-32C.
public struct CRC32: Sendable {
  public enum Polynomial: Sendable {
    /// 0xEDB88320, that of zlib and PNG.
    case iso3309
    /// 0x82F63B78, that of CRC-32C (RFC 3720).
    case castagnoli
  }

  private var state: UInt32
  private let table: [UInt32]

  /// - Parameter value: the checksum of what came before.
  public init(_ polynomial: Polynomial = .iso3309, continuing value: UInt32 = 0) {
    state = ~value
    table =
      switch polynomial {
      case .iso3309: Self.iso3309Table
      case .castagnoli: Self.castagnoliTable
      }
  }

  public var value: UInt32 { ~state }

  private static let iso3309Table = makeTable(0xEDB8_8320)
  private static let castagnoliTable = makeTable(0x82F6_3B78)

  // Slicing by eight: table[k][b] is the CRC of byte b followed by k zero bytes.
  private static func makeTable(_ polynomial: UInt32) -> [UInt32] {
    var table = [UInt32](repeating: 0, count: 8 * 256)
    for byte in 0..<256 {
      var crc = UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ polynomial : crc >> 1 }
      table[byte] = crc
    }
    for index in 256..<8 * 256 {
      let previous = table[index - 256]
      table[index] = previous >> 8 ^ table[Int(previous & 0xFF)]
    }
    return table
  }

  public mutating func update(_ bytes: some Collection<UInt8>) {
    bytes.withContiguousStorageIfAvailable { update(UnsafeRawBufferPointer($0)) } ?? update(Array(bytes))
  }

  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    var crc = state
    var index = 0
    table.withUnsafeBufferPointer { table in
      while bytes.count - index >= 8 {
        let low = crc ^ UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt32.self))
        let high = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: index + 4, as: UInt32.self))
        crc =
          table[7 * 256 + Int(low & 0xFF)] ^ table[6 * 256 + Int(low >> 8 & 0xFF)]
          ^ table[5 * 256 + Int(low >> 16 & 0xFF)] ^ table[4 * 256 + Int(low >> 24)]
          ^ table[3 * 256 + Int(high & 0xFF)] ^ table[2 * 256 + Int(high >> 8 & 0xFF)]
          ^ table[256 + Int(high >> 16 & 0xFF)] ^ table[Int(high >> 24)]
        index += 8
      }
      while index < bytes.count {
        crc = crc >> 8 ^ table[Int((crc ^ UInt32(bytes[index])) & 0xFF)]
        index += 1
      }
    }
    state = crc
  }
}

/// A checksum as it is printed: eight hexadecimal digits.
public func hexadecimal(_ checksum: UInt32) -> String {
  let digits = String(checksum, radix: 16)
  return String(repeating: "0", count: 8 - digits.count) + digits
}
