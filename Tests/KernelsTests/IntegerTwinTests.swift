import CShims
import Testing

@testable import Kernels

/// Compares every kernel for integers with a scalar twin, bit for bit, on every instruction set of this CPU.
@Suite struct IntegerTwinTests {
  private static let instructionSets = InstructionSet.allCases.filter(\.isAvailable)
  private static let forms = [KernelRowForm.shorts, KernelRowForm.turnedBytes, KernelRowForm.offsetBytes]
  private static let sizes = Array(1...20) + [31, 35, 64, 84, 127, 128, 129, 140, 208, 256, 300]

  @Test(arguments: instructionSets, forms)
  func productsEqualTheirTwin(instructionSet: InstructionSet, form: KernelRowForm) {
    let functions = instructionSet.kernelFunctions.integers
    for rows in 1...30 { check(IntegerCase(form, rows: rows, inputs: 33, panels: rows % 3 + 1), functions) }
    for inputs in Self.sizes { check(IntegerCase(form, rows: 3, inputs: inputs, panels: 1), functions) }
    check(IntegerCase(form, rows: 1, inputs: 2050, panels: 1), functions)
    for group in [256, 384, 1024] {
      for inputs in [128, 255, 256, 257, 384, 500, 768, 1100] {
        check(IntegerCase(form, rows: 3, inputs: inputs, panels: 2, group: group), functions)
      }
    }
  }

  private func check(_ test: IntegerCase, _ functions: IntegerKernelFunctions) {
    let output = Guarded(rows: test.rows, columns: test.columns, stride: test.columns + 5)
    test.multiply(functions, into: output)
    let isEqual = (0..<test.rows).allSatisfy { row in
      let twin = test.twin(row: row)
      return (0..<test.columns).allSatisfy { output[row, $0].bitPattern == twin[$0].bitPattern }
    }
    #expect(isEqual, "\(test.description)")
  }

  @Test(arguments: instructionSets, forms)
  func partsOfASumContinueItsChain(instructionSet: InstructionSet, form: KernelRowForm) {
    let functions = instructionSet.kernelFunctions.integers
    for group in [128, 256] {
      let test = IntegerCase(form, rows: 17, inputs: 300 + group, panels: 2, group: group)
      let whole = Guarded(rows: 17, columns: 64, stride: 64)
      test.multiply(functions, into: whole)
      let parts = Guarded(rows: 17, columns: 64, stride: 64)
      for inputs in [0..<group, group..<test.inputs] { test.multiply(functions, inputs: inputs, into: parts) }
      #expect(whole.bits == parts.bits)
    }
  }

  /// Columns that a product quantizes are equal to the quantized columns of the same product.
  @Test(arguments: instructionSets, forms)
  func quantizedProductsEqualOthers(instructionSet: InstructionSet, form: KernelRowForm) {
    let functions = instructionSet.kernelFunctions.integers
    for (rows, inputs, columns, group) in [
      (1, 16, 32, 128), (7, 140, 320, 128), (29, 35, 200, 128), (15, 64, 128, 128), (9, 64, 600, 256),
      (3, 33, 100, 256),
    ] {
      let test = IntegerCase(form, rows: rows, inputs: inputs, panels: (columns + 31) / 32)
      let quantized = test.quantized(functions)
      let output = Guarded(rows: rows, columns: test.columns, stride: test.columns)
      test.multiply(functions, into: output)
      let nextForm = form == KernelRowForm.shorts ? form : KernelRowForm.offsetBytes
      let expected = Quantized(functions, form: nextForm, offset: 1, rows: rows, inputs: columns, group: group)
      functions.quantize(
        KernelRows(rows: output.base, stride: test.columns, rowCount: rows, inputCount: columns), expected.arguments)
      let actual = Quantized(functions, form: nextForm, offset: 1, rows: rows, inputs: columns, group: group)
      // The first group comes last, as it can with several threads.
      let first = min(group / 32, test.panels)
      for panels in [first..<test.panels, 0..<first] where !panels.isEmpty {
        withExtendedLifetime((test, quantized)) {
          functions.multiplyQuantizing(
            test.product(quantized, inputs: 0..<inputs, panels: panels), actual.arguments, panels.lowerBound * 32)
        }
      }
      #expect(actual.words.bits == expected.words.bits && actual.scales.bits == expected.scales.bits)
      #expect(actual.isIntact, "\(test.description)")
    }
  }

