import CShims

/// Inputs that one Walsh-Hadamard turn mixes. They are also the narrowest group, which has a scale of its own.
let groupUnit = Int(albert_group_unit)

/// The number of groups of `width` inputs that `inputs` inputs take.
func groups(_ inputs: Int, width: Int = groupUnit) -> Int { (inputs + width - 1) / width }

/// The layout of quantized rows: words[block][input / packedInputs][row][packedWords]. The microkernel reads a block in one run, and
/// each row at a constant distance. Zeros fill the inputs up to a multiple of 16.
struct QuantizedLayout {
  let blocks: RowBlocks
  private let rowCount: Int
  /// The inputs in `packedWords` words.
  private let packedInputs: Int
  /// The number of words of a row.
  let rowWords: Int

  init(_ form: KernelRowForm, rowCount: Int, inputCount: Int) {
    blocks = RowBlocks(rowCount: rowCount)
    self.rowCount = rowCount
    packedInputs =
      switch form {
      case .shorts: Shorts.packedInputs
      case .turnedBytes, .offsetBytes: Bytes.packedInputs
      }
    rowWords = (inputCount + laneCount - 1) / laneCount * laneCount / packedInputs * packedWords
  }

  init(_ rows: KernelQuantizedRows) {
    self.init(rows.form, rowCount: rows.rowCount, inputCount: rows.inputCount)
  }

  var size: Int { rowCount * rowWords }

  /// The offset in words of a block's inputs from `input` on. `input` is a multiple of 16.
  func offset(rows: Range<Int>, input: Int) -> Int {
    rows.lowerBound * rowWords + rows.count * (input / packedInputs) * packedWords
  }
}

/// The number of words that `rowCount` quantized rows take.
public func quantizedSize(rowCount: Int, inputCount: Int, form: KernelRowForm) -> Int {
  QuantizedLayout(form, rowCount: rowCount, inputCount: inputCount).size
}

/// Quantizes rows, and stores them in the order in which `multiplyIntegers` reads them. Each group of inputs is scaled so that its
/// largest magnitude becomes the largest integer.
public func quantize(_ rows: KernelRows, into quantized: KernelQuantizedRows) {
  let layout = QuantizedLayout(quantized)
  for first in stride(from: 0, to: rows.inputCount, by: quantized.groupWidth) {
    quantizeGroup(
      rows.rows + first, stride: rows.stride, count: min(quantized.groupWidth, rows.inputCount - first),
      firstInput: first, layout: layout, into: quantized)
  }
}

/// Quantizes one group of every row: the row's `count` inputs from `firstInput` on.
///
/// - Parameter magnitudes: [rows, 16]: the largest magnitude of each lane's inputs, after the offset was added; nil to find them.
func quantizeGroup(
  _ rows: Floats, stride: Int, count: Int, firstInput: Int, magnitudes: Floats? = nil, layout: QuantizedLayout,
  into quantized: KernelQuantizedRows
) {
  let scales = quantized.scales + firstInput / quantized.groupWidth * quantized.rowCount
  var needsRoom = count % laneCount != 0
  if case .turnedBytes = quantized.form { needsRoom = count != groupUnit }
  withRoom(needsRoom ? count + laneCount : 0) { room in
    @inline(__always)
    func quantizeEachRow(_ quantize: (_ row: Int, _ source: Floats, _ words: MutableWords, _ height: Int) -> Float) {
      for block in 0..<layout.blocks.count {
        let blockRows = layout.blocks.rows(block)
        var words = quantized.words + layout.offset(rows: blockRows, input: firstInput)
        for row in blockRows {
          scales[row] = quantize(row, rows + row * stride, words, blockRows.count)
          words += packedWords
        }
      }
    }
    /// For rows that are not turned. The caller may know their magnitudes.
    @inline(__always)
    func quantizeEachRow(
      adding offset: Float, largest: Float,
      put: (_ integers: Integers, _ words: MutableWords, _ height: Int) -> MutableWords
    ) {
      quantizeEachRow { row, source, words, height in
        let group = Group(source, count: count, adding: offset, room: room)
        let found = magnitudes.map { load($0 + row * laneCount) } ?? group.magnitudes
        // The offset counts as an input, as in a row of zeros.
        let magnitudes = albert_larger_magnitude(found, Lanes(repeating: offset))
        return group.quantize(magnitudes, largest: largest, into: words, height: height, put: put)
      }
    }

    switch quantized.form {
    case .turnedBytes where count == groupUnit:
      quantizeEachRow { _, source, words, height in
        var group = WholeGroup(source)
        group.turn()
        return group.quantize(group.magnitudes, largest: 127, into: words, height: height, put: Bytes.storeSigned)
      }
    case .turnedBytes:
      quantizeEachRow { _, source, words, height in
        var group = Group(source, count: count, adding: 0, room: room)
        group.turn()
        return group.quantize(group.magnitudes, largest: 127, into: words, height: height, put: Bytes.storeSigned)
      }
    case .offsetBytes:
      quantizeEachRow(adding: quantized.offset, largest: 255, put: Bytes.storeUnsigned)
    case .shorts:
      quantizeEachRow(adding: 0, largest: 4095, put: Shorts.store)
    }
  }
}

/// Calls `body` with aligned memory for floats, or with nil where it needs none: to take memory costs more than to quantize a short row.
@inline(never)
private func withRoom(_ floatCount: Int, _ body: (MutableFloats?) -> Void) {
  guard floatCount > 0 else { return body(nil) }
  withUnsafeTemporaryAllocation(byteCount: floatCount * MemoryLayout<Float>.stride, alignment: 64) {
    body($0.bindMemory(to: Float.self).baseAddress)
  }
}

extension KernelQuantizedRows {
  /// The offset that every input gets.
  var added: Float {
    if case .offsetBytes = form { offset } else { 0 }
  }
}

extension Shorts {
  /// Stores the low 16 bits of sixteen integers.
  @inline(__always)
  static func store(_ integers: Integers, to words: MutableWords, height: Int) -> MutableWords {
    albert_store_shorts(integers, words, words + height * packedWords)
    return words + 2 * height * packedWords
  }
}

extension Bytes {
  #if KERNELS_BYTES
    @inline(__always)
    fileprivate static func storeUnsigned(_ integers: Integers, to words: MutableWords, height: Int) -> MutableWords {
      albert_store_bytes(rowsAreSigned ? integers &- 128 : integers, words)
      return words + height * packedWords
    }

    @inline(__always)
    fileprivate static func storeSigned(_ integers: Integers, to words: MutableWords, height: Int) -> MutableWords {
      albert_store_bytes(rowsAreSigned ? integers : integers &+ 128, words)
      return words + height * packedWords
    }
  #else
    @inline(__always)
    fileprivate static func storeUnsigned(_ integers: Integers, to words: MutableWords, height: Int) -> MutableWords {
      albert_store_split_shorts(integers, words, words + height * packedWords)
      return words + 2 * height * packedWords
    }

    @inline(__always)
    fileprivate static func storeSigned(_ integers: Integers, to words: MutableWords, height: Int) -> MutableWords {
      storeUnsigned(integers, to: words, height: height)
    }
  #endif
}
