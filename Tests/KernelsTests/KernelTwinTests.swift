import CShims
import Foundation
import Testing

@testable import Kernels

/// Compares every kernel with a scalar twin, which does the same operations in the same order, one number at a time. The bits must
/// be equal on every instruction set of this CPU. Outputs are filled with NaN first, and the memory around them is checked.
@Suite struct KernelTwinTests {
  private static let instructionSets = InstructionSet.allCases.filter(\.isAvailable)
  /// Sizes up to 70, on both sides of every boundary of registers, blocks and panels.
  private static let sizes = [
    1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 13, 15, 16, 17, 20, 21, 31, 32, 33, 47, 48, 63, 64, 65, 70,
  ]

  @Test(arguments: instructionSets) func productsEqualTheirTwin(instructionSet: InstructionSet) {
    let functions = instructionSet.kernelFunctions.floats
    for rows in 1...70 {
      for inputs in Self.sizes where rows < 24 || inputs % 16 < 2 {
        for panels in rows % 8 == 1 ? 1...3 : 1...1 {
          checkProduct(functions, rows: rows, inputs: inputs, panels: panels)
        }
      }
    }
    for inputs in 1...70 { checkProduct(functions, rows: 27, inputs: inputs, panels: 2) }
    for inputs in [255, 256, 257, 519] { checkProduct(functions, rows: 5, inputs: inputs, panels: 1) }
    // More inputs than one pass takes.
    checkProduct(functions, rows: 13, inputs: 2100, panels: 2)
  }

  private func checkProduct(_ functions: KernelFunctions, rows: Int, inputs: Int, panels: Int) {
    let input = Guarded(rows: rows, columns: inputs, stride: inputs + 3, seed: 1)
    let weights = Guarded(rows: panels * inputs, columns: 32, stride: 32, seed: 2)
    let bias = Guarded(rows: 1, columns: 32 * panels, stride: 32 * panels, seed: 3)
    let output = Guarded(rows: rows, columns: 32 * panels, stride: 32 * panels + 5)
    let packed = packed(functions, input.base, stride: input.stride, rows: rows, inputs: inputs)
    functions.multiply(
      product(packed, rows, weights, inputs: inputs, panels: 0..<panels, start: bias), output.destination)
    let isEqual = (0..<rows).allSatisfy { row in
      (0..<32 * panels).allSatisfy { column in
        func chain(_ part: Range<Int>, from start: Float) -> Float {
          part.reduce(start) {
            $0.addingProduct(input[row, $1], weights[column / 32 * inputs + $1, column % 32])
          }
        }
        var total = chain(0..<min(256, inputs), from: bias[0, column])
        for first in stride(from: 256, to: inputs, by: 256) {
          total += chain(first..<min(first + 256, inputs), from: 0)
        }
        return output[row, column].bitPattern == total.bitPattern
      }
    }
    #expect(isEqual && output.isIntact && packed.isIntact, "\(rows) rows, \(inputs) inputs, \(panels) panels")
  }

  private func product(
    _ rows: Guarded, _ rowCount: Int, _ weights: Guarded, inputs: Int, panels: Range<Int>, start: Guarded,
    startStride: Int = 0, activation: Activation? = nil
  ) -> KernelProduct {
    KernelProduct(
      rows: rows.base, rowCount: rowCount, inputCount: inputs, panels: weights.base + panels.lowerBound * inputs * 32,
      panelStride: inputs * 32, panelCount: panels.count, start: start.base + panels.lowerBound * 32,
      startStride: startStride, activation: activation.argument)
  }

  private func packed(
    _ functions: KernelFunctions, _ input: UnsafePointer<Float>, stride: Int, rows: Int, inputs: Int
  ) -> Guarded {
    let packed = Guarded(rows: 1, columns: functions.packedSize(rows, inputs), stride: 0)
    functions.pack(KernelRows(rows: input, stride: stride, rowCount: rows, inputCount: inputs), packed.base)
    return packed
  }

