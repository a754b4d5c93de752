import Testing

@testable import Checkpoint

@Suite struct TensorLayoutTests {
  private static let panels: [(TensorLayout, together: Int)] = [(.panels32, 1), (.panels32by2, 2), (.panels32by4, 4)]

  @Test(arguments: [TensorLayout.MatrixOrder.inputsFirst, .outputsFirst])
  func everyElementHasItsPlace(order: TensorLayout.MatrixOrder) {
    for (layout, together) in Self.panels {
      for inputs in [1, 2, 7, 16, 33] {
        for outputs in [1, 2, 31, 32, 33, 64, 70] {
          func element(_ input: Int, _ output: Int) -> Int { 1 + input + 100 * output }
          let matrix =
            order == .inputsFirst
            ? (0..<inputs).flatMap { input in (0..<outputs).map { element(input, $0) } }
            : (0..<outputs).flatMap { output in (0..<inputs).map { element($0, output) } }
          let packed = layout.packed(matrix, inputs: inputs, outputs: outputs, order: order)
          let filled = together == 1 ? inputs : (inputs + 15) / 16 * 16
          #expect(packed.count == filled * ((outputs + 31) / 32 * 32))
          #expect(packed.count == layout.elementCount(shape: [inputs, outputs]))
          let isRight = packed.indices.allSatisfy { index in
            let input = index / (32 * together) % (filled / together) * together + index % together
            let output = index / (32 * filled) * 32 + index / together % 32
            return packed[index] == (input < inputs && output < outputs ? element(input, output) : 0)
          }
          #expect(isRight, "\(layout), \(inputs) x \(outputs)")
          let isFound = (0..<inputs).allSatisfy { input in
            (0..<outputs).allSatisfy {
              packed[layout.index(input: input, output: $0, inputs: inputs)] == element(input, $0)
            }
          }
          #expect(isFound, "\(layout), \(inputs) x \(outputs)")
        }
      }
    }
  }

  @Test func sizesThatOverflowHaveNoCount() {
    for layout in Self.panels.map(\.0) + [.rowMajor] {
      #expect(layout.elementCount(shape: [1 << 40, 1 << 40]) == nil)
      #expect(layout.elementCount(shape: [Int.max, 1]) == (layout == .rowMajor ? Int.max : nil))
    }
  }
}
