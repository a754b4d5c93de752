// The rows of a block of output, held in registers. Blocks of every height are put together from groups of one to four
// rows, so that there is one source for all of them; the optimizer flattens the nested structures into registers.

#if KERNELS_AVX512
  /// The columns of one pass: a whole panel, two registers.
  struct Columns {
    var left: Lanes, right: Lanes

    @inline(__always) init(_ source: Floats) {
      left = load(source)
      right = load(source + laneCount)
    }

    @inline(__always) mutating func add(_ factor: Float, times weights: Columns) {
      let factors = Lanes(repeating: factor)
      left = left.addingProduct(factors, weights.left)
      right = right.addingProduct(factors, weights.right)
    }

    @inline(__always) func save(_ target: MutableFloats) {
      store(left, to: target)
      store(right, to: target + laneCount)
    }
  }
  let passWidth = 32
#else
  /// The columns of one pass: half a panel, since more would not fit into sixteen registers beside six rows.
  struct Columns {
    var all: Lanes

    @inline(__always) init(_ source: Floats) { all = load(source) }

    @inline(__always) mutating func add(_ factor: Float, times weights: Columns) {
      all = all.addingProduct(Lanes(repeating: factor), weights.all)
    }

    @inline(__always) func save(_ target: MutableFloats) { store(all, to: target) }
  }
  let passWidth = 16
#endif

/// Distances between input rows. Three times the distance is kept apart so that four rows need one address register.
struct RowDistance {
  let one: Int, three: Int

  init(_ distance: Int) {
    one = distance
    three = 3 * distance
  }
}

protocol RowBlock {
  /// Where the inputs of its rows are.
  associatedtype Inputs
  static var height: Int { get }
  static func inputs(_ first: Floats, _ distance: RowDistance) -> Inputs
  static func advance(_ inputs: inout Inputs, by steps: Int)
  /// The sums to start from.
  init(_ initial: Floats, stride: Int)
  /// One step of every row's chain: input `step` times its row of weights.
  mutating func add(_ inputs: Inputs, _ step: Int, _ distance: RowDistance, times weights: Columns)
  func save(_ target: MutableFloats, stride: Int)
}

protocol RowGroup: RowBlock where Inputs == Floats {}

extension RowGroup {
  @inline(__always) static func inputs(_ first: Floats, _ distance: RowDistance) -> Floats { first }
  @inline(__always) static func advance(_ inputs: inout Floats, by steps: Int) { inputs += steps }
}

struct OneRow: RowGroup {
  var first: Columns

  @inline(__always) static var height: Int { 1 }

  @inline(__always) init(_ initial: Floats, stride: Int) { first = Columns(initial) }

  @inline(__always)
  mutating func add(_ inputs: Floats, _ step: Int, _ distance: RowDistance, times weights: Columns) {
    first.add(inputs[step], times: weights)
  }

  @inline(__always) func save(_ target: MutableFloats, stride: Int) { first.save(target) }
}

struct TwoRows: RowGroup {
  var first: Columns, second: Columns

  @inline(__always) static var height: Int { 2 }

  @inline(__always) init(_ initial: Floats, stride: Int) {
    first = Columns(initial)
    second = Columns(initial + stride)
  }

  @inline(__always)
  mutating func add(_ inputs: Floats, _ step: Int, _ distance: RowDistance, times weights: Columns) {
    first.add(inputs[step], times: weights)
    second.add(inputs[step + distance.one], times: weights)
  }

  @inline(__always) func save(_ target: MutableFloats, stride: Int) {
    first.save(target)
    second.save(target + stride)
  }
}

struct FourRows: RowGroup {
  var first: Columns, second: Columns, third: Columns, fourth: Columns

  @inline(__always) static var height: Int { 4 }

  @inline(__always) init(_ initial: Floats, stride: Int) {
    first = Columns(initial)
    second = Columns(initial + stride)
    third = Columns(initial + 2 * stride)
    fourth = Columns(initial + 3 * stride)
  }

  @inline(__always)
  mutating func add(_ inputs: Floats, _ step: Int, _ distance: RowDistance, times weights: Columns) {
    first.add(inputs[step], times: weights)
    second.add(inputs[step + distance.one], times: weights)
    third.add(inputs[step + 2 * distance.one], times: weights)
    fourth.add(inputs[step + distance.three], times: weights)
  }

  @inline(__always) func save(_ target: MutableFloats, stride: Int) {
    first.save(target)
    second.save(target + stride)
    third.save(target + 2 * stride)
    fourth.save(target + 3 * stride)
  }
}

/// One block above another.
struct Stacked<Upper: RowBlock, Lower: RowBlock>: RowBlock {
  var upper: Upper, lower: Lower

  @inline(__always) static var height: Int { Upper.height + Lower.height }

  @inline(__always) static func inputs(_ first: Floats, _ distance: RowDistance) -> (Upper.Inputs, Lower.Inputs) {
    (Upper.inputs(first, distance), Lower.inputs(first + Upper.height * distance.one, distance))
  }

  @inline(__always) static func advance(_ inputs: inout (Upper.Inputs, Lower.Inputs), by steps: Int) {
    Upper.advance(&inputs.0, by: steps)
    Lower.advance(&inputs.1, by: steps)
  }

  @inline(__always) init(_ initial: Floats, stride: Int) {
    upper = Upper(initial, stride: stride)
    lower = Lower(initial + Upper.height * stride, stride: stride)
  }

  @inline(__always)
  mutating func add(
    _ inputs: (Upper.Inputs, Lower.Inputs), _ step: Int, _ distance: RowDistance, times weights: Columns
  ) {
    upper.add(inputs.0, step, distance, times: weights)
    lower.add(inputs.1, step, distance, times: weights)
  }

  @inline(__always) func save(_ target: MutableFloats, stride: Int) {
    upper.save(target, stride: stride)
    lower.save(target + Upper.height * stride, stride: stride)
  }
}

typealias ThreeRows = Stacked<TwoRows, OneRow>
typealias FiveRows = Stacked<FourRows, OneRow>
typealias SixRows = Stacked<FourRows, TwoRows>
#if KERNELS_AVX512
  typealias SevenRows = Stacked<FourRows, ThreeRows>
  typealias EightRows = Stacked<FourRows, FourRows>
  typealias NineRows = Stacked<EightRows, OneRow>
  typealias TenRows = Stacked<EightRows, TwoRows>
#endif
