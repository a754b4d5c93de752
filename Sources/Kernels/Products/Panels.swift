import CShims

/// Weights in panels, of one precision: [inputs, outputs], the last panel filled up with zeros, read in place.
public enum Panels: @unchecked Sendable {
  /// A panel has a row of `Panel.width` columns an input.
  case floats(UnsafeBufferPointer<Float>)
  /// Up to ±4095. Two inputs of a column lie side by side; inputs are filled up with zeros to a multiple of 16. `scale`,
  /// [groups, outputs], is what an integer of a group of a column stands for.
  case shorts(UnsafeBufferPointer<Int16>, scale: [Float])
  /// Up to ±127, four inputs of a column side by side.
  case bytes(UnsafeBufferPointer<Int8>, scale: [Float], rows: ByteRows)

  /// What is done to the rows that are multiplied by bytes, before they are quantized.
  public enum ByteRows {
    /// A Walsh-Hadamard turn, as to the weights. `start`, [groups, outputs filled up to panels], is -128 times the sum of
    /// each group's weights of a column.
    case turned(start: UnsafeBufferPointer<Int32>)
    /// An offset that leaves nothing below 0 is added; the bias takes it off the outputs.
    case offset(Float)
  }

  /// Inputs, and what fills them up.
  func filled(_ inputCount: Int) -> Int {
    if case .floats = self { return inputCount }
    return (inputCount + 15) / 16 * 16
  }

  var elementCount: Int {
    switch self {
    case .floats(let elements): elements.count
    case .shorts(let elements, _): elements.count
    case .bytes(let elements, _, _): elements.count
    }
  }

  /// Bytes of an element.
  var elementSize: Int {
    switch self {
    case .floats: 4
    case .shorts: 2
    case .bytes: 1
    }
  }

  var address: UnsafeRawPointer {
    switch self {
    case .floats(let elements): UnsafeRawPointer(elements.baseAddress.unsafelyUnwrapped)
    case .shorts(let elements, _): UnsafeRawPointer(elements.baseAddress.unsafelyUnwrapped)
    case .bytes(let elements, _, _): UnsafeRawPointer(elements.baseAddress.unsafelyUnwrapped)
    }
  }

  /// How rows are quantized for these weights, in groups of `width` inputs; nil where they stay floats.
  func rowForm(groupWidth width: Int) -> RowForm? {
    switch self {
    case .floats: nil
    case .shorts: RowForm(kind: KernelRowFormShorts, offset: 0, groupWidth: width)
    case .bytes(_, _, .turned): RowForm(kind: KernelRowFormTurnedBytes, offset: 0, groupWidth: width)
    case .bytes(_, _, .offset(let offset)):
      RowForm(kind: KernelRowFormOffsetBytes, offset: offset, groupWidth: width)
    }
  }
}

/// How rows are quantized.
struct RowForm: Equatable {
  let kind: KernelRowForm
  let offset: Float
  let groupWidth: Int
}
