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
  func quantize(in room: MutableFloats?) {
    for first in stride(from: 0, to: rows.inputCount, by: quantized.groupWidth) {
      GroupOfRows(
        rows: rows.rows + first, stride: rows.stride, count: min(quantized.groupWidth, rows.inputCount - first),
        firstInput: first, room: room, layout: layout
      ).quantize(into: quantized)
    }
  }
  let width = min(quantized.groupWidth, rows.inputCount)
  var needsRoom = rows.inputCount % laneCount != 0
  if case .turnedBytes = quantized.form { needsRoom = width != groupUnit || rows.inputCount % groupUnit != 0 }
  // To allocate memory takes longer than to quantize a few rows.
  guard needsRoom else { return quantize(in: nil) }
  withUnsafeTemporaryAllocation(byteCount: (width + laneCount) * MemoryLayout<Float>.stride, alignment: 64) {
    quantize(in: $0.bindMemory(to: Float.self).baseAddress)
  }
}

/// One group of every row: the row's `count` inputs from `firstInput` on.
struct GroupOfRows {
  let rows: Floats, stride: Int
  let count: Int, firstInput: Int
  /// [rows, 16]: the largest magnitude of each lane's inputs, after the offset was added; nil to find them.
  var magnitudes: Floats?
  /// Aligned memory for the group of one row, filled up to a multiple of 16. It may be nil where `Group` does not need it.
  let room: MutableFloats?
  let layout: QuantizedLayout

  func quantize(into quantized: KernelQuantizedRows) {
    switch quantized.form {
    case .turnedBytes where count == groupUnit:
      quantizeEachRow(into: quantized) { _, source, words, height in
        var group = WholeGroup(source)
        group.turn()
        return group.quantize(
          group.magnitudes, to: words, height: height, askingFor: source + stride, as: TurnedBytes.self)
      }
    case .turnedBytes:
      quantizeEachRow(into: quantized) { _, source, words, height in
        var group = Group(source, count: count, adding: 0, room: room)
        group.turn()
        return group.quantize(
          group.magnitudes, to: words, height: height, askingFor: source + stride, as: TurnedBytes.self)
      }
    case .offsetBytes: quantizeEachRow(into: quantized, adding: quantized.offset, as: OffsetBytes.self)
    case .shorts: quantizeEachRow(into: quantized, adding: 0, as: Shorts.self)
    }
  }

  @inline(__always)
  private func quantizeEachRow(
    into quantized: KernelQuantizedRows,
    _ quantize: (_ row: Int, _ source: Floats, _ words: MutableWords, _ height: Int) -> Float
  ) {
    let scales = quantized.scales + firstInput / quantized.groupWidth * quantized.rowCount
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
  private func quantizeEachRow<Element: RowElement>(
    into quantized: KernelQuantizedRows, adding offset: Float, as _: Element.Type
  ) {
    quantizeEachRow(into: quantized) { row, source, words, height in
      let group = Group(source, count: count, adding: offset, room: room)
      let found = magnitudes.map { load($0 + row * laneCount) } ?? group.magnitudes
      // The offset counts as an input, as in a row of zeros.
      let magnitudes = albert_larger_magnitude(found, Lanes(repeating: offset))
      return group.quantize(magnitudes, to: words, height: height, askingFor: source + stride, as: Element.self)
    }
  }
}

extension KernelQuantizedRows {
  /// The offset that every input gets.
  var added: Float {
    if case .offsetBytes = form { offset } else { 0 }
  }
}
