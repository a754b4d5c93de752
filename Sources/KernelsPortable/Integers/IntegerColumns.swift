import CShims

/// Sixteen sums of 32 bits, or sixteen words of several smaller integers.
typealias Integers = SIMD16<Int32>
typealias Words = UnsafePointer<Int32>
typealias MutableWords = UnsafeMutablePointer<Int32>

@inline(__always) func load(_ source: Words) -> Integers {
  UnsafeRawPointer(source).loadUnaligned(as: Integers.self)
}

@inline(__always) func store(_ integers: Integers, to target: MutableWords) {
  UnsafeMutableRawPointer(target).storeBytes(of: integers, as: Integers.self)
}

/// Words of a row that lie side by side in a packed block. They take sixteen bytes.
let packedWords = 4

/// How weights and rows of one precision are multiplied. A word of a row holds some of its inputs. A word of the weights holds
/// a column's weights for as many inputs.
protocol IntegerKind {
  /// The inputs in `packedWords` words of a row.
  static var packedInputs: Int { get }
  static func add(_ words: Integers, times weights: Integers, to sums: Integers) -> Integers
  /// Whether sums start from the weights' `start`. Others start from 0.
  static var startsFromWeights: Bool { get }
  /// Whether the multiply-add can read the row's word as a part of the instruction. Only that of 16-bit integers can.
  static var readsWords: Bool { get }
  /// Whether the weights are bytes that are widened to 16-bit integers before rows are multiplied by them.
  static var widens: Bool { get }
  /// Whether the bytes of rows are signed. If so, a row with an offset holds its inputs less 128, and a turned row holds its inputs
  /// unchanged. If not, a turned row holds its inputs plus 128.
  static var rowsAreSigned: Bool { get }
}

extension IntegerKind {
  @inline(__always) static var rowsAreSigned: Bool { false }
  /// The distance in words between two words of a column's weights, as the microkernel reads them.
  @inline(__always) static var weightStride: Int { widens ? passWidth : panelWidth }
}

/// 16-bit integers. A word holds two inputs.
enum Shorts: IntegerKind {
  @inline(__always) static var packedInputs: Int { 8 }
  @inline(__always) static var startsFromWeights: Bool { false }
  #if KERNELS_BYTES
    @inline(__always) static var readsWords: Bool { true }
  #else
    @inline(__always) static var readsWords: Bool { false }
  #endif
  @inline(__always) static var widens: Bool { false }

  @inline(__always) static func add(_ words: Integers, times weights: Integers, to sums: Integers) -> Integers {
    albert_add_pairs(sums, words, weights)
  }
}

#if KERNELS_BYTES
  /// Signed bytes, by which rows of unsigned bytes are multiplied; or rows of signed bytes where the CPU has an instruction for those
  /// alone. A word holds four inputs.
  enum Bytes: IntegerKind {
    @inline(__always) static var packedInputs: Int { 16 }
    @inline(__always) static var startsFromWeights: Bool { true }
    // The instruction can read its signed operand from memory, and that is the weights.
    @inline(__always) static var readsWords: Bool { false }
    @inline(__always) static var widens: Bool { false }

    #if KERNELS_SIGNED_ROWS
      @inline(__always) static var rowsAreSigned: Bool { true }

      @inline(__always) static func add(_ words: Integers, times weights: Integers, to sums: Integers) -> Integers {
        albert_add_signed_quads(sums, words, weights)
      }
    #else
      @inline(__always) static func add(_ words: Integers, times weights: Integers, to sums: Integers) -> Integers {
        albert_add_quads(sums, words, weights)
      }
    #endif
  }