  /// Columns that a product packs are where `pack` puts them, and have the same bits as columns that it does not pack.
  @Test(arguments: instructionSets) func packedProductsEqualOthers(instructionSet: InstructionSet) {
    let functions = instructionSet.kernelFunctions.floats
    for rows in 1...70 {
      for (inputs, columns) in [(1, 32), (70, 96)] { checkPackedProduct(functions, rows, inputs, columns) }
    }
    // Inputs, outputs and both that take more than one pass.
    for (inputs, columns) in [(2100, 64), (33, 2112), (1025, 1056)] {
      checkPackedProduct(functions, 27, inputs, columns)
    }
  }

  private func checkPackedProduct(_ functions: KernelFunctions, _ rows: Int, _ inputs: Int, _ columns: Int) {
    let input = Guarded(rows: rows, columns: inputs, stride: inputs, seed: 1)
    let weights = Guarded(rows: columns / 32 * inputs, columns: 32, stride: 32, seed: 2)
    let bias = Guarded(rows: 1, columns: columns, stride: columns, seed: 3)
    let output = Guarded(rows: rows, columns: columns, stride: columns)
    let packedInput = packed(functions, input.base, stride: inputs, rows: rows, inputs: inputs)
    func product(_ panels: Range<Int>) -> KernelProduct {
      self.product(
        packedInput, rows, weights, inputs: inputs, panels: panels, start: bias, activation: .geluErf)
    }
    functions.multiply(product(0..<columns / 32), output.destination)
    let expected = packed(functions, output.base, stride: columns, rows: rows, inputs: columns)
    let actual = Guarded(rows: 1, columns: expected.columns, stride: 0)
    // The first panel comes last, as it can with several threads.
    for panels in [1..<columns / 32, 0..<1] {
      functions.multiplyPacking(
        product(panels),
        KernelPackedOutput(base: actual.base, inputCount: columns, firstInput: panels.lowerBound * 32))
    }
    let isEqual = (0..<expected.columns).allSatisfy { expected[0, $0].bitPattern == actual[0, $0].bitPattern }
    #expect(
      isEqual && actual.isIntact && packedInput.isIntact,
      "\(rows) rows, \(inputs) inputs, \(columns) columns")
  }

  @Test(arguments: instructionSets) func partsOfASumContinueIt(instructionSet: InstructionSet) {
    let functions = instructionSet.kernelFunctions.floats
    let input = Guarded(rows: 17, columns: 293, stride: 293, seed: 1)
    let weights = Guarded(rows: 293, columns: 32, stride: 32, seed: 2)
    let bias = Guarded(rows: 1, columns: 32, stride: 32, seed: 3)
    let whole = Guarded(rows: 17, columns: 32, stride: 32)
    let parts = Guarded(rows: 17, columns: 32, stride: 32)
    let all = packed(functions, input.base, stride: 293, rows: 17, inputs: 293)
    let first = packed(functions, input.base, stride: 293, rows: 17, inputs: 256)
    let rest = packed(functions, input.base + 256, stride: 293, rows: 17, inputs: 37)
    var sum = product(all, 17, weights, inputs: 293, panels: 0..<1, start: bias)
    functions.multiply(sum, whole.destination)
    (sum.rows, sum.inputCount) = (UnsafePointer(first.base), 256)
    functions.multiply(sum, parts.destination)
    (sum.rows, sum.inputCount, sum.panels) = (UnsafePointer(rest.base), 37, UnsafePointer(weights.base + 256 * 32))
    (sum.start, sum.startStride) = (UnsafePointer(parts.base), 32)
    functions.multiply(sum, parts.destination)
    #expect(whole.bits == parts.bits && whole.isIntact && parts.isIntact)
  }

  @Test(arguments: instructionSets) func normalizationEqualsItsTwin(instructionSet: InstructionSet) {
    let functions = instructionSet.kernelFunctions.floats
    for width in 1...70 {
      let rows = width % 5 + 1
      let input = Guarded(rows: rows, columns: width, stride: width + 2, seed: 4)
      let addend = Guarded(rows: rows, columns: width, stride: width, seed: 5)
      let scale = Guarded(rows: 1, columns: width, stride: width, seed: 6)
      let shift = Guarded(rows: 1, columns: width, stride: width, seed: 7)
      let output = Guarded(rows: rows, columns: width, stride: width + 7)
      functions.normalize(
        KernelResidual(
          rows: input.base, stride: input.stride, addend: addend.base, addendStride: addend.stride, rowCount: rows,
          output: output.destination),
        KernelLayerNorm(scale: scale.base, shift: shift.base, width: width, epsilon: 1e-5))
      for row in 0..<rows {
        let values = (0..<width).map { input[row, $0] + addend[row, $0] }
        let mean = laneSum(values) { $0 + $1 } / Float(width)
        let variance = laneSum(values) { $0.addingProduct($1 - mean, $1 - mean) } / Float(width)
        let factor = 1 / (variance + 1e-5).squareRoot()
        let isEqual = (0..<width).allSatisfy { column in
          let expected = shift[0, column].addingProduct((values[column] - mean) * factor, scale[0, column])
          return output[row, column].bitPattern == expected.bitPattern
        }
        #expect(isEqual && output.isIntact, "width \(width), row \(row)")
      }
    }
  }

  /// A sum in the order of the kernels: in sixteen lanes, whose upper half is then added to the lower one, and so on.
  private func laneSum(_ values: [Float], _ add: (Float, Float) -> Float) -> Float {
    var lanes = [Float](repeating: 0, count: 16)
    for (index, value) in values.enumerated() { lanes[index % 16] = add(lanes[index % 16], value) }
    while lanes.count > 1 {
      let half = lanes.count / 2
      lanes = (0..<half).map { lanes[$0] + lanes[$0 + half] }
    }
    return lanes[0]
  }

  @Test(arguments: [false, true]) func attentionEqualsSoftmaxAndHasTheSameBitsEverywhere(inIntegers: Bool) {
    for headSize in [1, 7, 16, 26, 33, 64, 140] {
      for length in [1, 2, 15, 16, 17, 32, 33, 130] where headSize * length < 2200 {
        let states = Guarded(rows: length, columns: 6 * headSize, stride: 6 * headSize + 1, seed: 8)
        let results = Self.instructionSets.map { instructionSet in
          let (functions, integers) = instructionSet.kernelFunctions
          let output = Guarded(rows: length, columns: 2 * headSize, stride: 2 * headSize + 3)
          let size = (inIntegers ? integers.attentionScratch : functions.attentionScratch)(length, headSize)
          let scratch = Guarded(rows: 1, columns: size, stride: 0)
          (inIntegers ? integers.attend : functions.attend)(
            KernelHeads(
              queries: states.base, queryStride: states.stride, queryCount: length, keys: states.base + 2 * headSize,
              values: states.base + 4 * headSize, stride: states.stride, length: length, headCount: 2,
              headSize: headSize, output: output.destination, scratch: scratch.base))
          #expect(output.isIntact && scratch.isIntact, "\(instructionSet), length \(length), head size \(headSize)")
          return output
        }
        let error = largestError(results[0], states, length: length, headSize: headSize)
        // In integers, values and the inputs of scores are rounded to 2^-12, and softmax's weights to 2^-13 of the largest.
        #expect(error < (inIntegers ? 1e-3 : 1e-5), "length \(length), head size \(headSize)")
        #expect(results.allSatisfy { $0.bits == results[0].bits }, "length \(length), head size \(headSize)")
      }
    }
  }

  private func largestError(_ output: Guarded, _ states: Guarded, length: Int, headSize: Int) -> Double {
    var largest = 0.0
    for head in 0..<2 {
      for query in 0..<length {
        let scores = (0..<length).map { key in
          (0..<headSize).reduce(0.0) {
            $0 + Double(states[query, head * headSize + $1]) * Double(states[key, (2 + head) * headSize + $1])
          } / Double(headSize).squareRoot()
        }
        let weights = scores.map { exp($0) }
        let sum = weights.reduce(0, +)
        for column in 0..<headSize {
          let expected =
            (0..<length).reduce(0.0) { $0 + weights[$1] * Double(states[$1, (4 + head) * headSize + column]) } / sum
          let error = abs(Double(output[query, head * headSize + column]) - expected)
          // NaN means that an output was not written.
          largest = error.isNaN ? .infinity : max(largest, error)
        }
      }
    }
    return largest
  }

  @Test(arguments: Activation.allCases)
  func activationsAreCloseAndHaveTheSameBitsEverywhere(activation: Activation) {
    // -12 to 12 in steps of 1/256. Every output is 0·0 + x.
    let values =
      (0..<6144).map { Float($0 - 3072) / 256 } + [.nan, .infinity, -.infinity] + [Float](repeating: 0, count: 29)
    let initial = Guarded(rows: 1, columns: values.count, stride: values.count)
    for (column, value) in values.enumerated() { initial[0, column] = value }
    let zeros = Guarded(rows: 1, columns: values.count, stride: values.count)
    for column in values.indices { zeros[0, column] = 0 }
    let results = Self.instructionSets.map { instructionSet in
      let output = Guarded(rows: 1, columns: values.count, stride: values.count)
      let functions = instructionSet.kernelFunctions.floats
      let packed = packed(functions, zeros.base, stride: 1, rows: 1, inputs: 1)
      functions.multiply(
        product(
          packed, 1, zeros, inputs: 1, panels: 0..<values.count / 32, start: initial, activation: activation),
        output.destination)
      return output
    }
    for (column, value) in values.enumerated() where value.isFinite {
      let expected = Self.expected(activation, Double(value))
      let actual = results[0][0, column]
      // Three units in the last place of the result, or the error of 0.5·x·(1 + erf) in single precision.
      let tolerance = max(Double(Float(expected).ulp) * 3, Double(abs(value)) * 6e-8)
      #expect(abs(Double(actual) - expected) <= tolerance, "\(activation) of \(value)")
      #expect(results.allSatisfy { $0[0, column].bitPattern == actual.bitPattern })
    }
  }

  static func expected(_ activation: Activation, _ x: Double) -> Double {
    switch activation {
    case .geluErf: x * 0.5 * erfc(-x / 2.0.squareRoot())
    case .geluTanh: x / (1 + exp(-2 * (2 / Double.pi).squareRoot() * (x + 0.044715 * x * x * x)))
    case .relu: max(x, 0)
    case .silu: x / (1 + exp(-x))
    case .tanh: Foundation.tanh(x)
    }
  }
}

