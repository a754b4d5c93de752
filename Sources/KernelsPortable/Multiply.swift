import CShims

/// Columns of a panel of packed weights.
let panelWidth = 32

#if KERNELS_AVX512
  // Fourteen rows of two registers leave four: two of weights, one of factors, one to spare.
  private let tallestBlock = 14
#else
  // Six rows of two registers, two of weights and one factor: sixteen.
  private let tallestBlock = 6
#endif

// Inputs that one pass over a panel takes: a panel's part of 128 KB and the rows' parts stay in the second-level cache,
// and reloading the sums between passes costs nothing beside 1024 steps.
private let deepestPass = 1024

/// Floats of scratch that `multiply` needs.
public func multiplicationScratch(rowCount: Int, inputCount: Int) -> Int {
  rowCount * packedCount(min(inputCount, deepestPass))
}

/// output[r, c] = f(initial[r, c] + Σₖ rows[r, k]·weights[k, c]), for whole panels of 32 columns. Every element is one
/// chain of fused multiply-adds over ascending k, whatever the number of rows and panels in the call.
///
/// - Parameters:
///   - rows: [rowCount, inputCount], `rowStride` floats from row to row.
///   - panels: panel p starts at `panels + p * panelStride` and holds `inputCount` rows of 32.
///   - initial: [rowCount, 32·panelCount], the sums to start from; a stride of 0 gives all rows the same (a bias).
///   - output: [rowCount, 32·panelCount]; may be `initial` itself.
///   - nonlinearity: the raw value of `Kernels.Nonlinearity`.
///   - scratch: `multiplicationScratch(rowCount:inputCount:)` floats.
public func multiply(
  rows: UnsafePointer<Float>, rowStride: Int, rowCount: Int, inputCount: Int, panels: UnsafePointer<Float>,
  panelStride: Int, panelCount: Int, initial: UnsafePointer<Float>, initialStride: Int,
  output: UnsafeMutablePointer<Float>, outputStride: Int, nonlinearity: UInt32, scratch: UnsafeMutablePointer<Float>
) {
  guard rowCount > 0 else { return }
  // Blocks and passes of nearly equal size, rather than full ones and a small rest.
  let blockCount = (rowCount + tallestBlock - 1) / tallestBlock
  let passCount = max(1, (inputCount + deepestPass - 1) / deepestPass)
  let (height, tallerBlocks) = rowCount.quotientAndRemainder(dividingBy: blockCount)
  func firstRow(_ block: Int) -> Int { block * height + min(block, tallerBlocks) }
  // Cache lines of the next panel that a round asks for, until all eight to a round are on their way.
  let runs = blockCount * (panelWidth / passWidth)
  let linesAhead = runs >= 2 * packedInputs ? 1 : runs > 2 ? 2 : 4
  for pass in 0..<passCount {
    let firstInput = inputCount * pass / passCount
    let inputs = inputCount * (pass + 1) / passCount - firstInput
    let rowSize = packedCount(inputs)
    for block in 0..<blockCount {
      packRows(
        rows + firstRow(block) * rowStride + firstInput, stride: rowStride,
        height: firstRow(block + 1) - firstRow(block),
        inputCount: inputs, into: scratch + firstRow(block) * rowSize)
    }
    for panel in 0..<panelCount {
      let weights = panels + panel * panelStride + firstInput * panelWidth
      // The next panel comes into the second-level cache while this one is used, each block asking for a part.
      var ahead = weights + panelStride
      let aheadEnd = panel + 1 < panelCount ? ahead + inputs * panelWidth : ahead
      for column in stride(from: 0, to: panelWidth, by: passWidth) {
        for block in 0..<blockCount {
          let first = firstRow(block)
          let height = firstRow(block + 1) - first
          let offset = panel * panelWidth + column
          let target = output + first * outputStride + offset
          let isAhead = ahead < aheadEnd
          let call = BlockCall(
            inputs: scratch + first * rowSize, inputCount: inputs, weights: weights + column,
            initial: pass == 0 ? initial + first * initialStride + offset : Floats(target),
            initialStride: pass == 0 ? initialStride : outputStride, output: target, outputStride: outputStride,
            ahead: isAhead ? ahead : weights, linesAhead: isAhead ? linesAhead : 0,
            nextOutput: block + 1 < blockCount ? target + height * outputStride : output + offset + passWidth)
          multiply(call, height: height)
          ahead += inputs / packedInputs * linesAhead * laneCount
          if pass + 1 == passCount {
            apply(nonlinearity, to: target, stride: outputStride, height: height)
          }
        }
      }
    }
  }
}

