import CShims

/// Rows of floats, `stride` apart.
struct FloatRows: Rows {
  let base: Floats, stride: Int

  @inline(__always) func advanced(by rows: Int) -> FloatRows { FloatRows(base: base + rows * stride, stride: stride) }
}

struct MutableFloatRows: Rows {
  let base: MutableFloats, stride: Int

  @inline(__always) func advanced(by rows: Int) -> MutableFloatRows {
    MutableFloatRows(base: base + rows * stride, stride: stride)
  }
}

#if KERNELS_AVX512
  /// A whole panel, two registers, of single-precision sums.
  struct FloatColumns: Columns {
    var left: Lanes, right: Lanes

    @inline(__always) static var packedInputs: Int { 8 }

    @inline(__always) init(_ source: Floats) {
      left = load(source)
      right = load(source + laneCount)
    }

    @inline(__always) init(_ start: FloatRows) { self.init(start.base) }

    /// Both halves share the register that the factor is copied to.
    @inline(__always) mutating func add(_ factor: Floats, times weights: FloatColumns) {
      let factors = Lanes(repeating: factor.pointee)
      left = albert_computed(left.addingProduct(factors, weights.left))
      right = albert_computed(right.addingProduct(factors, weights.right))
    }

    /// Each half reads the factor as a part of its multiply-add: a load more, a micro-operation and a register fewer.
    @inline(__always) mutating func addReadingTwice(_ factor: Floats, times weights: FloatColumns) {
      left = albert_computed(left.addingProduct(Lanes(repeating: factor.pointee), weights.left))
      right = albert_computed(right.addingProduct(Lanes(repeating: factor.pointee), weights.right))
    }

    @inline(__always) func save(_ target: MutableFloatRows) {
      store(left, to: target.base)
      store(right, to: target.base + laneCount)
    }
  }
#else
  /// Half a panel of single-precision sums, since more would not fit into sixteen registers beside six rows.
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

    @inline(__always) func save(_ target: MutableFloatRows) { store(all, to: target.base) }
  }
#endif