/// A matrix between guard zones. Without a seed all its elements are NaN.
final class Guarded {
  let rows: Int, columns: Int, stride: Int
  private let memory: UnsafeMutablePointer<Float>
  private static let zone = 64
  private static let guardBits: UInt32 = 0x7FC0_BEEF
  private var count: Int { 2 * Self.zone + (rows - 1) * stride + columns }

  init(rows: Int, columns: Int, stride: Int, seed: UInt64? = nil) {
    (self.rows, self.columns, self.stride) = (rows, columns, stride)
    let count = 2 * Self.zone + (rows - 1) * stride + columns
    memory = .allocate(capacity: count)
    memory.initialize(repeating: Float(bitPattern: Self.guardBits), count: count)
    var state = seed ?? 0
    for row in 0..<rows {
      for column in 0..<columns {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        self[row, column] = seed == nil ? .nan : Float(state >> 40) / Float(1 << 23) - 1
      }
    }
  }

  deinit { memory.deallocate() }

  var base: UnsafeMutablePointer<Float> { memory + Self.zone }

  var destination: KernelOutput { KernelOutput(base: base, stride: stride) }

  subscript(row: Int, column: Int) -> Float {
    get { base[row * stride + column] }
    set { base[row * stride + column] = newValue }
  }

  var bits: [UInt32] { (0..<rows).flatMap { row in (0..<columns).map { self[row, $0].bitPattern } } }

  /// Whether the memory around the matrix is unchanged.
  var isIntact: Bool {
    (0..<count).allSatisfy { index in
      let offset = index - Self.zone
      let isInside = offset >= 0 && stride > 0 && offset < (rows - 1) * stride + columns && offset % stride < columns
      let isInRow = stride == 0 && offset >= 0 && offset < columns
      return isInside || isInRow || memory[index].bitPattern == Self.guardBits
    }
  }
}
