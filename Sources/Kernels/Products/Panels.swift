import CShims

/// Weights in panels, [inputs, outputs], which are read in place. Zeros fill up the last panel.
public enum Panels: @unchecked Sendable {
  /// A panel has a row of `Panel.width` columns for each input.
  case floats(UnsafeBufferPointer<Float>)
  /// Integers of up to ±4095. Two inputs of a column lie side by side; zeros fill the inputs up to a multiple of 16. `scale`,
  /// [groups, outputs], holds the float that the integer 1 stands for. A column's magnitudes in a group add up to
  /// `largestShortSum` at most; products of others would be wrong, and the same on every instruction set.
  case shorts(UnsafeBufferPointer<Int16>, scale: [Float])
  /// Integers of up to ±127. Four inputs of a column lie side by side.
  case bytes(UnsafeBufferPointer<Int8>, scale: [Float], rows: ByteRows)

  /// The largest sum of magnitudes of 16-bit weights that, times the largest integer of a row, stays below 2³¹.
  public static let largestShortSum = Int(Int32.max) / 4095

  /// The change that rows go through before they are quantized to bytes.
  public enum ByteRows {
    /// They are turned (Walsh-Hadamard), as the weights are. `start`, [groups, outputs filled up to panels], holds -128 times
    /// the sum of each column's weights in each group.
    case turned(start: UnsafeBufferPointer<Int32>)
    /// They get an offset, so that no input is below 0. The bias takes it off the outputs.
    case offset(Float)
  }

  /// `inputCount`, with the inputs that fill it up.
  func filled(_ inputCount: Int) -> Int {
    if case .floats = self { return inputCount }
    return (inputCount + albert_input_unit - 1) / albert_input_unit * albert_input_unit
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

  /// The form of rows for these weights, in groups of `width` inputs; nil where rows stay floats.
  func rowForm(groupWidth width: Int) -> RowForm? {
    switch self {
    case .floats: nil
    case .shorts: RowForm(kind: .shorts, offset: 0, groupWidth: width)
    case .bytes(_, _, .turned): RowForm(kind: .turnedBytes, offset: 0, groupWidth: width)
    case .bytes(_, _, .offset(let offset)):
      RowForm(kind: .offsetBytes, offset: offset, groupWidth: width)
    }
  }
}

/// How rows are quantized: to which integers, after which offset, in groups of how many inputs.
struct RowForm: Equatable {
  let kind: KernelRowForm
  let offset: Float
  let groupWidth: Int
}