/// What one run of the microkernel is given.
private struct BlockCall {
  let inputs: Floats, inputCount: Int
  let weights: Floats
  let initial: Floats, initialStride: Int
  let output: MutableFloats, outputStride: Int
  let ahead: Floats, linesAhead: Int
  /// Where the next run puts its sums.
  let nextOutput: MutableFloats
}

private func multiply(_ call: BlockCall, height: Int) {
  switch height {
  case 1: multiply(call, OneRow.self)
  case 2: multiply(call, TwoRows.self)
  case 3: multiply(call, ThreeRows.self)
  case 4: multiply(call, FourRows.self)
  case 5: multiply(call, FiveRows.self)
  #if KERNELS_AVX512
    case 6: multiply(call, SixRows.self)
    case 7: multiply(call, SevenRows.self)
    case 8: multiply(call, EightRows.self)
    case 9: multiply(call, NineRows.self)
    case 10: multiply(call, TenRows.self)
    case 11: multiply(call, ElevenRows.self)
    case 12: multiply(call, TwelveRows.self)
    case 13: multiply(call, ThirteenRows.self)
    default: multiply(call, FourteenRows.self)
  #else
    default: multiply(call, SixRows.self)
  #endif
  }
}

/// The microkernel: rounds of four steps. It is not inlined, so that each height gets registers of its own. Low blocks, which
/// wait for weights, ask for up to four cache lines a round; high ones, which come many to a panel, for two.
@inline(never)
private func multiply<Block: RowBlock>(_ call: BlockCall, _: Block.Type) {
  var sums = Block(call.initial, stride: call.initialStride)
  var inputs = call.inputs
  var weights = call.weights
  var ahead = call.ahead
  let quarter = call.linesAhead / 4 * laneCount
  let half = call.linesAhead / 2 * laneCount
  let isLow = Block.height < tallestBlock - 1
  var nextOutput = call.nextOutput
  for round in 0..<call.inputCount / packedInputs {
    // A row now and then, so that the stores at the end of the next run do not all wait for their cache lines at once.
    if round % 4 == 0, round < 4 * Block.height {
      for column in stride(from: 0, to: passWidth, by: laneCount) { albert_prefetch(nextOutput + column) }
      nextOutput += call.outputStride
    }
    albert_prefetch(ahead)
    sums.add(inputs, times: Columns(weights))
    albert_keep_load_order()
    sums.add(inputs + 1, times: Columns(weights + panelWidth))
    if isLow { albert_prefetch(ahead + quarter) }
    albert_keep_load_order()
    sums.add(inputs + 2, times: Columns(weights + 2 * panelWidth))
    albert_prefetch(ahead + half)
    if isLow { albert_prefetch(ahead + half + quarter) }
    albert_keep_load_order()
    sums.add(inputs + 3, times: Columns(weights + 3 * panelWidth))
    ahead += call.linesAhead * laneCount
    inputs += packedInputs * Block.height
    weights += packedInputs * panelWidth
  }
  for step in 0..<call.inputCount % packedInputs {
    sums.add(inputs + step, times: Columns(weights + step * panelWidth))
  }
  sums.save(call.output, stride: call.outputStride)
}
