import CShims

/// The order in which a section holds its elements.
public enum TensorLayout: UInt32, Sendable {
  /// Plain C order.
  case rowMajor = 0
  /// A matrix of shape [inputs, outputs] in the order in which the kernels read it: panels of 32 output columns. A panel holds
  /// a row of 32 for each input. The last panel is filled up with zero columns.
  case panels32 = 1
  /// Such panels with the elements of four inputs side by side: a panel holds 32 columns of four for every four inputs. The
  /// inputs are filled up with zeros to a multiple of 16.
  case panels32by4 = 2
  /// The same with two inputs.
  case panels32by2 = 3

  @usableFromInline static var panelWidth: Int { albert_panel_width }

  /// The number of inputs of a column that lie side by side.
  @usableFromInline var inputsTogether: Int {
    switch self {
    case .rowMajor, .panels32: 1
    case .panels32by4: 4
    case .panels32by2: 2
    }
  }

  /// The number of elements that a tensor of this shape takes; nil where that overflows.
  func elementCount(shape: [Int]) -> Int? {
    var dimensions = shape
    if self != .rowMajor {
      let largest = Int.max - max(Self.panelWidth, albert_input_unit)
      guard shape.count == 2, shape.allSatisfy({ $0 <= largest }) else { return nil }
      dimensions = [filledInputs(shape[0]), Self.filled(shape[1], to: Self.panelWidth)]
    }
    var count = 1
    for dimension in dimensions {
      let (product, overflow) = count.multipliedReportingOverflow(by: dimension)
      guard !overflow else { return nil }
      count = product
    }
    return count
  }

  /// `inputs`, filled up to what the layout requires.
  @usableFromInline func filledInputs(_ inputs: Int) -> Int {
    inputsTogether == 1 ? inputs : Self.filled(inputs, to: albert_input_unit)
  }

  @usableFromInline static func filled(_ count: Int, to unit: Int) -> Int { (count + unit - 1) / unit * unit }
}

extension TensorLayout {
  /// Which dimension of a matrix comes first in memory, row-major.
  public enum MatrixOrder: Sendable {
    /// [inputs, outputs], as checkpoints name shapes.
    case inputsFirst
    /// [outputs, inputs], as PyTorch's `Linear` holds its weight.
    case outputsFirst
  }

  /// The elements of a matrix in this layout of panels, with the zeros that fill them up.
  ///
  /// - Parameter matrix: `inputs` times `outputs` elements in that order.
  @inlinable
  public func packed<Element: Numeric>(
    _ matrix: [Element], inputs: Int, outputs: Int, order: MatrixOrder = .inputsFirst
  ) -> [Element] {
    precondition(self != .rowMajor && matrix.count == inputs * outputs)
    let (inputStride, outputStride) = order == .inputsFirst ? (outputs, 1) : (1, inputs)
    let (width, together, filledInputs) = (Self.panelWidth, inputsTogether, filledInputs(inputs))
    var packed: [Element] = []
    packed.reserveCapacity(filledInputs * Self.filled(outputs, to: width))
    for firstOutput in stride(from: 0, to: outputs, by: width) {
      for firstInput in stride(from: 0, to: filledInputs, by: together) {
        if together == 1, outputStride == 1 {
          // A part of a row, copied as a whole.
          let end = min(firstOutput + width, outputs)
          packed += matrix[firstInput * outputs + firstOutput..<firstInput * outputs + end]
          packed += repeatElement(0, count: firstOutput + width - end)
          continue
        }
        for output in firstOutput..<firstOutput + width {
          for input in firstInput..<firstInput + together {
            let isInside = input < inputs && output < outputs
            packed.append(isInside ? matrix[input * inputStride + output * outputStride] : 0)
          }
        }
      }
    }
    return packed
  }

  /// Where an element of a matrix of `inputs` inputs is in this layout of panels.
  public func index(input: Int, output: Int, inputs: Int) -> Int {
    precondition(self != .rowMajor)
    let (width, together) = (Self.panelWidth, inputsTogether)
    let group = output / width * (filledInputs(inputs) / together) + input / together
    return (group * width + output % width) * together + input % together
  }
}