  /// All integers are the largest ones. If a sum of 32 bits wrapped around, the result would differ.
  @Test(arguments: instructionSets, forms)
  func theLargestSumsDoNotWrap(instructionSet: InstructionSet, form: KernelRowForm) {
    let functions = instructionSet.kernelFunctions.integers
    for (input, weight) in [(1, 1), (1, -1), (-1, 1), (-1, -1)] as [(Float, Int)] {
      let test = IntegerCase(form, rows: 3, inputs: 384, panels: 1, input: input, weight: weight)
      check(test, functions)
      // The largest integer stands for the largest input, so that only the last bits of the sums are rounded.
      let row = form == KernelRowForm.turnedBytes ? input * 0.088388346 : input + test.offset
      let exact = row * Float(384 * test.largestWeight * weight) * 0.001 + 0.25
      let output = Guarded(rows: 3, columns: 32, stride: 32)
      test.multiply(functions, into: output)
      #expect(abs(output[2, 31] / exact - 1) < 1e-5)
    }
  }

  @Test(arguments: instructionSets, forms)
  func unusualRowsGiveWhatIsSaid(instructionSet: InstructionSet, form: KernelRowForm) {
    let functions = instructionSet.kernelFunctions.integers
    for (value, isNaN) in [(Float.nan, true), (.infinity, true), (-.infinity, true), (1e-35, false), (0, false)] {
      let test = IntegerCase(form, rows: 5, inputs: 140, panels: 1)
      for input in 0..<140 where isNaN == (input == 77) || !isNaN {
        test.input[2, input] = value - (isNaN ? 0 : test.offset)
      }
      let output = Guarded(rows: 5, columns: 32, stride: 32)
      test.multiply(functions, into: output)
      for column in 0..<32 {
        #expect(output[2, column].isNaN == isNaN)
        #expect(!output[1, column].isNaN && !output[3, column].isNaN)
      }
    }
  }
}

extension IntegerTwinTests {
  /// GELU of a product of integers is a polynomial. Beyond its bounds it is 0 or x, however large x is.
  @Test(arguments: Activation.allCases)
  func activationsAreCloseAndHaveTheSameBitsEverywhere(activation: Activation) {
    // -12 to 12 in steps of 1/256, and values that no model should reach.
    let unusual: [Float] = [-1e4, 1e4, -1e30, 1e30]
    let values = (0..<6144).map { Float($0 - 3072) / 256 } + unusual + [Float](repeating: 0, count: 28)
    let test = IntegerCase(KernelRowForm.shorts, rows: 1, inputs: 16, panels: values.count / 32, input: 0)
    for (column, value) in values.enumerated() { test.bias.base[column] = value }
    let results = Self.instructionSets.map { instructionSet in
      let functions = instructionSet.kernelFunctions.integers
      let rows = test.quantized(functions)
      let output = Guarded(rows: 1, columns: values.count, stride: values.count)
      withExtendedLifetime((test, rows)) {
        functions.multiply(
          test.product(rows, inputs: 0..<16, panels: 0..<test.panels, activation: activation), output.destination)
      }
      return output
    }
    let isGelu = activation == .geluErf || activation == .geluTanh
    for (column, value) in values.enumerated() {
      let actual = results[0][0, column]
      let expected = KernelTwinTests.expected(activation, Double(value))
      let tolerance = isGelu ? 3.1e-5 : max(Double(Float(expected).ulp) * 3, Double(abs(value)) * 6e-8)
      #expect(abs(Double(actual) - expected) <= tolerance, "\(activation) of \(value)")
      if isGelu && abs(value) > 4.4 { #expect(actual == max(value, 0)) }
      #expect(results.allSatisfy { $0[0, column].bitPattern == actual.bitPattern })
    }
  }
}

/// Rows of integers between guard zones.
private final class Quantized {
  let words: Guarded, scales: Guarded
  let arguments: KernelQuantizedRows

