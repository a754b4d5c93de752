/// Rows of activations as a kernel set's products read them. The memory grows; the contents are whatever was written last.
public final class PackedRows {
  public private(set) var rowCount = 0
  public private(set) var inputCount = 0
  private let memory = Scratch()
  private(set) var address: UnsafeMutablePointer<Float>

  public init() { address = memory.reserve(0) }

  /// - Parameter size: floats that the rows take.
  func reshape(rowCount: Int, inputCount: Int, size: Int) {
    (self.rowCount, self.inputCount) = (rowCount, inputCount)
    address = memory.reserve(size)
  }
}
