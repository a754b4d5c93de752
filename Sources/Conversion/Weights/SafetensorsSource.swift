import Files
import JSON

/// Weights in `model.safetensors`, or in shards.
///
/// A safetensors file holds the length of a JSON header in 8 bytes, the header, then the tensors' bytes.
///
/// The header maps each name to `{"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}`. The offsets count from the header's
/// end. The tensors must fill the rest of the file without a gap or an overlap.
struct SafetensorsSource: TensorSource {
  static let fileNames = "model.safetensors or model.safetensors.index.json"

  let path: String
  let tensors: NamedValues<SourceTensor>

  init?(_ directory: ModelDirectory) throws(ConversionError) {
    guard
      let files = try WeightsFiles(
        directory, single: "model.safetensors", index: "model.safetensors.index.json")
    else { return nil }
    path = files.path
    tensors = try files.tensors(Self.readTensors)
  }

  // The limit of the reference implementation.
  private static let maximumHeaderLength = 100_000_000

  /// Reads and checks a file's header.
  ///
  /// - Returns: the tensors in the order of their bytes.
  /// - Throws: `ConversionError` that names the header or the tensor that is wrong.
  static func readTensors(_ file: SourceFile) throws(ConversionError) -> [SourceTensor] {
    let path = file.path
    guard file.count >= 8 else {
      throw ConversionError(path: path, problem: "has \(file.count) bytes; a safetensors file has at least 8")
    }
    let headerLength = try file.elements(at: 0, count: 1, as: UInt64.self)[0]
    let room = UInt64(min(file.count - 8, maximumHeaderLength))
    guard headerLength <= room else {
      throw ConversionError(
        path: path, field: "header length", problem: "is \(headerLength); at most \(room) was expected")
    }
    let dataStart = 8 + Int(headerLength)
    let header = try file.parsedBytes(at: 8, count: Int(headerLength))
    var entries: [Entry] = []
    do throws(JSONError) {
      for member in try JSONValue(parsing: header).members("header") where !member.isNamed("__metadata__") {
        entries.append(try Entry(member, dataStart: dataStart, dataEnd: file.count))
      }
    } catch {
      throw ConversionError(path: path, field: "header: \(error.placeDescription)", problem: error.problem)
    }
    // An empty tensor comes before another one that starts at the same byte.
    entries.sort { ($0.bytes.lowerBound, $0.bytes.upperBound) < ($1.bytes.lowerBound, $1.bytes.upperBound) }
    var end = dataStart
    for entry in entries {
      guard entry.bytes.lowerBound == end else {
        throw ConversionError(
          path: path, field: entry.name,
          problem: "starts at byte \(entry.bytes.lowerBound - dataStart) of the data; "
            + "\(end - dataStart), where the tensor before it ends, was expected")
      }
      end = entry.bytes.upperBound
    }
    guard end == file.count else {
      throw ConversionError(
        path: path,
        problem:
          "its tensors end at byte \(end - dataStart) of the data, which have \(file.count - dataStart) bytes; the file "
          + "is damaged, so fetch it again")
    }
    return try entries.map { (entry) throws(ConversionError) in
      try SourceTensor(
        name: entry.name, elementType: elementType(entry.elementType), shape: entry.shape, storage: entry.bytes,
        file: file)
    }
  }

  private static func elementType(_ name: String) -> SourceTensor.ElementType {
    switch name {
    case "F32": .float32
    case "F16": .float16
    case "BF16": .bfloat16
    default: .other(name)
    }
  }
}

/// A tensor in the header.
private struct Entry {
  let name: String
  let elementType: String
  /// Outermost dimension first.
  let shape: [Int]
  /// The tensor's bytes in the file.
  let bytes: Range<Int>

  /// - Throws: `JSONError` where the entry contradicts itself, or its bytes are not in the file's data.
  init(_ member: JSONMember, dataStart: Int, dataEnd: Int) throws(JSONError) {
    let name = String(decoding: member.name, as: UTF8.self)
    func required(_ field: StaticString) throws(JSONError) -> JSONValue {
      guard let value = try member.value.member(field, of: name) else {
        throw JSONError(field: name, problem: "lacks \(field)")
      }
      return value
    }
    func sizes(_ field: StaticString) throws(JSONError) -> [Int] {
      var sizes: [Int] = []
      for element in try required(field).elements("\(name): \(field)") {
        let size = try element.int("\(name): \(field)")
        guard size >= 0 else {
          throw JSONError(field: name, problem: "\(field) holds \(size); numbers from 0 on were expected")
        }
        sizes.append(size)
      }
      return sizes
    }
    let elementType = try required("dtype").string("\(name): dtype")
    let shape = try sizes("shape")
    let offsets = try sizes("data_offsets")
    guard offsets.count == 2, offsets[0] <= offsets[1], offsets[1] <= dataEnd - dataStart else {
      throw JSONError(
        field: name,
        problem: "data_offsets are \(offsets); a start and an end of at most \(dataEnd - dataStart) were expected")
    }
    if let elementSize = Self.elementSizes[elementType] {
      let byteCount = shape.reduce(elementSize as Int?) { product, size in
        guard let (product, overflow) = product?.multipliedReportingOverflow(by: size), !overflow else { return nil }
        return product
      }
      guard byteCount == offsets[1] - offsets[0] else {
        throw JSONError(
          field: name,
          problem: "has \(offsets[1] - offsets[0]) bytes; shape \(shape) of \(elementType) takes "
            + (byteCount.map(String.init) ?? "more than any file has"))
      }
    }
    self.name = name
    self.elementType = elementType
    self.shape = shape
    bytes = dataStart + offsets[0]..<dataStart + offsets[1]
  }

  /// Bytes of an element.
  private static let elementSizes = [
    "BOOL": 1, "U8": 1, "I8": 1, "F8_E4M3": 1, "F8_E5M2": 1, "I16": 2, "U16": 2, "F16": 2, "BF16": 2, "I32": 4,
    "U32": 4,
    "F32": 4, "I64": 8, "U64": 8, "F64": 8,
  ]
}