  init(_ functions: IntegerKernelFunctions, form: KernelRowForm, offset: Float, rows: Int, inputs: Int, group: Int) {
    words = Guarded(rows: 1, columns: functions.quantizedSize(form, rows, inputs), stride: 0)
    scales = Guarded(rows: 1, columns: (inputs + group - 1) / group * rows, stride: 0)
    arguments = KernelQuantizedRows(
      form: form, offset: offset, rowCount: rows, inputCount: inputs, groupWidth: group,
      words: UnsafeMutableRawPointer(words.base).assumingMemoryBound(to: Int32.self), scales: scales.base)
  }

  var isIntact: Bool { words.isIntact && scales.isIntact }
}

/// A product of random rows and weights.
private final class IntegerCase {
  let form: KernelRowForm
  let rows: Int, inputs: Int, panels: Int
  /// Inputs of a group.
  let group: Int
  let input: Guarded
  let offset: Float
  let largestWeight: Int
  private let weights: [Int]
  private let packed: UnsafeMutableRawPointer
  let bias: Guarded
  private let scale: Guarded
  private let start: UnsafeMutablePointer<Int32>
  var columns: Int { panels * 32 }
  var description: String {
    "form \(form.rawValue), \(rows) rows, \(inputs) inputs in groups of \(group), \(panels) panels"
  }

  /// - Parameters:
  ///   - group: inputs of a group.
  ///   - input: the value of all inputs; nil for random ones. Of inputs that are turned only the first has the value, since the turn
  ///     spreads it to all.
  ///   - weight: the value of all weights, in units of the largest one; nil for random ones.
  init(
    _ form: KernelRowForm, rows: Int, inputs: Int, panels: Int, group: Int = 128, input: Float? = nil,
    weight: Int? = nil
  ) {
    (self.form, self.rows, self.inputs, self.panels, self.group) = (form, rows, inputs, panels, group)
    let columns = panels * 32
    self.input = Guarded(rows: rows, columns: inputs, stride: inputs + 3, seed: 1)
    if let input {
      for row in 0..<rows {
        for index in 0..<inputs {
          self.input[row, index] = form == KernelRowForm.turnedBytes && index % 128 != 0 ? 0 : input
        }
      }
    }
    offset = form == KernelRowForm.offsetBytes ? 1 : 0
    let largest = form == KernelRowForm.shorts ? 4095 : 127
    largestWeight = largest
    let numbers = Guarded(rows: 1, columns: inputs * columns, stride: 0, seed: 2)
    weights = (0..<inputs * columns).map { weight.map { $0 * largest } ?? Int(numbers.base[$0] * Float(largest)) }
    let groups = (inputs + group - 1) / group
    scale = Guarded(rows: 1, columns: groups * columns, stride: 0, seed: weight == nil ? 3 : nil)
    bias = Guarded(rows: 1, columns: columns, stride: 0, seed: weight == nil ? 4 : nil)
    if weight != nil {
      for index in 0..<groups * columns { scale.base[index] = 0.001 }
      for column in 0..<columns { bias.base[column] = 0.25 }
    }
    start = .allocate(capacity: groups * columns)
    start.initialize(repeating: 0, count: groups * columns)
    packed = .allocate(byteCount: (inputs + 15) / 16 * 16 * columns * 2, alignment: 64)
    pack()
  }

  deinit {
    start.deallocate()
    packed.deallocate()
  }

  private func pack() {
    let together = form == KernelRowForm.shorts ? 2 : 4
    var place = 0
    for first in stride(from: 0, to: columns, by: 32) {
      for k in stride(from: 0, to: (inputs + 15) / 16 * 16, by: together) {
        for column in first..<first + 32 {
          for index in k..<k + together {
            let value = index < inputs ? weights[index * columns + column] : 0
            if together == 2 {
              packed.storeBytes(of: Int16(value), toByteOffset: 2 * place, as: Int16.self)
            } else {
              packed.storeBytes(of: Int8(value), toByteOffset: place, as: Int8.self)
            }
            place += 1
          }
        }
      }
    }
    guard form == KernelRowForm.turnedBytes else { return }
    for index in 0..<inputs {
      for column in 0..<columns {
        start[index / group * columns + column] -= 128 * Int32(weights[index * columns + column])
      }
    }
  }

