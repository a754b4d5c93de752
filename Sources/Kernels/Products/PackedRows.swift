import CShims

/// Rows of activations in the order in which a kernel set's products read them: floats, or integers with their scales. The
/// memory grows with need, and holds what was written last.
public final class PackedRows {
  public private(set) var rowCount = 0
  public private(set) var inputCount = 0
  private(set) var form: RowForm?
  private let memory = Scratch()
  private let scaleMemory = Scratch()
  /// The memory of the rows: floats, or words of integers.
  private(set) var address: UnsafeMutablePointer<Float>
  private var scales: UnsafeMutablePointer<Float>

  public init() {
    address = memory.reserve(0)
    scales = scaleMemory.reserve(0)
  }

  /// - Parameters:
  ///   - form: nil for floats.
  ///   - size: the number of floats or words that the rows take.
  func reshape(rowCount: Int, inputCount: Int, form: RowForm?, size: Int) {
    (self.rowCount, self.inputCount, self.form) = (rowCount, inputCount, form)
    address = memory.reserve(size)
    if let form { scales = scaleMemory.reserve(rowCount * InputGroups.count(inputCount, width: form.groupWidth)) }
  }

  /// - Precondition: the rows are integers.
  var quantized: KernelQuantizedRows {
    guard let form else { preconditionFailure("the rows are floats") }
    return KernelQuantizedRows(
      form: form.kind, offset: form.offset, rowCount: rowCount, inputCount: inputCount,
      groupWidth: form.groupWidth, words: UnsafeMutableRawPointer(address).assumingMemoryBound(to: Int32.self),
      scales: scales)
  }
}
