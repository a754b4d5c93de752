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

/// Words of a row that lie side by side in a packed block: sixteen bytes.
let packedWords = 4

/// How weights and rows of one precision are multiplied. A word of a row holds its next inputs, as many as the words of the
/// weights hold that it is multiplied by.
protocol IntegerKind {
  /// Inputs in `packedWords` words of a row.
  static var packedInputs: Int { get }
  static func add(_ words: Integers, times weights: Integers, to sums: Integers) -> Integers
  /// Whether sums start from the weights' `start`, else from 0.
  static var startsFromWeights: Bool { get }
  /// Whether a multiply-add, of 16-bit integers then, can read the row's word as a part of itself.
  static var readsWords: Bool { get }
  /// Whether the weights are bytes that become 16-bit integers before rows are multiplied by them.
  static var widens: Bool { get }
  /// Whether a row's bytes are signed: a row that is unsigned elsewhere holds its inputs less 128 then, and a turned one its
  /// inputs as they are.
  static var rowsAreSigned: Bool { get }
}

extension IntegerKind {
  @inline(__always) static var rowsAreSigned: Bool { false }
  /// Words from one word of a column's weights to the next, as the microkernel reads them.
  @inline(__always) static var weightStride: Int { widens ? passWidth : panelWidth }
}

/// 16-bit integers, two inputs a word.
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
  /// Signed bytes, times rows of unsigned ones, or of signed ones where there is no instruction for that, four inputs a word.
  enum Bytes: IntegerKind {
    @inline(__always) static var packedInputs: Int { 16 }
    @inline(__always) static var startsFromWeights: Bool { true }
    // The operand that may be in memory is the signed one.
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
  /// Signed bytes, widened to pairs of 16-bit integers: of four inputs the first and third are one pair, the second and
  /// fourth the next, and rows are packed alike.
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

/// The same sums for every row of a block to start from.
struct SameForAllRows: Rows {
  let base: Words

  @inline(__always) func advanced(by rows: Int) -> SameForAllRows { self }
}

/// Where a group's sums go: output += sums · the column's scale · the row's, from the bias on. Whether the group is the first
/// one is a constant where a `ScaledRows` is made, so that nothing is decided a row.
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
  /// A whole panel, two registers, of integer sums.
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
  /// Half a panel of integer sums.
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
