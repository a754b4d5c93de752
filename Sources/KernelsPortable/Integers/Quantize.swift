import CShims

/// Inputs of a row that are quantized together, with one scale.
let groupWidth = Int(albert_group_width)

/// Groups that `inputs` inputs take.
func groups(_ inputs: Int) -> Int { (inputs + groupWidth - 1) / groupWidth }

/// Where the inputs of quantized rows are: words[block][input / packedInputs][row][packedWords], so that the microkernel reads
/// a block in one run, and each row at a constant distance. Inputs are filled up with zeros to a multiple of 16.
struct QuantizedLayout {
  let blocks: RowBlocks
  private let rowCount: Int
  /// Inputs in `packedWords` words.
  private let packedInputs: Int
  /// Words of a row.
  let rowWords: Int

  init(_ form: KernelRowForm, rowCount: Int, inputCount: Int) {
    blocks = RowBlocks(rowCount: rowCount)
    self.rowCount = rowCount
    packedInputs = form == KernelRowFormShorts ? Shorts.packedInputs : Bytes.packedInputs
    rowWords = (inputCount + laneCount - 1) / laneCount * laneCount / packedInputs * packedWords
  }

  init(_ rows: KernelQuantizedRows) {
    self.init(rows.form, rowCount: rows.rowCount, inputCount: rows.inputCount)
  }

  var size: Int { rowCount * rowWords }

  /// Where a block's inputs from `input` on begin, a multiple of 16.
  func offset(rows: Range<Int>, input: Int) -> Int {
    rows.lowerBound * rowWords + rows.count * (input / packedInputs) * packedWords
  }
}

/// Words that `rowCount` rows take when they are quantized.
public func quantizedSize(rowCount: Int, inputCount: Int, form: KernelRowForm) -> Int {
  QuantizedLayout(form, rowCount: rowCount, inputCount: inputCount).size
}

/// Quantizes rows as `multiplyIntegers` reads them: in groups of 128 inputs, each with the scale that makes its largest
/// magnitude the largest integer.
public func quantize(_ rows: KernelRows, into quantized: KernelQuantizedRows) {
  let layout = QuantizedLayout(quantized)
  for first in stride(from: 0, to: rows.inputCount, by: groupWidth) {
    quantizeGroup(
      rows.rows + first, stride: rows.stride, count: min(groupWidth, rows.inputCount - first), firstInput: first,
      layout: layout, into: quantized)
  }
}

/// Quantizes one group of all rows: `count` inputs, the rows' inputs from `firstInput` on.
func quantizeGroup(
  _ rows: Floats, stride: Int, count: Int, firstInput: Int, layout: QuantizedLayout, into quantized: KernelQuantizedRows
) {
  let scales = quantized.scales + firstInput / groupWidth * quantized.rowCount
  withUnsafeTemporaryAllocation(byteCount: groupWidth * MemoryLayout<Float>.stride, alignment: 64) { memory in
    let room = memory.bindMemory(to: Float.self).baseAddress.unsafelyUnwrapped
    for block in 0..<layout.blocks.count {
      let blockRows = layout.blocks.rows(block)
      var words = quantized.words + layout.offset(rows: blockRows, input: firstInput)
      for row in blockRows {
        let source = rows + row * stride
        if count == groupWidth {
          scales[row] = quantize(
            WholeGroup(source, adding: quantized.added), as: quantized, into: words, blockRows.count)
        } else {
          let group = Group(inputs: room, count: count)
          group.fill(source, adding: quantized.added)
          scales[row] = quantize(group, as: quantized, into: words, blockRows.count)
        }
        words += packedWords
      }
    }
  }
}

extension KernelQuantizedRows {
  /// What is added to every input.
  fileprivate var added: Float { form == KernelRowFormOffsetBytes ? offset : 0 }
}

@inline(__always)
private func quantize(
  _ group: some RowGroup, as rows: KernelQuantizedRows, into words: MutableWords, _ height: Int
) -> Float {
  var group = group
  switch rows.form {
  case KernelRowFormTurnedBytes:
    group.turn()
    return group.quantize(largest: 127, noLessThan: 0, into: words, height: height, put: Bytes.storeSigned)
  case KernelRowFormOffsetBytes:
    return group.quantize(
      largest: 255, noLessThan: rows.offset, into: words, height: height, put: Bytes.storeUnsigned)
  default:
    return group.quantize(largest: 4095, noLessThan: 0, into: words, height: height, put: Shorts.store)
  }
}

extension Shorts {
  /// The low 16 bits of sixteen integers.
  @inline(__always)
  static func store(_ integers: Integers, to words: MutableWords, height: Int) -> MutableWords {
    albert_store_shorts(integers, words, words + height * packedWords)
    return words + 2 * height * packedWords
  }
}

extension Bytes {
  #if KERNELS_VNNI
    @inline(__always)
    fileprivate static func storeUnsigned(_ integers: Integers, to words: MutableWords, height: Int) -> MutableWords {
      albert_store_bytes(integers, words)
      return words + height * packedWords
    }

    @inline(__always)
    fileprivate static func storeSigned(_ integers: Integers, to words: MutableWords, height: Int) -> MutableWords {
      albert_store_signed_bytes(integers, words)
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
