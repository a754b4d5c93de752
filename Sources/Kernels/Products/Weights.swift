import CShims

/// The weights of a product, in panels that are read in place, and its bias.
public struct Weights: @unchecked Sendable {
  public let inputCount: Int
  public let outputCount: Int
  public let panels: Panels
  /// The groups of inputs that share a scale; nil where the weights are floats.
  public let groups: InputGroups?
  let rowForm: RowForm?
  // A copy, filled up with zeros to whole panels.
  private let bias: [Float]
  // A copy of the integers' scales: [groups, outputs].
  private let scale: Matrix
  // The start of the sums of integers that have none in the file.
  private let zeros: [Int32]

  /// - Parameters:
  ///   - panels: [inputs, outputs]. Their memory must outlive the weights.
  ///   - bias: [outputs].
  public init(panels: Panels, bias: [Float], inputCount: Int) {
    let outputCount = bias.count
    let filledCount = Panel.filled(outputCount)
    precondition(panels.elementCount == filledCount * panels.filled(inputCount))
    self.inputCount = inputCount
    self.outputCount = outputCount
    self.panels = panels
    self.bias = bias + [Float](repeating: 0, count: filledCount - outputCount)
    scale = Matrix(columnCount: outputCount)
    switch panels {
    case .floats: (groups, rowForm, zeros) = (nil, nil, [])
    case .shorts(_, let scale), .bytes(_, let scale, _):
      precondition(scale.count % outputCount == 0)
      guard let groups = InputGroups(of: inputCount, count: scale.count / outputCount) else {
        preconditionFailure("\(scale.count) scales for \(inputCount) inputs of \(outputCount) outputs")
      }
      self.groups = groups
      rowForm = panels.rowForm(groupWidth: groups.width)
      self.scale.reserve(rowCount: groups.count)
      self.scale.update(row: 0, from: scale)
      zeros = [Int32](repeating: 0, count: filledCount)
      if case .bytes(_, _, .turned(let start)) = panels { precondition(start.count == groups.count * filledCount) }
    }
  }

  public var panelCount: Int { Panel.count(outputCount) }

  /// Whether rows that were packed for `other` can be multiplied by these weights too.
  public func acceptsRowsPacked(for other: Weights) -> Bool {
    inputCount == other.inputCount && rowForm == other.rowForm
  }

  /// Inputs that a product must take together, so that its parts have whole multiples of them: a group of integers, or a chain
  /// of floats.
  public var inputUnit: Int { groups?.width ?? Int(albert_summed_inputs) }

  /// Panels of the previous product that one thread must compute together, since their columns are quantized as one group.
  public var panelUnit: Int { groups.map { $0.width / Panel.width } ?? 1 }

  /// The arguments of a product of packed rows with floats, for some inputs and panels.
  ///
  /// - Parameter start: the sums of the inputs before these; nil where the sums start from the bias.
  func withProduct(
    of rows: PackedRows, inputs: Range<Int>, panels range: Range<Int>, start: KernelOutput? = nil,
    activation: Activation?, _ body: (KernelProduct) -> Void
  ) {
    check(rows, inputs: inputs, panels: range)
    precondition(inputs.lowerBound % inputUnit == 0)
    precondition(inputs.upperBound == inputCount || inputs.upperBound % inputUnit == 0)
    guard case .floats(let elements) = panels else { preconditionFailure("the weights are integers, the rows floats") }
    let stride = inputCount * Panel.width
    bias.withUnsafeBufferPointer { bias in
      body(
        KernelProduct(
          rows: rows.address, rowCount: rows.rowCount, inputCount: inputs.count,
          panels: elements.baseAddress.unsafelyUnwrapped + range.lowerBound * stride + inputs.lowerBound * Panel.width,
          panelStride: stride, panelCount: range.count,
          start: start.map { UnsafePointer($0.base) }
            ?? bias.baseAddress.unsafelyUnwrapped + range.lowerBound * Panel.width,
          startStride: start?.stride ?? 0, activation: activation.argument))
    }
  }

  /// The arguments of a product of quantized rows with integers, for some inputs, which are whole groups, and some panels.
  ///
  /// - Parameter continues: whether the output holds the sums of the inputs before these.
  func withIntegerProduct(
    of rows: PackedRows, inputs: Range<Int>, panels range: Range<Int>, continues: Bool, activation: Activation?,
    _ body: (KernelIntegerProduct) -> Void
  ) {
    check(rows, inputs: inputs, panels: range)
    guard let groups else { preconditionFailure("the weights are floats, the rows integers") }
    precondition(inputs.lowerBound % groups.width == 0)
    let isLast = inputs.upperBound == inputCount
    precondition(isLast || inputs.upperBound % groups.width == 0)
    let bytesOfInput = Panel.width * panels.elementSize
    let firstColumn = range.lowerBound * Panel.width
    let group = inputs.lowerBound / groups.width
    bias.withUnsafeBufferPointer { bias in
      zeros.withUnsafeBufferPointer { zeros in
        var (start, startStride) = (zeros.baseAddress.unsafelyUnwrapped, 0)
        if case .bytes(_, _, .turned(let sums)) = panels {
          startStride = Panel.filled(outputCount)
          start = sums.baseAddress.unsafelyUnwrapped + group * startStride
        }
        let stride = panels.filled(inputCount) * bytesOfInput
        body(
          KernelIntegerProduct(
            rows: rows.quantized,
            panels: panels.address + range.lowerBound * stride + inputs.lowerBound * bytesOfInput,
            panelStride: stride, panelCount: range.count, start: start + firstColumn, startStride: startStride,
            scale: scale.address(row: group, column: firstColumn), scaleStride: scale.stride,
            bias: bias.baseAddress.unsafelyUnwrapped + firstColumn, continues: continues, finishes: isLast,
            activation: activation.argument))
      }
    }
  }

  private func check(_ rows: PackedRows, inputs: Range<Int>, panels range: Range<Int>) {
    precondition(inputs.lowerBound >= 0 && inputs.upperBound <= inputCount)
    precondition(range.lowerBound >= 0 && range.upperBound <= panelCount)
    precondition(rows.inputCount == inputs.count && rows.form == rowForm)
  }
}
