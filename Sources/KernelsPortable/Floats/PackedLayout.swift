import CShims

/// Inputs whose products are summed by themselves.
let summedInputs = Int(albert_summed_inputs)

// Such sums that one pass over a panel takes: a panel's part of 128 KB and the rows' parts stay in the second-level cache,
// and reloading the outputs between passes costs nothing beside 1024 steps.
private let deepestPass = 4

/// Inputs of a row that lie side by side in a packed block. Two rows of eight fill a cache line, so that they are copied
/// without a shuffle; and no row of a block is further from its first than an instruction's shortest displacement.
let packedInputs = FloatColumns.packedInputs

/// Where the inputs of packed rows are: packed[pass][block][input / 8][row][input % 8]. The microkernel reads a block's
/// part of a pass in one run of cache lines, and each row at a constant distance. Passes start at panels and blocks are
/// filled up to whole ones, so that a product's columns can be written as the next one's inputs.
struct PackedLayout {
  let blocks: RowBlocks
  let passCount: Int
  private let rowCount: Int, inputCount: Int
  // In sums of `summedInputs`: passes are of nearly equal depth too.
  private let (depthOfPass, deeperPasses): (Int, Int)

  struct Pass {
    let inputs: Range<Int>
    /// The inputs and what fills them up.
    let depth: Int
  }

  init(rowCount: Int, inputCount: Int) {
    (self.rowCount, self.inputCount) = (rowCount, inputCount)
    blocks = RowBlocks(rowCount: rowCount)
    let sumCount = (inputCount + summedInputs - 1) / summedInputs
    passCount = max(1, (sumCount + deepestPass - 1) / deepestPass)
    (depthOfPass, deeperPasses) = sumCount.quotientAndRemainder(dividingBy: passCount)
  }

  /// Floats that all rows take.
  var size: Int { rowCount * firstInput(ofPass: passCount) }

  func pass(_ index: Int) -> Pass {
    let (first, end) = (firstInput(ofPass: index), firstInput(ofPass: index + 1))
    return Pass(inputs: first..<min(end, inputCount), depth: end - first)
  }

  /// The pass that takes an input, the last one where it is beyond all.
  func pass(ofInput input: Int) -> Pass {
    var index = 0
    while index + 1 < passCount, firstInput(ofPass: index + 1) <= input { index += 1 }
    return pass(index)
  }

  /// Where a block's inputs from `input` on begin, a multiple of eight.
  func offset(rows: Range<Int>, pass: Pass, input: Int) -> Int {
    let first = pass.inputs.lowerBound
    return rowCount * first + rows.lowerBound * pass.depth + rows.count * (input - first)
  }

  private func firstInput(ofPass pass: Int) -> Int {
    min((pass * depthOfPass + min(pass, deeperPasses)) * summedInputs, panels(inputCount) * panelWidth)
  }
}

/// Floats that `rowCount` rows take when they are packed.
public func packedSize(rowCount: Int, inputCount: Int) -> Int {
  PackedLayout(rowCount: rowCount, inputCount: inputCount).size
}

/// Copies rows as `multiply` reads them, to `packedSize(rowCount:inputCount:)` floats; what fills up whole panels is not
/// written.
public func pack(_ rows: KernelRows, into packed: UnsafeMutablePointer<Float>) {
  let layout = PackedLayout(rowCount: rows.rowCount, inputCount: rows.inputCount)
  for pass in 0..<layout.passCount {
    let pass = layout.pass(pass)
    let firstInput = pass.inputs.lowerBound
    for block in 0..<layout.blocks.count {
      let blockRows = layout.blocks.rows(block)
      packBlock(
        rows.rows + blockRows.lowerBound * rows.stride + firstInput, stride: rows.stride, height: blockRows.count,
        inputCount: pass.inputs.count, into: packed + layout.offset(rows: blockRows, pass: pass, input: firstInput))
    }
  }
}

/// Copies the rows of one block: packed[input / 8][row][input % 8]. Nothing beyond them is read.
func packBlock(_ rows: Floats, stride: Int, height: Int, inputCount: Int, into packed: MutableFloats) {
  let whole = inputCount / packedInputs * packedInputs
  for first in Swift.stride(from: 0, to: height, by: 2) {
    // Two rows at a time; where there is an odd one, the last but one comes twice.
    let row = max(0, min(first, height - 2))
    let source = rows + row * stride
    let target = packed + row * packedInputs
    for input in Swift.stride(from: 0, to: whole, by: packedInputs) {
      if height > 1 {
        store(joined(loadEight(source + input), loadEight(source + stride + input)), to: target + input * height)
      } else {
        store(loadEight(source + input), to: target + input)
      }
    }
  }
  for row in 0..<height {
    for input in whole..<inputCount {
      packed[whole * height + row * packedInputs + input - whole] = rows[row * stride + input]
    }
  }
}
