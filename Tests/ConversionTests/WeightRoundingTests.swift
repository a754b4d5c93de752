import Kernels
import Testing
import Threads

@testable import Conversion

/// The rounding of weights to integers.
@Suite struct WeightRoundingTests {
  private let products: RowProducts

  init() throws { products = RowProducts(kernels: KernelSet(.best), team: try Team(threads: 2)) }

  private func random(_ count: Int, seed: UInt64) -> [Float] {
    var state = seed
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Float(Int32(truncatingIfNeeded: state >> 32)) / Float(1 << 31)
    }
  }

  /// Correlated inputs, like a model's: mixtures of random ones.
  private func inputs(_ count: Int, width: Int) -> FloatMatrix {
    let mixing = random(width * width, seed: 5)
    let plain = random(count * width, seed: 6)
    var rows = FloatMatrix(width: width)
    for row in 0..<count {
      for column in 0..<width {
        var sum: Float = 0
        for index in 0..<min(8, width) { sum += plain[row * width + index] * mixing[index * width + column] }
        rows.values.append(sum + 0.1 * plain[row * width + column])
      }
    }
    return rows
  }

  private func statistics(_ rows: FloatMatrix) -> InputStatistics {
    let statistics = InputStatistics(width: rows.width, products: products)
    for row in 0..<rows.count { statistics.add(rows.values.span.extracting(rows.row(row))) }
    return statistics
  }

  @Test(arguments: [1, 16, 31, 128, 312, 336])
  func turningTwiceGivesTheOriginal(width: Int) {
    let original = FloatMatrix(width: 3, values: random(width * 3, seed: 1))
    var rows = original
    WalshHadamardTurn.turnColumns(of: &rows)
    #expect(width < 16 ? rows.values == original.values : rows.values != original.values)
    WalshHadamardTurn.turnColumns(of: &rows)
    for (turned, value) in zip(rows.values, original.values) { #expect(abs(turned - value) < 1e-6) }
  }

  @Test func blocksAreAsLargeAsTheyCanBe() {
    #expect(WalshHadamardTurn.blocks(of: 312) == [0..<128, 128..<256, 256..<288, 288..<304])
    #expect(WalshHadamardTurn.blocks(of: 15) == [])
  }

  /// Sylvester's matrix, by its definition.
  @Test func turnsByTheSignsOfCommonBits() {
    let values = random(64, seed: 2)
    var rows = FloatMatrix(width: 1, values: values)
    WalshHadamardTurn.turnColumns(of: &rows)
    for i in 0..<64 {
      let sum = (0..<64).reduce(0.0) { $0 + ((i & $1).nonzeroBitCount % 2 == 0 ? 1 : -1) * Double(values[$1]) }
      #expect(abs(Double(rows.values[i]) - sum / 8) < 1e-6)
    }
  }

  @Test(arguments: [(1, 1), (5, 40), (130, 33), (300, 97)])
  func rowProductsAreTheirSums(depth: Int, width: Int) {
    let left = FloatMatrix(width: 50, values: random(depth * 50, seed: 3))
    let right = FloatMatrix(width: width, values: random(depth * width, seed: 4))
    let sums = Matrix(columnCount: 64 + width, rowCount: 53)
    products.add(left, times: right, factor: -2, to: sums, row: 3, column: 64)
    for i in 0..<50 {
      for j in 0..<width {
        let expected = (0..<depth).reduce(0.0) {
          $0 - 2 * Double(left.values[$1 * 50 + i]) * Double(right.values[$1 * width + j])
        }
        #expect(abs(Double(sums[i + 3][j + 64]) - expected) < 1e-4)
      }
    }
  }

  @Test(arguments: [3, 128, 200, 300])
  func factorsMultiplyBack(size: Int) {
    let rows = inputs(2 * size, width: size)
    let factor = statistics(rows).factor(isTurned: false)
    var largest = 0.0
    for i in stride(from: 0, to: size, by: 7) {
      for j in stride(from: i, to: size, by: 5) {
        var product = 0.0
        for k in 0...i { product += Double(factor.matrix[k][i]) * Double(factor.matrix[k][j]) }
        var expected = 0.0
        for row in 0..<rows.count {
          expected += Double(rows.values[row * size + i]) * Double(rows.values[row * size + j])
        }
        // The diagonal also has the damping.
        if i != j { #expect(abs(product - expected) < 1e-3 * Double(size)) }
        largest = max(largest, abs(expected))
      }
    }
    #expect(largest > 1)
  }

  /// The outputs' squared error of rounded weights, summed over the inputs' rows.
  private func error(_ quantized: QuantizedWeights, of weights: FloatMatrix, on inputs: FloatMatrix) -> Double {
    var sum = 0.0
    for row in 0..<inputs.count {
      for output in 0..<weights.width {
        var difference = 0.0
        for input in 0..<weights.count {
          let index = input * weights.width + output
          difference +=
            Double(inputs.values[row * inputs.width + input])
            * Double(weights.values[index] - Float(quantized.values[index]) * scale(quantized, input, output))
        }
        sum += difference * difference
      }
    }
    return sum
  }

  private func scale(_ quantized: QuantizedWeights, _ input: Int, _ output: Int) -> Float {
    quantized.scales[input / quantized.groups.width * quantized.outputCount + output]
  }

  @Test(arguments: [40, 150, 300])
  func compensationLessensTheOutputsError(width: Int) {
    let weights = FloatMatrix(width: 9, values: random(width * 9, seed: 7))
    let inputs = inputs(300, width: width)
    let groups = InputGroups(of: width, widest: width < 200 ? 128 : 256)
    let plain = QuantizedWeights(rounding: weights, limit: .int8, groups: groups)
    let compensated = QuantizedWeights(
      compensating: weights, limit: .int8, groups: groups, factor: statistics(inputs).factor(isTurned: false),
      products: products)
    #expect(compensated.scales == plain.scales)
    #expect(error(compensated, of: weights, on: inputs) < 0.5 * error(plain, of: weights, on: inputs))
  }

  /// The smallest input comes first, and its statistics move with it.
  @Test func inputsAreSortedByTheirSize() {
    let width = 40
    var rows = inputs(90, width: width)
    for index in rows.values.indices { rows.values[index] *= Float(1 + index % width * 17 % width) }
    func square(_ input: Int) -> Double {
      (0..<rows.count).reduce(0.0) { sum, row in
        let value = Double(rows.values[row * width + input])
        return sum + value * value
      }
    }
    let sorted = statistics(rows)
    let order = sorted.sortInputs()
    #expect(order.sorted() == Array(0..<width) && order != order.sorted())
    #expect(zip(order, order.dropFirst()).allSatisfy { square($0) <= square($1) })
    let again = statistics(rows.columns(order)).factor(isTurned: false)
    let factor = sorted.factor(isTurned: false)
    for row in 0..<width {
      for column in row..<width { #expect(abs(factor.matrix[row][column] - again.matrix[row][column]) < 0.01) }
    }
  }

  @Test func inputsThatWereNeverSeenAreRounded() {
    let weights = FloatMatrix(width: 4, values: random(80, seed: 8))
    let factor = InputStatistics(width: 20, products: products).factor(isTurned: false)
    let groups = InputGroups(of: 20, widest: 128)
    #expect(
      QuantizedWeights(compensating: weights, limit: .int8, groups: groups, factor: factor, products: products)
        == QuantizedWeights(rounding: weights, limit: .int8, groups: groups))
  }

  @Test func limitsHold() {
    var values = random(3 * 140, seed: 9)
    values[7] = 50
    for row in 0..<128 { values[row * 3 + 2] = 0 }
    let weights = FloatMatrix(width: 3, values: values)
    for limit in [QuantizedWeights.Limit.int8, .int16] {
      let quantized = QuantizedWeights(
        rounding: weights, limit: limit, groups: InputGroups(of: 140, widest: 128))
      #expect(quantized.values.allSatisfy { abs($0) <= limit.rawValue })
      #expect(quantized.values[7] == limit.rawValue)
      // A group of zeros, a group with an outlier, and the group behind each.
      #expect(quantized.scales[2] == 1 && quantized.scales[5] < 1)
      #expect(quantized.scales[1] == 50 / Float(limit.rawValue) && quantized.scales[4] < quantized.scales[1] / 40)
      for (index, value) in values.enumerated() {
        let scale = scale(quantized, index / 3, index % 3)
        #expect(abs(Float(quantized.values[index]) * scale - value) <= 0.51 * scale)
      }
    }
  }

  /// In a wide group of 16-bit integers, no sum of products may need more than 32 bits, whatever the rows are.
  @Test func largestSumsFit() {
    let groups = InputGroups(of: 2000, widest: 1024)
    // A column of equal weights has the largest sum; in the next one, the signs alternate.
    let values = (0..<2000).flatMap { row -> [Float] in
      [0.3, row % 2 == 0 ? 0.7 : -0.7, Float(row) / 2000, 1e-3]
    }
    let weights = FloatMatrix(width: 4, values: values)
    let quantized = QuantizedWeights(rounding: weights, limit: .int16, groups: groups)
    for first in stride(from: 0, to: 2000, by: groups.width) {
      for column in 0..<4 {
        let group = (first..<min(first + groups.width, 2000)).map { Int(quantized.values[$0 * 4 + column]) }
        let sum = group.reduce(0) { $0 + abs($1) }
        #expect(sum * 4095 <= Int(Int32.max) && sum * 4095 > Int(Int32.max) / 10 * 9, "column \(column)")
      }
    }
    for (index, value) in values.enumerated() {
      let scale = scale(quantized, index / 4, index % 4)
      #expect(abs(Float(quantized.values[index]) * scale - value) <= 0.51 * scale)
    }
  }
}
