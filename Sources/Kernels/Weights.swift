/// The weights of a product in panels of output columns, read in place, and its bias.
public struct Weights: @unchecked Sendable {
  public let inputCount: Int
  public let outputCount: Int
  private let panels: UnsafePointer<Float>
  /// A copy, filled up with zeros to whole panels.
  private let bias: [Float]

  /// - Parameters:
  ///   - panels: [inputs, outputs] in panels, the last filled up; must outlive the weights.
  ///   - bias: [outputs].
  public init(panels: UnsafeBufferPointer<Float>, bias: [Float], inputCount: Int) {
    let filled = Panel.filled(bias.count)
    guard let base = panels.baseAddress, panels.count == filled * inputCount else {
      preconditionFailure("\(panels.count) weights for \(inputCount) inputs, \(bias.count) outputs")
    }
    self.inputCount = inputCount
    outputCount = bias.count
    self.panels = base
    self.bias = bias + [Float](repeating: 0, count: filled - bias.count)
  }

  public var panelCount: Int { Panel.count(outputCount) }

  /// Floats from panel to panel.
  var panelStride: Int { inputCount * Panel.width }

  /// Where some inputs of some panels begin, and the panels' bias.
  func withAddresses(
    inputs: Range<Int>, panels: Range<Int>, _ body: (UnsafePointer<Float>, UnsafePointer<Float>) -> Void
  ) {
    precondition(inputs.lowerBound >= 0 && inputs.upperBound <= inputCount)
    precondition(panels.lowerBound >= 0 && panels.upperBound <= panelCount)
    let first = self.panels + panels.lowerBound * panelStride + inputs.lowerBound * Panel.width
    bias.withUnsafeBufferPointer { body(first, $0.baseAddress.unsafelyUnwrapped + panels.lowerBound * Panel.width) }
  }
}
