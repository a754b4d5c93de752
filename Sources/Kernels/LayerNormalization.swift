import CShims

/// (v - mean(v)) / √(variance(v) + epsilon) · scale + shift, over the columns of a row v.
public struct LayerNormalization: Sendable {
  private let scale: [Float]
  private let shift: [Float]
  private let epsilon: Float
  /// Columns of the rows.
  var width: Int { scale.count }

  /// - Parameters:
  ///   - scale, shift: one number for each column.
  public init(scale: [Float], shift: [Float], epsilon: Float) {
    precondition(scale.count == shift.count && !scale.isEmpty)
    self.scale = scale
    self.shift = shift
    self.epsilon = epsilon
  }

  func withArguments(_ body: (KernelLayerNorm) -> Void) {
    scale.withUnsafeBufferPointer { scale in
      shift.withUnsafeBufferPointer { shift in
        body(
          KernelLayerNorm(
            scale: scale.baseAddress.unsafelyUnwrapped, shift: shift.baseAddress.unsafelyUnwrapped, width: scale.count,
            epsilon: epsilon))
      }
    }
  }
}
