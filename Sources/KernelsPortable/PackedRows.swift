#if KERNELS_AVX512
  // Fourteen rows of two registers leave four: two of weights, one of factors, one to spare.
  let tallestBlock = 14
#else
  // Six rows of two registers, two of weights and one factor: sixteen.
  let tallestBlock = 6
#endif

// Inputs that one pass over a panel takes: a panel's part of 128 KB and the rows' parts stay in the second-level cache,
// and reloading the sums between passes costs nothing beside 1024 steps.
private let deepestPass = 1024

/// Inputs of a row that lie side by side in a packed block, one round of the microkernel.
let packedInputs = 4

/// Where the inputs of packed rows are: packed[pass][block][input / 4][row][input % 4]. The microkernel reads a block's
/// part of a pass in one run of cache lines, and each row at a constant distance. Passes start at panels and blocks are
/// filled up to whole ones, so that a product's columns can be written as the next one's inputs.
struct PackedLayout {
  let blockCount: Int, passCount: Int
  private let rowCount: Int, inputCount: Int
  // Blocks and passes are of nearly equal size, rather than full ones and a small rest: the first ones have one more.
  private let (height, tallerBlocks): (Int, Int)
  private let (panelsOfPass, deeperPasses): (Int, Int)

  struct Pass {
    let inputs: Range<Int>
    /// The inputs and what fills them up.
    let depth: Int
  }

  init(rowCount: Int, inputCount: Int) {
    (self.rowCount, self.inputCount) = (rowCount, inputCount)
    blockCount = (rowCount + tallestBlock - 1) / tallestBlock
    (height, tallerBlocks) = rowCount.quotientAndRemainder(dividingBy: max(1, blockCount))
    passCount = max(1, (inputCount + deepestPass - 1) / deepestPass)
    (panelsOfPass, deeperPasses) = ((inputCount + panelWidth - 1) / panelWidth)
      .quotientAndRemainder(dividingBy: passCount)
  }

  /// Floats that all rows take.
  var size: Int { rowCount * firstInput(ofPass: passCount) }

  func rows(ofBlock block: Int) -> Range<Int> { firstRow(ofBlock: block)..<firstRow(ofBlock: block + 1) }

  func pass(_ index: Int) -> Pass {
    let (first, end) = (firstInput(ofPass: index), firstInput(ofPass: index + 1))
    return Pass(inputs: first..<min(end, inputCount), depth: end - first)
  }

  /// The pass that takes an input.
  func pass(ofInput input: Int) -> Pass {
    var index = 0
    while firstInput(ofPass: index + 1) <= input { index += 1 }
    return pass(index)
  }

  /// Where a block's inputs from `input` on begin, a round's first.
  func offset(rows: Range<Int>, pass: Pass, input: Int) -> Int {
    let first = pass.inputs.lowerBound
    return rowCount * first + rows.lowerBound * pass.depth + rows.count * (input - first)
  }

  private func firstRow(ofBlock block: Int) -> Int { block * height + min(block, tallerBlocks) }

  private func firstInput(ofPass pass: Int) -> Int { (pass * panelsOfPass + min(pass, deeperPasses)) * panelWidth }
}

/// Floats that `rowCount` rows take when they are packed.
public func packedSize(rowCount: Int, inputCount: Int) -> Int {
  PackedLayout(rowCount: rowCount, inputCount: inputCount).size
}

/// Copies rows as `multiply` reads them.
///
/// - Parameters:
///   - rows: [rowCount, inputCount], `rowStride` floats from row to row.
///   - packed: `packedSize(rowCount:inputCount:)` floats; what fills up whole panels is not written.
public func pack(
  rows: UnsafePointer<Float>, rowStride: Int, rowCount: Int, inputCount: Int, into packed: UnsafeMutablePointer<Float>
) {
  let layout = PackedLayout(rowCount: rowCount, inputCount: inputCount)
  for pass in 0..<layout.passCount {
    let pass = layout.pass(pass)
    let firstInput = pass.inputs.lowerBound
    for block in 0..<layout.blockCount {
      let blockRows = layout.rows(ofBlock: block)
      packBlock(
        rows + blockRows.lowerBound * rowStride + firstInput, stride: rowStride, height: blockRows.count,
        inputCount: pass.inputs.count, into: packed + layout.offset(rows: blockRows, pass: pass, input: firstInput))
    }
  }
}

/// Copies the rows of one block: packed[input / 4][row][input % 4].
func packBlock(_ rows: Floats, stride: Int, height: Int, inputCount: Int, into packed: MutableFloats) {
  let roundSize = height * packedInputs
  guard height >= 4 else {
    for row in 0..<height { packRow(rows + row * stride, from: 0, to: inputCount, height: height, row, packed) }
    return
  }
  // Four rows by four rounds at a time: whole registers are read and written. The last four may have been packed in part.
  for first in Swift.stride(from: 0, to: height, by: 4) {
    let row = min(first, height - 4)
    let source = rows + row * stride
    var target = packed + row * packedInputs
    var input = 0
    while input + laneCount <= inputCount {
      let (first, second) = (load(source + input), load(source + stride + input))
      let (third, fourth) = (load(source + 2 * stride + input), load(source + 3 * stride + input))
      let lows = (joined(first.lowHalf, second.lowHalf), joined(third.lowHalf, fourth.lowHalf))
      let highs = (joined(first.highHalf, second.highHalf), joined(third.highHalf, fourth.highHalf))
      store(joined(quarters(lows.0, 0, 2), quarters(lows.1, 0, 2)), to: target)
      store(joined(quarters(lows.0, 1, 3), quarters(lows.1, 1, 3)), to: target + roundSize)
      store(joined(quarters(highs.0, 0, 2), quarters(highs.1, 0, 2)), to: target + 2 * roundSize)
      store(joined(quarters(highs.0, 1, 3), quarters(highs.1, 1, 3)), to: target + 3 * roundSize)
      input += laneCount
      target += 4 * roundSize
    }
    for row in row..<row + 4 { packRow(rows + row * stride, from: input, to: inputCount, height: height, row, packed) }
  }
}

/// The inputs from `first`, a whole round's, to `end`; nothing beyond them is read.
@inline(__always)
private func packRow(_ row: Floats, from first: Int, to end: Int, height: Int, _ index: Int, _ packed: MutableFloats) {
  var input = first
  while input + packedInputs <= end {
    UnsafeMutableRawPointer(packed + input * height + index * packedInputs)
      .storeBytes(of: loadFour(row + input), as: SIMD4<Float>.self)
    input += packedInputs
  }
  for rest in input..<end { packed[input * height + index * packedInputs + rest - input] = row[rest] }
}
