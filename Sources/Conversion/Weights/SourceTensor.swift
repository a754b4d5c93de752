import Files

/// A tensor as a weights file stores it.
struct SourceTensor {
  /// The types of elements. Floats are read; those of 16 bits are widened, which is exact.
  enum ElementType: Equatable {
    case float32, float16, bfloat16
    /// Another type, by the name that the file gives it. It cannot be read.
    case other(String)

    /// The size of an element in bytes; nil for a type that cannot be read.
    var size: Int? {
      switch self {
      case .float32: 4
      case .float16, .bfloat16: 2
      case .other: nil
      }
    }
  }

  /// The name in the file.
  let name: String
  let elementType: ElementType
  /// Outermost dimension first.
  let shape: [Int]
  /// For each dimension, the distance in stored elements between one index and the next.
  let strides: [Int]
  /// The bytes of the file from the first stored element to the last; empty for elements that cannot be read.
  let bytes: Range<Int>
  let file: SourceFile
  /// The CRC-32C of `bytes`; nil where the file holds none.
  let checksum: UInt32?
  /// The update that an adapter adds to the elements.
  var update: LowRankUpdate?

  /// - Parameters:
  ///   - strides: nil for row-major order.
  ///   - offset: the number of stored elements before the tensor's first one.
  ///   - storage: the bytes of the file that the tensor is in.
  /// - Throws: `ConversionError` where the tensor is not inside its storage, or has more elements than it.
  init(
    name: String, elementType: ElementType, shape: [Int], strides: [Int]? = nil, offset: Int = 0,
    storage: Range<Int>, file: SourceFile, checksum: UInt32? = nil
  ) throws(ConversionError) {
    self.name = name
    self.elementType = elementType
    self.shape = shape
    self.strides = strides ?? Self.rowMajorStrides(shape)
    self.file = file
    self.checksum = checksum
    guard let size = elementType.size else {
      bytes = storage.lowerBound..<storage.lowerBound
      return
    }
    // A stride of 0 repeats an element any number of times. Refusing more elements than the storage has also bounds the memory that
    // a tensor takes.
    let stored = storage.count / size
    guard let count = Self.product(shape), count <= stored,
      let reach = Self.reach(shape, self.strides, count: count), offset >= 0, offset <= stored, reach <= stored - offset
    else {
      throw ConversionError(
        path: file.path, field: name,
        problem:
          "has shape \(Self.brief(shape)) and strides \(Self.brief(self.strides)) from element \(offset) on, but its "
          + "storage has \(stored) elements")
    }
    let start = storage.lowerBound + offset * size
    bytes = start..<start + reach * size
  }

  /// - Parameter origin: what gives the shape, for the error: " by config.json".
  /// - Throws: `ConversionError` where the tensor has another shape, or elements that cannot be read.
  func check(shape expected: [Int], givenBy origin: String = "") throws(ConversionError) {
    guard shape == expected else {
      throw ConversionError(
        path: file.path, field: name, problem: "has shape \(shape); \(expected) was expected\(origin)")
    }
    if case .other(let type) = elementType {
      throw ConversionError(
        path: file.path, field: name,
        problem: "has elements of type \(type); floats of 32 or 16 bits or bfloat16 were expected")
    }
  }

  /// The elements in row-major order. `elementType` must be one that can be read.
  ///
  /// - Throws: `ConversionError` where the file cannot be read or is damaged, or an element is infinite or not
  ///   a number.
  func floats() throws(ConversionError) -> [Float] {
    let floats = try uncheckedFloats()
    if let problem = Self.problem(of: floats) { throw ConversionError(path: file.path, field: name, problem: problem) }
    return floats
  }

  /// As `floats`, but the elements may be infinite or not numbers.
  func uncheckedFloats() throws(ConversionError) -> [Float] {
    let stored = try storedElements()
    var floats = strides == Self.rowMajorStrides(shape) ? stored : gathered(stored)
    try update?.add(to: &floats)
    return floats
  }

  /// What is wrong where an element is infinite or not a number.
  static func problem(of floats: [Float]) -> String? {
    floats.firstIndex { !$0.isFinite }.map { "element \($0) is \(floats[$0]), which is not a finite number" }
  }

  private func storedElements() throws(ConversionError) -> [Float] {
    switch elementType {
    case .float32: return try read(Float.self)
    case .float16: return try read(Binary16.self).map { Float($0) }
    case .bfloat16: return try read(UInt16.self).map { Float(bitPattern: UInt32($0) << 16) }
    case .other(let type): preconditionFailure("'\(name)' is of type \(type)")
    }
  }

  private func read<Element: BitwiseCopyable>(_: Element.Type) throws(ConversionError) -> [Element] {
    let elements = try file.elements(
      at: bytes.lowerBound, count: bytes.count / MemoryLayout<Element>.stride, as: Element.self)
    guard let checksum else { return elements }
    var found = CRC32(.castagnoli)
    elements.withUnsafeBytes { found.update($0) }
    guard found.value == checksum else {
      throw ConversionError(
        path: file.path, field: name,
        problem:
          "its checksum is \(hexadecimal(found.value)); \(hexadecimal(checksum)) was expected; the file is damaged, so "
          + "copy it again")
    }
    return elements
  }

  /// The elements in row-major order, found by the strides.
  private func gathered(_ stored: [Float]) -> [Float] {
    guard let width = shape.last, let step = strides.last, let count = Self.product(shape), count > 0 else {
      return stored
    }
    var floats: [Float] = []
    floats.reserveCapacity(count)
    // The index of a row in all dimensions but the last, and the position of its first element.
    var index = [Int](repeating: 0, count: shape.count - 1)
    var start = 0
    while floats.count < count {
      for column in 0..<width { floats.append(stored[start + column * step]) }
      for dimension in index.indices.reversed() {
        index[dimension] += 1
        start += strides[dimension]
        guard index[dimension] == shape[dimension] else { break }
        start -= index[dimension] * strides[dimension]
        index[dimension] = 0
      }
    }
    return floats
  }

  // MARK: Sizes

  private static func product(_ shape: [Int]) -> Int? {
    var product = 1
    for size in shape {
      guard size >= 0 else { return nil }
      let (next, overflow) = product.multipliedReportingOverflow(by: size)
      guard !overflow else { return nil }
      product = next
    }
    return product
  }

  /// The number of stored elements from the tensor's first one to its last; nil where that overflows, or a stride is negative.
  private static func reach(_ shape: [Int], _ strides: [Int], count: Int) -> Int? {
    guard shape.count == strides.count else { return nil }
    guard count > 0 else { return 0 }
    var last = 0
    for (size, stride) in zip(shape, strides) {
      let (steps, overflow) = (size - 1).multipliedReportingOverflow(by: stride)
      let (sum, overflowOfSum) = last.addingReportingOverflow(steps)
      guard stride >= 0, !overflow, !overflowOfSum, sum < Int.max else { return nil }
      last = sum
    }
    return last + 1
  }

  /// The strides of a tensor in row-major order. Where they overflow, they are so wrong that no storage holds the tensor.
  static func rowMajorStrides(_ shape: [Int]) -> [Int] {
    var stride = 1
    var strides: [Int] = []
    for size in shape.reversed() {
      strides.append(stride)
      stride = stride.multipliedReportingOverflow(by: size).partialValue
    }
    return strides.reversed()
  }

  /// The first eight sizes, for an error's text.
  private static func brief(_ sizes: [Int]) -> String {
    sizes.count <= 8 ? "\(sizes)" : "\(sizes[..<8]) and \(sizes.count - 8) more"
  }
}
