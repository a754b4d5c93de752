import CShims

// The weights of the two products are at most `KeyPairs.largest` and `largestValue`, their rows at most 4095 and `largestWeight`
// (8191). So sums over a group of 128 fit into 32 bits.
private let largestValue: Float = 2047

/// The parts of the scratch memory of one head.
private struct HeadMemory {
  let keys: MutableWords, keyScales: MutableFloats
  let values: MutableWords, valueScales: MutableFloats
  /// Room for one key, and the keys of a panel before they become its columns.
  let keyRoom: MutableFloats, keyRows: MutableWords
  let scores: MutableFloats, context: MutableFloats, zeros: MutableFloats
  let words: MutableWords, rowScales: MutableFloats
  /// The sums of the weights of a block of queries.
  let weightSums: MutableFloats
  /// The number of floats that all parts take.
  let size: Int

  init(length: Int, headSize: Int, at base: MutableFloats) {
    var next = base
    func part(_ count: Int) -> MutableFloats {
      defer { next += count }
      return next
    }
    func words(_ count: Int) -> MutableWords {
      UnsafeMutableRawPointer(part(count)).assumingMemoryBound(to: Int32.self)
    }
    let (keyColumns, valueColumns) = (panels(length) * panelWidth, panels(headSize) * panelWidth)
    keys = words(keyColumns * filled(headSize) / 2)
    values = words(valueColumns * filled(length) / 2)
    keyScales = part(keyColumns)
    valueScales = part(valueColumns)
    keyRoom = part(filled(headSize))
    keyRows = words(panelWidth * filled(headSize) / 2)
    scores = part(queryBlock * integerScoreStride(length))
    context = part(queryBlock * valueColumns)
    zeros = part(max(keyColumns, valueColumns))
    let widest = max(length, headSize)
    self.words = words(quantizedSize(rowCount: queryBlock, inputCount: widest, form: .shorts))
    rowScales = part(queryBlock * groups(widest))
    weightSums = part(queryBlock)
    size = next - base
  }
}

/// Floats from one query's scores to the next one's: an odd number of whole cache lines.
private func integerScoreStride(_ length: Int) -> Int { panels(length) * panelWidth + laneCount }

/// `inputs`, filled up to a multiple of 16.
private func filled(_ inputs: Int) -> Int { (inputs + laneCount - 1) / laneCount * laneCount }

/// The floats of scratch memory that `attendIntegers` needs for sequences of up to `length` tokens.
public func integerAttentionScratch(length: Int, headSize: Int) -> Int {
  withUnsafeTemporaryAllocation(of: Float.self, capacity: 1) {
    HeadMemory(length: length, headSize: headSize, at: $0.baseAddress.unsafelyUnwrapped).size
  }
}

/// The same as `attend`, with both products in 16-bit integers. Each key has a scale, each group of a query, and each column of the
/// values for the whole sequence. Softmax's weights are rounded to multiples of 1/8191 of the largest one, and then divided by
/// the sum of the rounded ones.
public func attendIntegers(_ heads: KernelHeads) {
  let (length, headSize) = (heads.length, heads.headSize)
  let memory = HeadMemory(length: length, headSize: headSize, at: heads.scratch)
  memory.zeros.update(repeating: 0, count: max(panels(length), panels(headSize)) * panelWidth)
  let contextStride = panels(headSize) * panelWidth
  // Softmax by powers of two: e^(s/√d) = 2^(s·factor).
  let factor = 1.442695 / Float(headSize).squareRoot()

  func rows(_ count: Int, inputs: Int) -> KernelQuantizedRows {
    KernelQuantizedRows(
      form: .shorts, offset: 0, rowCount: count, inputCount: inputs, groupWidth: groupUnit,
      words: memory.words, scales: memory.rowScales)
  }
  func multiply(_ rows: KernelQuantizedRows, by weights: Words, scale: Floats, outputs: Int, into output: KernelOutput)
  {
    multiplyIntegers(
      KernelIntegerProduct(
        rows: rows, panels: weights, panelStride: filled(rows.inputCount) * panelWidth * 2, panelCount: panels(outputs),
        start: Words(memory.words), startStride: 0, scale: scale, scaleStride: 0, bias: memory.zeros,
        continues: false, finishes: true, activation: .identity),
      into: output)
  }

  for head in 0..<heads.headCount {
    let column = head * headSize
    quantizeKeys(heads.keys + column, stride: heads.stride, count: length, width: headSize, into: memory)
    quantizeValues(heads.values + column, stride: heads.stride, count: length, width: headSize, into: memory)
    if head + 1 < heads.headCount { prefetchKeysAndValues(heads, column: column + headSize) }
    for first in stride(from: 0, to: heads.queryCount, by: queryBlock) {
      let count = min(queryBlock, heads.queryCount - first)
      let queries = rows(count, inputs: headSize)
      quantize(
        KernelRows(
          rows: heads.queries + first * heads.queryStride + column, stride: heads.queryStride, rowCount: count,
          inputCount: headSize),
        into: queries)
      let scores = KernelOutput(base: memory.scores, stride: integerScoreStride(length))
      multiply(queries, by: memory.keys, scale: memory.keyScales, outputs: length, into: scores)
      let weights = rows(count, inputs: length)
      weigh(scores, count: length, factor: factor, into: weights, sums: memory.weightSums)
      let context = KernelOutput(base: memory.context, stride: contextStride)
      multiply(weights, by: memory.values, scale: memory.valueScales, outputs: headSize, into: context)
      for query in 0..<count {
        scale(
          context.base + query * contextStride, by: 1 / memory.weightSums[query], count: headSize,
          into: heads.output.base + (first + query) * heads.output.stride + column)
      }
    }
  }
}

