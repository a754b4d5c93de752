import CShims

// The rows of a block of output, held in registers. A block of any height is a nested structure of rows, so that all heights have
// one source. The optimizer flattens the structures into registers.

/// Something that each row of a block has one of, and how to come to the next row's.
protocol Rows {
  func advanced(by rows: Int) -> Self
}

/// The sums of one row's columns of a pass, to which each input adds its products.
protocol Columns {
  associatedtype Input
  associatedtype Weights
  associatedtype Start: Rows
  associatedtype Target: Rows
  /// Inputs of a row that lie side by side in a packed block.
  static var packedInputs: Int { get }
  /// The sums start from those of the first row of `start`.
  init(_ start: Start)
  /// sums += input · the columns' weights.
  mutating func add(_ input: UnsafePointer<Input>, times weights: Weights)
  /// The same as `add`, but it reads the input again for each register of sums.
  mutating func addReadingTwice(_ input: UnsafePointer<Input>, times weights: Weights)
  func save(_ target: Target)
}

protocol RowBlock {
  associatedtype RowColumns: Columns
  static var height: Int { get }
  init(_ start: RowColumns.Start)
  /// One step of every row: sums += its input · the weights. `inputs` points to the first row's input. The next row's is
  /// `packedInputs` further on.
  mutating func add(_ inputs: UnsafePointer<RowColumns.Input>, times weights: RowColumns.Weights)
  func save(_ target: RowColumns.Target)
}

struct OneRow<RowColumns: Columns>: RowBlock {
  var columns: RowColumns

  @inline(__always) static var height: Int { 1 }

  @inline(__always) init(_ start: RowColumns.Start) { columns = RowColumns(start) }

  @inline(__always)
  mutating func add(_ inputs: UnsafePointer<RowColumns.Input>, times weights: RowColumns.Weights) {
    columns.add(inputs, times: weights)
  }

  @inline(__always) func save(_ target: RowColumns.Target) { columns.save(target) }
}

/// A row that reads each input twice, once for each half of the columns. `TwoRows` pairs it with a `OneRow`, so that every second
/// row of a block reads twice. If all rows did, the load units would be the limit. If none did, the limit would be the four
/// micro-operations that a core starts in a cycle, or the two where another thread shares the core.
struct OneRowReadTwice<RowColumns: Columns>: RowBlock {
  var columns: RowColumns

  @inline(__always) static var height: Int { 1 }

  @inline(__always) init(_ start: RowColumns.Start) { columns = RowColumns(start) }

  @inline(__always)
  mutating func add(_ inputs: UnsafePointer<RowColumns.Input>, times weights: RowColumns.Weights) {
    columns.addReadingTwice(inputs, times: weights)
  }

  @inline(__always) func save(_ target: RowColumns.Target) { columns.save(target) }
}

/// One block above another.
struct Stacked<Upper: RowBlock, Lower: RowBlock>: RowBlock where Upper.RowColumns == Lower.RowColumns {
  typealias RowColumns = Upper.RowColumns
  var upper: Upper, lower: Lower

  @inline(__always) static var height: Int { Upper.height + Lower.height }

  @inline(__always) init(_ start: RowColumns.Start) {
    upper = Upper(start)
    lower = Lower(start.advanced(by: Upper.height))
  }

  @inline(__always)
  mutating func add(_ inputs: UnsafePointer<RowColumns.Input>, times weights: RowColumns.Weights) {
    upper.add(inputs, times: weights)
    lower.add(inputs + Upper.height * RowColumns.packedInputs, times: weights)
  }

  @inline(__always) func save(_ target: RowColumns.Target) {
    upper.save(target)
    lower.save(target.advanced(by: Upper.height))
  }
}

typealias TwoRows<RowColumns: Columns> = Stacked<OneRow<RowColumns>, OneRowReadTwice<RowColumns>>
typealias ThreeRows<RowColumns: Columns> = Stacked<TwoRows<RowColumns>, OneRow<RowColumns>>
typealias FourRows<RowColumns: Columns> = Stacked<TwoRows<RowColumns>, TwoRows<RowColumns>>
typealias FiveRows<RowColumns: Columns> = Stacked<FourRows<RowColumns>, OneRow<RowColumns>>
typealias SixRows<RowColumns: Columns> = Stacked<FourRows<RowColumns>, TwoRows<RowColumns>>
typealias EightRows<RowColumns: Columns> = Stacked<FourRows<RowColumns>, FourRows<RowColumns>>
typealias TwelveRows<RowColumns: Columns> = Stacked<EightRows<RowColumns>, FourRows<RowColumns>>

/// The arguments of one run of a microkernel, which can be run with a block of any height.
protocol BlockCall {
  associatedtype RowColumns: Columns
  func run<Block: RowBlock>(_: Block.Type) where Block.RowColumns == RowColumns
}

func run<Call: BlockCall>(_ call: Call, height: Int) {
  typealias C = Call.RowColumns
  switch height {
  case 1: call.run(OneRow<C>.self)
  case 2: call.run(TwoRows<C>.self)
  case 3: call.run(ThreeRows<C>.self)
  case 4: call.run(FourRows<C>.self)
  case 5: call.run(FiveRows<C>.self)
  #if KERNELS_AVX512
    case 6: call.run(SixRows<C>.self)
    case 7: call.run(Stacked<FourRows<C>, ThreeRows<C>>.self)
    case 8: call.run(EightRows<C>.self)
    case 9: call.run(Stacked<EightRows<C>, OneRow<C>>.self)
    case 10: call.run(Stacked<EightRows<C>, TwoRows<C>>.self)
    case 11: call.run(Stacked<EightRows<C>, ThreeRows<C>>.self)
    case 12: call.run(TwelveRows<C>.self)
    case 13: call.run(Stacked<EightRows<C>, FiveRows<C>>.self)
    default: call.run(Stacked<EightRows<C>, SixRows<C>>.self)
  #else
    default: call.run(SixRows<C>.self)
  #endif
  }
}
