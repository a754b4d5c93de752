import CShims

/// Inputs of a chain. A sum is taken chain by chain.
let summedInputs = Int(albert_summed_inputs)

// Chains that one pass over a panel takes. The pass reads 128 KB of a panel, which stay in the second-level cache with the rows'
// parts. To reload the outputs between passes costs nothing beside 1024 steps.
private let deepestPass = 4

/// Inputs of a row that lie side by side in a packed block. Two rows of eight fill a cache line, so that they are copied without
/// a shuffle. And the distance of each row from the block's first fits into an instruction's shortest displacement.
let packedInputs = FloatColumns.packedInputs

/// The layout of packed rows: packed[pass][block][input / 8][row][input % 8]. The microkernel reads a block's part of a pass in one
/// run of cache lines, and each row at a constant distance. Passes start at panels, and blocks are filled up to whole panels,
/// so that a product can write its columns as the inputs of the next product.
struct PackedLayout {
  let blocks: RowBlocks
  let passCount: Int
  private let rowCount: Int, inputCount: Int
  // In chains. The depths of passes differ by one chain at most.
  private let (depthOfPass, deeperPasses): (Int, Int)

  struct Pass {
    let inputs: Range<Int>
    /// The number of inputs, filled up to whole panels.
    let depth: Int
  }

  init(rowCount: Int, inputCount: Int) {
    (self.rowCount, self.inputCount) = (rowCount, inputCount)
    blocks = RowBlocks(rowCount: rowCount)
    let sumCount = (inputCount + summedInputs - 1) / summedInputs
    passCount = max(1, (sumCount + deepestPass - 1) / deepestPass)
    (depthOfPass, deeperPasses) = sumCount.quotientAndRemainder(dividingBy: passCount)
  }

  /// The number of floats that all rows take.
  var size: Int { rowCount * firstInput(ofPass: passCount) }

  func pass(_ index: Int) -> Pass {
    let (first, end) = (firstInput(ofPass: index), firstInput(ofPass: index + 1))
    return Pass(inputs: first..<min(end, inputCount), depth: end - first)
  }

  /// The pass that takes an input; the last pass for an input beyond all.
  func pass(ofInput input: Int) -> Pass {
    var index = 0
    while index + 1 < passCount, firstInput(ofPass: index + 1) <= input { index += 1 }
    return pass(index)
  }

  /// The offset of a block's inputs from `input` on. `input` is a multiple of eight.
  func offset(rows: Range<Int>, pass: Pass, input: Int) -> Int {
    let first = pass.inputs.lowerBound
    return rowCount * first + rows.lowerBound * pass.depth + rows.count * (input - first)
  }

  private func firstInput(ofPass pass: Int) -> Int {
    min((pass * depthOfPass + min(pass, deeperPasses)) * summedInputs, panels(inputCount) * panelWidth)
  }
}

/// The number of floats that `rowCount` packed rows take.
public func packedSize(rowCount: Int, inputCount: Int) -> Int {
  PackedLayout(rowCount: rowCount, inputCount: inputCount).size
}

/// Copies rows in the order in which `multiply` reads them, to `packedSize(rowCount:inputCount:)` floats. The floats that fill up
/// whole panels stay unwritten.
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

/// Copies the rows of one block: packed[input / 8][row][input % 8]. Reads no memory beyond the rows.
func packBlock(_ rows: Floats, stride: Int, height: Int, inputCount: Int, into packed: MutableFloats) {
  let whole = inputCount / packedInputs * packedInputs
  for first in Swift.stride(from: 0, to: height, by: 2) {
    // Two rows at a time. If their number is odd, the last pair repeats a row.
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
