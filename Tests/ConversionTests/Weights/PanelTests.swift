import Testing

@testable import Conversion

@Suite struct PanelTests {
  @Test func everyElementHasItsPlace() {
    for inputs in [1, 2, 7, 33] {
      for outputs in 1...70 {
        let rows = (0..<inputs * outputs).map { Float($0 + 1) }
        let panels = panels32(fromOutputRows: rows, inputs: inputs, outputs: outputs)
        #expect(panels.count == (outputs + 31) / 32 * 32 * inputs)
        for (index, value) in panels.enumerated() {
          let (panel, input, column) = (index / (32 * inputs), index / 32 % inputs, index % 32)
          let output = panel * 32 + column
          let expected = output < outputs ? rows[output * inputs + input] : 0
          guard value == expected else {
            Issue.record("\(inputs) x \(outputs): element \(index) is \(value), not \(expected)")
            return
          }
        }
      }
    }
  }
}
