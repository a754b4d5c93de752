/// A tensor as a test writes it.
public struct FixtureTensor: Sendable {
  public var name: String
  public var shape: [Int]
  /// Row-major.
  public var values: [Float]

  public init(name: String, shape: [Int], values: [Float]) {
    self.name = name
    self.shape = shape
    self.values = values
  }
}

/// How a file holds its floats. The narrow types are for values that they can hold exactly.
public enum FixtureStorage: String, Sendable, CaseIterable, Decodable {
  case f32 = "F32"
  case f16 = "F16"
  case bf16 = "BF16"

  func bytes(_ values: [Float]) -> [UInt8] {
    func littleEndian<Number: FixedWidthInteger>(_ numbers: [Number]) -> [UInt8] {
      numbers.withUnsafeBytes { Array($0) }  // As every machine that Swift supports has them.
    }
    return switch self {
    case .f32: littleEndian(values.map(\.bitPattern))
    case .f16: littleEndian(values.map { Float16($0).bitPattern })
    case .bf16: littleEndian(values.map { UInt16($0.bitPattern >> 16) })
    }
  }
}

/// The bytes of a safetensors file with these tensors.
public func safetensors(_ tensors: [FixtureTensor], as storage: FixtureStorage = .f32) -> [UInt8] {
  var entries: [String] = [#""__metadata__":{"format":"pt"}"#]
  var data: [UInt8] = []
  for tensor in tensors {
    let start = data.count
    data += storage.bytes(tensor.values)
    entries.append(
      #""\#(tensor.name)":{"dtype":"\#(storage.rawValue)","shape":\#(tensor.shape),"data_offsets":[\#(start),\#(data.count)]}"#
    )
  }
  return safetensors(header: "{\(entries.joined(separator: ","))}", data: data)
}

/// The bytes of a safetensors file with this header, be it right or wrong.
public func safetensors(header: String, data: [UInt8]) -> [UInt8] {
  let header = Array(header.utf8)
  return (0..<8).map { UInt8(truncatingIfNeeded: header.count >> ($0 * 8)) } + header + data
}
