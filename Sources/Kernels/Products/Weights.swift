import CShims

/// The weights of a product in panels of output columns, read in place, and its bias.
public struct Weights: @unchecked Sendable {
  public let inputCount: Int
  public let outputCount: Int
  public let panels: Panels
  /// How the inputs of integers are divided; nil of floats.
  public let groups: InputGroups?
  let rowForm: RowForm?
  // Filled up with zeros to whole panels: a copy of the bias, and the sums that integers without any of their own start
  // from.
  private let bias: [Float]
  // A copy of the integers' scales, a group a row.
  private let scale: Matrix
  private let zeros: [Int32]

  /// - Parameters:
  ///   - panels: [inputs, outputs]; what they point to must outlive the weights.
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
        preconditionFailure("\(scale.count) scales")
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

  /// Whether rows that are packed for `other` are packed for these weights too.
  public func takesRows(of other: Weights) -> Bool {
    inputCount == other.inputCount && rowForm == other.rowForm
  }

  /// What a part of the inputs is a multiple of: those of a group, or of a sum of floats.
  public var inputsTogether: Int { groups?.width ?? Int(albert_summed_inputs) }

  /// Panels of the product before whose columns these weights need together: those of a group that is quantized.
  public var panelsTogether: Int { groups.map { $0.width / Panel.width } ?? 1 }

  /// The product of packed rows with floats, for some inputs and panels.
  ///
  /// - Parameter start: where the sums start from, nil for the bias.
  func withProduct(
    of rows: PackedRows, inputs: Range<Int>, panels range: Range<Int>, start: KernelOutput? = nil,
    activation: Activation?, _ body: (KernelProduct) -> Void
  ) {
    check(rows, inputs: inputs, panels: range)
    precondition(inputs.lowerBound % inputsTogether == 0)
    precondition(inputs.upperBound == inputCount || inputs.upperBound % inputsTogether == 0)
    guard case .floats(let elements) = panels else { preconditionFailure("integers in a product of floats") }
    let stride = inputCount * Panel.width
    bias.withUnsafeBufferPointer { bias in
      body(
        KernelProduct(
          rows: rows.address, rowCount: rows.rowCount, inputCount: inputs.count,
          panels: elements.baseAddress.unsafelyUnwrapped + range.lowerBound * stride + inputs.lowerBound * Panel.width,
          panelStride: stride, panelCount: range.count,
          start: start.map { UnsafePointer($0.base) }
            ?? bias.baseAddress.unsafelyUnwrapped + range.lowerBound * Panel.width,
          startStride: start?.stride ?? 0, activation: activation.code))
    }
  }

  /// The product of quantized rows with integers, for some inputs, whole groups, and some panels.
  ///
  /// - Parameter continues: whether the output holds the sums of the inputs before these.
  func withIntegerProduct(
    of rows: PackedRows, inputs: Range<Int>, panels range: Range<Int>, continues: Bool, activation: Activation?,
    _ body: (KernelIntegerProduct) -> Void
  ) {
    check(rows, inputs: inputs, panels: range)
    guard let groups else { preconditionFailure("floats in a product of integers") }
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
            activation: activation.code))
      }
    }
  }

  private func check(_ rows: PackedRows, inputs: Range<Int>, panels range: Range<Int>) {
    precondition(inputs.lowerBound >= 0 && inputs.upperBound <= inputCount)
    precondition(range.lowerBound >= 0 && range.upperBound <= panelCount)
    precondition(rows.inputCount == inputs.count && rows.form == rowForm)
  }
}
