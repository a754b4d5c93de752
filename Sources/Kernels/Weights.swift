/// The weights of a product in panels of 32 output columns, read in place, and its bias.
public struct Weights: @unchecked Sendable {
  public let inputCount: Int
  public let outputCount: Int
  let panels: UnsafePointer<Float>
  /// A copy, filled up with zeros to whole panels.
  let bias: [Float]

  /// - Parameters:
  ///   - panels: [inputs, outputs] in panels, the last filled up; must outlive the weights.
  ///   - bias: [outputs].
  public init(panels: UnsafeBufferPointer<Float>, bias: [Float], inputCount: Int) {
    let panelCount = (bias.count + 31) / 32
    guard let base = panels.baseAddress, panels.count == panelCount * 32 * inputCount else {
      preconditionFailure("\(panels.count) weights for \(inputCount) inputs, \(bias.count) outputs")
    }
    self.inputCount = inputCount
    outputCount = bias.count
    self.panels = base
    self.bias = bias + [Float](repeating: 0, count: panelCount * 32 - bias.count)
  }

  public var panelCount: Int { bias.count / 32 }

  /// Where some inputs of some panels begin, and the panels' bias.
  func withAddresses(
    inputs: Range<Int>, panels: Range<Int>, _ body: (UnsafePointer<Float>, UnsafePointer<Float>) -> Void
  ) {
    precondition(inputs.lowerBound >= 0 && inputs.upperBound <= inputCount)
    precondition(panels.lowerBound >= 0 && panels.upperBound <= panelCount)
    let first = self.panels + (panels.lowerBound * inputCount + inputs.lowerBound) * 32
    bias.withUnsafeBufferPointer { body(first, $0.baseAddress.unsafelyUnwrapped + panels.lowerBound * 32) }
  }
}

/// Scale and shift of a layer normalization.
public struct Normalization: Sendable {
  let scale: [Float]
  let shift: [Float]
  let epsilon: Float

  public init(scale: [Float], shift: [Float], epsilon: Float) {
    precondition(scale.count == shift.count)
    self.scale = scale
    self.shift = shift
    self.epsilon = epsilon
  }
}
