import CShims

// The rows of a block of output, held in registers. Blocks of every height are put together from rows, so that there is one
// source for all of them; the optimizer flattens the nested structures into registers.

#if KERNELS_AVX512
  /// The columns of one pass: a whole panel, two registers.
  struct Columns {
    var left: Lanes, right: Lanes

    @inline(__always) init(_ source: Floats) {
      left = load(source)
      right = load(source + laneCount)
    }

    /// Both halves share the register that the factor is copied to.
    @inline(__always) mutating func add(_ factor: Floats, times weights: Columns) {
      let factors = Lanes(repeating: factor.pointee)
      left = albert_computed(left.addingProduct(factors, weights.left))
      right = albert_computed(right.addingProduct(factors, weights.right))
    }

    /// Each half reads the factor as a part of its multiply-add: a load more, a micro-operation and a register fewer.
    @inline(__always) mutating func addReadingTwice(_ factor: Floats, times weights: Columns) {
      left = albert_computed(left.addingProduct(Lanes(repeating: factor.pointee), weights.left))
      right = albert_computed(right.addingProduct(Lanes(repeating: factor.pointee), weights.right))
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

    @inline(__always) mutating func add(_ factor: Floats, times weights: Columns) {
      all = all.addingProduct(Lanes(repeating: factor.pointee), weights.all)
    }

    @inline(__always) mutating func addReadingTwice(_ factor: Floats, times weights: Columns) {
      add(factor, times: weights)
    }

    @inline(__always) func save(_ target: MutableFloats) { store(all, to: target) }
  }
  let passWidth = 16
#endif

protocol RowBlock {
  static var height: Int { get }
  /// The sums to start from.
  init(_ initial: Floats, stride: Int)
  /// One step of every row's chain: its input times the row of weights. `inputs` is the first row's, packed: the next
  /// row's is `packedInputs` further on.
  mutating func add(_ inputs: Floats, times weights: Columns)
  func save(_ target: MutableFloats, stride: Int)
}

struct OneRow: RowBlock {
  var columns: Columns

  @inline(__always) static var height: Int { 1 }

  @inline(__always) init(_ initial: Floats, stride: Int) { columns = Columns(initial) }

  @inline(__always) mutating func add(_ inputs: Floats, times weights: Columns) {
    columns.add(inputs, times: weights)
  }

  @inline(__always) func save(_ target: MutableFloats, stride: Int) { columns.save(target) }
}

/// A row that reads its inputs twice. Every second row is one: with these alone the load units would be the limit, without
/// any the four micro-operations that a core starts a cycle, or the two where another thread shares it.
struct OneRowReadTwice: RowBlock {
  var columns: Columns

  @inline(__always) static var height: Int { 1 }

  @inline(__always) init(_ initial: Floats, stride: Int) { columns = Columns(initial) }

  @inline(__always) mutating func add(_ inputs: Floats, times weights: Columns) {
    columns.addReadingTwice(inputs, times: weights)
  }

  @inline(__always) func save(_ target: MutableFloats, stride: Int) { columns.save(target) }
}

/// One block above another.
struct Stacked<Upper: RowBlock, Lower: RowBlock>: RowBlock {
  var upper: Upper, lower: Lower

  @inline(__always) static var height: Int { Upper.height + Lower.height }

  @inline(__always) init(_ initial: Floats, stride: Int) {
    upper = Upper(initial, stride: stride)
    lower = Lower(initial + Upper.height * stride, stride: stride)
  }

  @inline(__always) mutating func add(_ inputs: Floats, times weights: Columns) {
    upper.add(inputs, times: weights)
    lower.add(inputs + Upper.height * packedInputs, times: weights)
  }

  @inline(__always) func save(_ target: MutableFloats, stride: Int) {
    upper.save(target, stride: stride)
    lower.save(target + Upper.height * stride, stride: stride)
  }
}

typealias TwoRows = Stacked<OneRow, OneRowReadTwice>
typealias ThreeRows = Stacked<TwoRows, OneRow>
typealias FourRows = Stacked<TwoRows, TwoRows>
typealias FiveRows = Stacked<FourRows, OneRow>
typealias SixRows = Stacked<FourRows, TwoRows>
#if KERNELS_AVX512
  typealias SevenRows = Stacked<FourRows, ThreeRows>
  typealias EightRows = Stacked<FourRows, FourRows>
  typealias NineRows = Stacked<EightRows, OneRow>
  typealias TenRows = Stacked<EightRows, TwoRows>
  typealias ElevenRows = Stacked<EightRows, ThreeRows>
  typealias TwelveRows = Stacked<EightRows, FourRows>
  typealias ThirteenRows = Stacked<EightRows, FiveRows>
  typealias FourteenRows = Stacked<EightRows, SixRows>
#endif
