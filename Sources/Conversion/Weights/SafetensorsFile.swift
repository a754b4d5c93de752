import JSON

/// A safetensors file: 8 bytes with the length of a JSON header, the header, then the tensors' bytes.
///
/// The header maps each name to `{"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}`, offsets counting from the
/// header's end. As the format demands, the tensors must fill the rest of the file without gap or overlap.
struct SafetensorsFile {
  struct Tensor {
    let name: String
    /// As the file names it; not every type that may stand here can be read.
    let elementType: String
    /// Outermost dimension first.
    let shape: [Int]
    /// Place in the file.
    let bytes: Range<Int>
    let file: SourceFile
  }

  let path: String
  /// In the order of their bytes.
  let tensors: [Tensor]

  // The reference implementation's own limit.
  private static let maximumHeaderLength = 100_000_000

  /// Reads and checks the header.
  ///
  /// - Throws: `ConversionError` that names the header or the tensor that is wrong.
  init(_ file: SourceFile) throws(ConversionError) {
    path = file.path
    guard file.count >= 8 else {
      throw ConversionError(path: path, problem: "has \(file.count) bytes; a safetensors file has at least 8")
    }
    let headerLength = try file.elements(at: 0, count: 1, as: UInt64.self)[0]
    let room = UInt64(min(file.count - 8, Self.maximumHeaderLength))
    guard headerLength <= room else {
      throw ConversionError(
        path: path, field: "header length", problem: "is \(headerLength); at most \(room) was expected")
    }
    let dataStart = 8 + Int(headerLength)
    let header = try file.elements(at: 8, count: Int(headerLength), as: UInt8.self)
    var tensors: [Tensor] = []
    do throws(JSONError) {
      for member in try JSONValue(parsing: header).members("header") where !member.isNamed("__metadata__") {
        tensors.append(try Tensor(member, dataStart: dataStart, file: file))
      }
    } catch {
      throw ConversionError(path: path, field: "header: \(error.placeDescription)", problem: error.problem)
    }
    // An empty tensor comes before the one that starts at the same byte.
    tensors.sort { ($0.bytes.lowerBound, $0.bytes.upperBound) < ($1.bytes.lowerBound, $1.bytes.upperBound) }
    var end = dataStart
    for tensor in tensors {
      guard tensor.bytes.lowerBound == end else {
        throw ConversionError(
          path: path, field: tensor.name,
          problem: "starts at byte \(tensor.bytes.lowerBound - dataStart) of the data; "
            + "\(end - dataStart), where the tensor before it ends, was expected")
      }
      end = tensor.bytes.upperBound
    }
    guard end == file.count else {
      throw ConversionError(
        path: path, problem: "the tensors end at byte \(end - dataStart) of the data; it has \(file.count - dataStart)")
    }
    self.tensors = tensors
  }
}

extension SafetensorsFile.Tensor {
  fileprivate init(_ member: JSONMember, dataStart: Int, file: SourceFile) throws(JSONError) {
    let name = String(decoding: member.name, as: UTF8.self)
    func required(_ field: StaticString) throws(JSONError) -> JSONValue {
      guard let value = try member.value.member(field, of: name) else {
        throw JSONError(field: name, problem: "has no \(field)")
      }
      return value
    }
    func sizes(_ field: StaticString) throws(JSONError) -> [Int] {
      var sizes: [Int] = []
      for element in try required(field).elements("\(name): \(field)") {
        let size = try element.int("\(name): \(field)")
        guard size >= 0 else { throw JSONError(field: name, problem: "\(field) holds \(size)") }
        sizes.append(size)
      }
      return sizes
    }
    let elementType = try required("dtype").string("\(name): dtype")
    let shape = try sizes("shape")
    let offsets = try sizes("data_offsets")
    guard offsets.count == 2, offsets[0] <= offsets[1], offsets[1] <= file.count - dataStart else {
      throw JSONError(
        field: name,
        problem: "data_offsets are \(offsets); a begin and an end up to \(file.count - dataStart) were expected")
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
    self.init(
      name: name, elementType: elementType, shape: shape, bytes: dataStart + offsets[0]..<dataStart + offsets[1],
      file: file)
  }

  /// Bytes of an element.
  private static let elementSizes = [
    "BOOL": 1, "U8": 1, "I8": 1, "F8_E4M3": 1, "F8_E5M2": 1, "I16": 2, "U16": 2, "F16": 2, "BF16": 2, "I32": 4,
    "U32": 4,
    "F32": 4, "I64": 8, "U64": 8, "F64": 8,
  ]

  /// Whether `floats` can read it.
  var isFloat: Bool { ["F32", "F16", "BF16"].contains(elementType) }

  /// The elements in row-major order; half-precision ones widened, which is exact. `isFloat` must be true.
  ///
  /// - Throws: `ConversionError` where the file cannot be read, or an element is infinite or not a number.
  func floats() throws(ConversionError) -> [Float] {
    let floats: [Float]
    switch elementType {
    case "F32": floats = try file.elements(at: bytes.lowerBound, count: bytes.count / 4, as: Float.self)
    case "F16": floats = try halves().map(Float.init(binary16:))
    case "BF16": floats = try halves().map { Float(bitPattern: UInt32($0) << 16) }
    default: preconditionFailure("'\(name)' is of type \(elementType)")
    }
    guard let wrong = floats.firstIndex(where: { !$0.isFinite }) else { return floats }
    throw ConversionError(
      path: file.path, field: name, problem: "element \(wrong) is \(floats[wrong]), no finite number")
  }

  private func halves() throws(ConversionError) -> [UInt16] {
    try file.elements(at: bytes.lowerBound, count: bytes.count / 2, as: UInt16.self)
  }
}

extension Float {
  /// The value of an IEEE 754 half-precision number. (Swift's `Float16` is not there on every platform.)
  init(binary16 bits: UInt16) {
    let sign = UInt32(bits & 0x8000) << 16
    let exponent = UInt32(bits >> 10) & 0x1F
    let fraction = UInt32(bits & 0x3FF)
    switch exponent {
    case 0:
      let magnitude = Float(fraction) * 0x1p-24
      self.init(bitPattern: magnitude.bitPattern | sign)
    case 0x1F: self.init(bitPattern: sign | 0x7F80_0000 | fraction << 13)
    default: self.init(bitPattern: sign | (exponent + 112) << 23 | fraction << 13)
    }
  }
}
