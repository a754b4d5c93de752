import CShims

/// Rows of floats. The next row is `stride` floats further on.
struct FloatRows: Rows {
  let base: Floats, stride: Int

  @inline(__always) func advanced(by rows: Int) -> FloatRows { FloatRows(base: base + rows * stride, stride: stride) }
}

/// Where the sums of a chain go: output = sums, or output = the sums of the inputs before + sums. Callers pass `continues` as a
/// constant, so that the compiler makes two versions and no row has to decide.
struct SummedRows: Rows {
  let output: MutableFloats, stride: Int
  let before: FloatRows
  let continues: Bool

  @inline(__always) func advanced(by rows: Int) -> SummedRows {
    SummedRows(
      output: output + rows * stride, stride: stride, before: before.advanced(by: rows), continues: continues)
  }

  @inline(__always) func put(_ sums: Lanes, column: Int) {
    store(continues ? load(before.base + column) + sums : sums, to: output + column)
  }
}

#if KERNELS_AVX512
  /// The single-precision sums of a whole panel, in two registers.
  struct FloatColumns: Columns {
    var left: Lanes, right: Lanes

    @inline(__always) static var packedInputs: Int { 8 }

    @inline(__always) init(_ source: Floats) {
      left = load(source)
      right = load(source + laneCount)
    }

    @inline(__always) init(_ start: FloatRows) { self.init(start.base) }

    /// Both halves use the register to which the factor is copied.
    @inline(__always) mutating func add(_ factor: Floats, times weights: FloatColumns) {
      let factors = Lanes(repeating: factor.pointee)
      left = albert_computed(left.addingProduct(factors, weights.left))
      right = albert_computed(right.addingProduct(factors, weights.right))
    }

    /// Each half reads the factor as a part of its multiply-add. That takes one load more, and one micro-operation and one
    /// register fewer.
    @inline(__always) mutating func addReadingTwice(_ factor: Floats, times weights: FloatColumns) {
      left = albert_computed(left.addingProduct(Lanes(repeating: factor.pointee), weights.left))
      right = albert_computed(right.addingProduct(Lanes(repeating: factor.pointee), weights.right))
    }

    @inline(__always) func save(_ target: SummedRows) {
      target.put(left, column: 0)
      target.put(right, column: laneCount)
    }
  }
#else
  /// The single-precision sums of half a panel. Six rows of more would not fit into sixteen registers.
  struct FloatColumns: Columns {
    var all: Lanes

    @inline(__always) static var packedInputs: Int { 8 }

    @inline(__always) init(_ source: Floats) { all = load(source) }

    @inline(__always) init(_ start: FloatRows) { self.init(start.base) }

    @inline(__always) mutating func add(_ factor: Floats, times weights: FloatColumns) {
      all = all.addingProduct(Lanes(repeating: factor.pointee), weights.all)
    }

    @inline(__always) mutating func addReadingTwice(_ factor: Floats, times weights: FloatColumns) {
      add(factor, times: weights)
    }

    @inline(__always) func save(_ target: SummedRows) { target.put(all, column: 0) }
  }
#endif
