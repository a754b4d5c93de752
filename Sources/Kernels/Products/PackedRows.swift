import CShims

/// Rows of activations as a kernel set's products read them: floats, or integers with their scales. The memory grows; the
/// contents are whatever was written last.
public final class PackedRows {
  public private(set) var rowCount = 0
  public private(set) var inputCount = 0
  private(set) var form: RowForm?
  private let memory = Scratch()
  private let scaleMemory = Scratch()
  /// Of floats.
  private(set) var address: UnsafeMutablePointer<Float>
  private var scales: UnsafeMutablePointer<Float>

  public init() {
    address = memory.reserve(0)
    scales = scaleMemory.reserve(0)
  }

  /// - Parameters:
  ///   - form: nil for floats.
  ///   - size: floats or words that the rows take.
  func reshape(rowCount: Int, inputCount: Int, form: RowForm?, size: Int) {
    (self.rowCount, self.inputCount, self.form) = (rowCount, inputCount, form)
    address = memory.reserve(size)
    if let form { scales = scaleMemory.reserve(rowCount * InputGroups.count(inputCount, width: form.groupWidth)) }
  }

  /// - Precondition: these are no floats.
  var quantized: KernelQuantizedRows {
    guard let form else { preconditionFailure("rows of floats") }
    return KernelQuantizedRows(
      form: form.kind, offset: form.offset, rowCount: rowCount, inputCount: inputCount,
      groupWidth: form.groupWidth, words: UnsafeMutableRawPointer(address).assumingMemoryBound(to: Int32.self),
      scales: scales)
  }
}