/// Asks for the next head's keys and values, which lie far apart, where they fit into half of a first-level cache of 64 KB.
private func prefetchKeysAndValues(_ heads: KernelHeads, column: Int) {
  guard heads.length * heads.headSize <= 4096 else { return }
  for key in 0..<heads.length {
    let offset = key * heads.stride + column
    for lane in stride(from: 0, to: heads.headSize, by: laneCount) {
      albert_prefetch(heads.keys + offset + lane)
      albert_prefetch(heads.values + offset + lane)
    }
  }
}

/// Makes softmax's weights of a block of queries the rows of a product, with scales of 1, and gives the sum of each row.
private func weigh(
  _ scores: KernelOutput, count: Int, factor: Float, into rows: KernelQuantizedRows, sums: MutableFloats
) {
  rows.scales.update(repeating: 1, count: groups(count) * rows.rowCount)
  let layout = QuantizedLayout(rows)
  for block in 0..<layout.blocks.count {
    let blockRows = layout.blocks.rows(block)
    var words = rows.words + layout.offset(rows: blockRows, input: 0)
    for row in blockRows {
      sums[row] = weigh(
        scores.base + row * scores.stride, count: count, factor: factor, into: words, height: blockRows.count)
      words += packedWords
    }
  }
}

/// The keys of a panel, with two inputs of a key in a word.
private enum KeyPairs: RowElement {
  static var largest: Float { 4095 }

  @inline(__always)
  static func store(_ integers: Integers, to words: MutableWords, height: Int) -> MutableWords {
    UnsafeMutableRawPointer(words).storeBytes(of: albert_pairs_of(integers), as: SIMD8<Int32>.self)
    return words + 8
  }
}

/// Quantizes keys as columns of panels, with two inputs of a key side by side.
private func quantizeKeys(_ keys: Floats, stride: Int, count: Int, width: Int, into memory: HeadMemory) {
  let rowWords = filled(width) / 2
  memory.keyScales.update(repeating: 0, count: panels(count) * panelWidth)
  for first in Swift.stride(from: 0, to: count, by: panelWidth) {
    let panelKeys = min(panelWidth, count - first)
    for key in 0..<panelKeys {
      let row = keys + (first + key) * stride
      let group = Group(row, count: width, adding: 0, room: memory.keyRoom)
      memory.keyScales[first + key] = group.quantize(
        group.magnitudes, to: memory.keyRows + key * rowWords, height: 0, askingFor: row + stride, as: KeyPairs.self)
    }
    // `packTransposed` moves words as if they were floats.
    packTransposed(
      UnsafeRawPointer(memory.keyRows).assumingMemoryBound(to: Float.self), stride: rowWords, rowCount: panelKeys,
      width: rowWords,
      into: UnsafeMutableRawPointer(memory.keys + first * rowWords).assumingMemoryBound(to: Float.self))
  }
}

/// Quantizes values as columns of panels, with the values of two keys side by side.
private func quantizeValues(_ values: Floats, stride: Int, count: Int, width: Int, into memory: HeadMemory) {
  let panelWords = filled(count) / 2 * panelWidth
  for column in Swift.stride(from: 0, to: panels(width) * panelWidth, by: laneCount) {
    let columns = min(laneCount, width - column)
    func lanes(_ key: Int) -> Lanes {
      guard columns > 0, key < count else { return .zero }
      let source = values + key * stride + column
      return columns == laneCount ? load(source) : load(source, count: columns)
    }
    var magnitudes = Lanes.zero
    for key in 0..<count { magnitudes = albert_larger_magnitude(magnitudes, lanes(key)) }
    let scaling = Scaling(magnitudes, largest: largestValue)
    store(scaling.scale, to: memory.valueScales + column)
    var target = memory.values + column / panelWidth * panelWords + column % panelWidth
    for key in Swift.stride(from: 0, to: filled(count), by: 2) {
      store(albert_paired(scaling.integers(lanes(key)), scaling.integers(lanes(key + 1))), to: target)
      target += panelWidth
    }
  }
}