#else
  /// Signed bytes that are widened to pairs of 16-bit integers. Of four inputs the first and third become one pair, the second and
  /// fourth the next one. Rows are packed in the same order.
  enum Bytes: IntegerKind {
    @inline(__always) static var packedInputs: Int { 8 }
    @inline(__always) static var startsFromWeights: Bool { false }
    @inline(__always) static var readsWords: Bool { false }
    @inline(__always) static var widens: Bool { true }

    @inline(__always) static func add(_ words: Integers, times weights: Integers, to sums: Integers) -> Integers {
      albert_add_pairs(sums, words, weights)
    }
  }
#endif

/// The start of sums that is the same for every row of a block.
struct SameForAllRows: Rows {
  let base: Words

  @inline(__always) func advanced(by rows: Int) -> SameForAllRows { self }
}

/// Where a group's sums go: output += sums · the column's scale · the row's scale. The first group adds to the bias instead of the
/// output. Callers pass `isFirst` as a constant, so that the compiler makes two versions and no row has to decide.
struct ScaledRows: Rows {
  let output: MutableFloats, stride: Int
  let scales: Floats
  /// The columns' scales and biases.
  let columnScales: Floats, bias: Floats
  /// Whether the output holds no sums yet.
  let isFirst: Bool

  @inline(__always) func advanced(by rows: Int) -> ScaledRows {
    ScaledRows(
      output: output + rows * stride, stride: stride, scales: scales + rows, columnScales: columnScales, bias: bias,
      isFirst: isFirst)
  }

  @inline(__always) func add(_ sums: Integers, column: Int) {
    let target = output + column
    let products = albert_floats(sums) * load(columnScales + column)
    let total = load(isFirst ? bias + column : Floats(target))
    store(total.addingProduct(products, Lanes(repeating: scales.pointee)), to: target)
  }
}

#if KERNELS_AVX512
  /// The integer sums of a whole panel, in two registers.
  struct IntegerColumns<Kind: IntegerKind>: Columns {
    typealias Weights = (left: Integers, right: Integers)
    var left = Integers.zero, right = Integers.zero

    @inline(__always) static var packedInputs: Int { packedWords }

    @inline(__always) init(_ start: SameForAllRows) {
      guard Kind.startsFromWeights else { return }
      left = load(start.base)
      right = load(start.base + laneCount)
    }

    @inline(__always) static func weights(_ panel: Words, word: Int) -> Weights {
      (load(panel + word * Kind.weightStride), load(panel + word * Kind.weightStride + laneCount))
    }

    @inline(__always) mutating func add(_ word: Words, times weights: Weights) {
      let words = albert_word(word)
      left = albert_computed_sums(Kind.add(words, times: weights.left, to: left))
      right = albert_computed_sums(Kind.add(words, times: weights.right, to: right))
    }

    @inline(__always) mutating func addReadingTwice(_ word: Words, times weights: Weights) {
      guard Kind.readsWords else { return add(word, times: weights) }
      left = albert_computed_sums(albert_add_pairs_reading(left, word, weights.left))
      right = albert_computed_sums(albert_add_pairs_reading(right, word, weights.right))
    }

    @inline(__always) func save(_ target: ScaledRows) {
      target.add(left, column: 0)
      target.add(right, column: laneCount)
    }
  }
#else
  /// The integer sums of half a panel.
  struct IntegerColumns<Kind: IntegerKind>: Columns {
    typealias Weights = Integers
    var all = Integers.zero

    @inline(__always) static var packedInputs: Int { packedWords }

    @inline(__always) init(_ start: SameForAllRows) {
      if Kind.startsFromWeights { all = load(start.base) }
    }

    @inline(__always) static func weights(_ panel: Words, word: Int) -> Weights {
      load(panel + word * Kind.weightStride)
    }

    @inline(__always) mutating func add(_ word: Words, times weights: Weights) {
      all = Kind.add(albert_word(word), times: weights, to: all)
    }

    @inline(__always) mutating func addReadingTwice(_ word: Words, times weights: Weights) {
      add(word, times: weights)
    }

    @inline(__always) func save(_ target: ScaledRows) { target.add(all, column: 0) }
  }
#endif