  func quantized(_ functions: IntegerKernelFunctions, inputs range: Range<Int>? = nil) -> Quantized {
    let range = range ?? 0..<inputs
    let quantized = Quantized(functions, form: form, offset: offset, rows: rows, inputs: range.count, group: group)
    functions.quantize(
      KernelRows(
        rows: input.base + range.lowerBound, stride: input.stride, rowCount: rows, inputCount: range.count),
      quantized.arguments)
    return quantized
  }

  /// The arguments of the kernel. Their memory is valid as long as this case and the rows exist.
  func product(
    _ rows: Quantized, inputs range: Range<Int>, panels: Range<Int>, activation: Activation? = nil
  ) -> KernelIntegerProduct {
    let bytesOfInput = 32 * (form == KernelRowForm.shorts ? 2 : 1)
    let stride = (inputs + 15) / 16 * 16 * bytesOfInput
    let firstOfGroup = range.lowerBound / group * columns
    let isTurned = form == KernelRowForm.turnedBytes
    return KernelIntegerProduct(
      rows: rows.arguments, panels: packed + panels.lowerBound * stride + range.lowerBound * bytesOfInput,
      panelStride: stride, panelCount: panels.count,
      start: start + (isTurned ? firstOfGroup : 0) + panels.lowerBound * 32, startStride: isTurned ? columns : 0,
      scale: scale.base + firstOfGroup + panels.lowerBound * 32, scaleStride: columns,
      bias: bias.base + panels.lowerBound * 32, continues: range.lowerBound > 0, finishes: range.upperBound == inputs,
      activation: activation.argument)
  }

  /// Quantizes the rows' inputs and multiplies them.
  func multiply(_ functions: IntegerKernelFunctions, inputs range: Range<Int>? = nil, into output: Guarded) {
    let range = range ?? 0..<inputs
    let quantized = quantized(functions, inputs: range)
    withExtendedLifetime((self, quantized)) {
      functions.multiply(product(quantized, inputs: range, panels: 0..<panels), output.destination)
    }
    #expect(quantized.isIntact && output.isIntact, "\(description)")
  }

  // MARK: The twin

  func twin(row: Int) -> [Float] {
    var sums = (0..<columns).map { bias.base[$0] }
    for first in stride(from: 0, to: inputs, by: group) {
      let (integers, factor) = quantize((first..<min(first + group, inputs)).map { input[row, $0] })
      for column in 0..<columns {
        let sum = integers.indices.reduce(0) { $0 + integers[$1] * weights[(first + $1) * columns + column] }
        sums[column] = sums[column].addingProduct(Float(sum) * scale.base[first / group * columns + column], factor)
      }
    }
    return sums
  }

  private func quantize(_ group: [Float]) -> (integers: [Int], scale: Float) {
    let values = form == KernelRowForm.turnedBytes ? turned(group) : group.map { $0 + offset }
    // The turn of a group of 128 leaves its norm to the scale.
    let norm: Float = form == KernelRowForm.turnedBytes && group.count == 128 ? 0.088388346 : 1
    let largest: Float = form == KernelRowForm.shorts ? 4095 : form == KernelRowForm.turnedBytes ? 127 : 255
    let magnitude = values.reduce(offset) { max($0, abs($1)) }
    guard magnitude >= 1e-30 else { return (values.map { _ in 0 }, 0) }
    // In double precision the product is exact. So it is rounded once, as in a fused multiply-add.
    let integers = values.map { Int((Double($0) * Double(largest / magnitude)).rounded(.toNearestOrEven)) }
    return (integers, magnitude * (norm / largest))
  }

  private func turned(_ group: [Float]) -> [Float] {
    var values = group
    var first = 0
    let blocks = [(Int, Float)](repeating: (128, group.count == 128 ? 1 : 0.088388346), count: group.count / 128)
    for (size, norm) in blocks + [(64, 0.125), (32, 0.17677669), (16, 0.25)] where first + size <= group.count {
      var distance = size / 2
      while distance > 0 {
        for index in 0..<size where index & distance == 0 {
          let (lower, upper) = (first + index, first + index + distance)
          (values[lower], values[upper]) = (values[lower] + values[upper], values[lower] - values[upper])
        }
        distance /= 2
      }
      for index in first..<first + size { values[index] *= norm }
      first += size
    }
    return values
  }
}
