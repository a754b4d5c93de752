import CShims

/// Columns of a panel of packed weights.
let panelWidth = 32

#if KERNELS_AVX512
  // Ten rows of two registers are enough independent chains for two FMA units, and leave registers for the compiler to
  // schedule with.
  private let tallestBlock = 10
#else
  // Six rows of two registers, two of weights and one factor: sixteen.
  private let tallestBlock = 6
#endif

// Inputs that one pass over a panel takes: a panel's part of 128 KB and the rows' parts stay in the second-level cache,
// and reloading the sums between passes costs nothing beside 1024 steps.
private let deepestPass = 1024

// Inputs that one round of the microkernel takes. Each round asks for some cache lines of the next panel.
private let unrolled = 4

/// output[r, c] = f(initial[r, c] + Σₖ rows[r, k]·weights[k, c]), for whole panels of 32 columns. Every element is one
/// chain of fused multiply-adds over ascending k, whatever the number of rows and panels in the call.
///
/// - Parameters:
///   - rows: [rowCount, inputCount], `rowStride` floats from row to row.
///   - panels: panel p starts at `panels + p * panelStride` and holds `inputCount` rows of 32.
///   - initial: [rowCount, 32·panelCount], the sums to start from; a stride of 0 gives all rows the same (a bias).
///   - output: [rowCount, 32·panelCount]; may be `initial` itself.
///   - nonlinearity: the raw value of `Kernels.Nonlinearity`.
public func multiply(
  rows: UnsafePointer<Float>, rowStride: Int, rowCount: Int, inputCount: Int, panels: UnsafePointer<Float>,
  panelStride: Int, panelCount: Int, initial: UnsafePointer<Float>, initialStride: Int,
  output: UnsafeMutablePointer<Float>, outputStride: Int, nonlinearity: UInt32
) {
  guard rowCount > 0 else { return }
  let distance = RowDistance(rowStride)
  let blockCount = (rowCount + tallestBlock - 1) / tallestBlock
  let passCount = max(1, (inputCount + deepestPass - 1) / deepestPass)
  // Blocks and passes of nearly equal size, rather than full ones and a small rest.
  for pass in 0..<passCount {
    let firstInput = inputCount * pass / passCount
    let inputs = inputCount * (pass + 1) / passCount - firstInput
    for panel in 0..<panelCount {
      let weights = panels + panel * panelStride + firstInput * panelWidth
      // The next panel comes into the second-level cache while this one is used, each block asking for a part.
      let isLast = panel + 1 == panelCount
      var ahead = weights + (isLast ? 0 : panelStride)
      let linesPerRound =
        isLast
        ? 0 : (2 * unrolled + blockCount * (panelWidth / passWidth) - 1) / (blockCount * (panelWidth / passWidth))
      for column in stride(from: 0, to: panelWidth, by: passWidth) {
        for block in 0..<blockCount {
          let firstRow = rowCount * block / blockCount
          let height = rowCount * (block + 1) / blockCount - firstRow
          let offset = panel * panelWidth + column
          let target = output + firstRow * outputStride + offset
          let call = BlockCall(
            rows: rows + firstRow * rowStride + firstInput, distance: distance, inputCount: inputs,
            weights: weights + column,
            initial: pass == 0 ? initial + firstRow * initialStride + offset : Floats(target),
            initialStride: pass == 0 ? initialStride : outputStride, output: target, outputStride: outputStride,
            ahead: ahead, linesPerRound: linesPerRound)
          multiply(call, height: height)
          ahead += (inputs + unrolled - 1) / unrolled * linesPerRound * laneCount
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
  let rows: Floats, distance: RowDistance, inputCount: Int
  let weights: Floats
  let initial: Floats, initialStride: Int
  let output: MutableFloats, outputStride: Int
  let ahead: Floats, linesPerRound: Int
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
    default: multiply(call, TenRows.self)
  #else
    default: multiply(call, SixRows.self)
  #endif
  }
}

private func multiply<Block: RowBlock>(_ call: BlockCall, _: Block.Type) {
  multiply(
    Block.self, inputs: Block.inputs(call.rows, call.distance), distance: call.distance, inputCount: call.inputCount,
    weights: call.weights, initial: call.initial, initialStride: call.initialStride, output: call.output,
    outputStride: call.outputStride, ahead: call.ahead, linesPerRound: call.linesPerRound)
}

/// The microkernel. It is not inlined, so that the compiler takes the rows' addresses as they come, in registers, and
/// does not work them out anew at each step.
@inline(never)
private func multiply<Block: RowBlock>(
  _: Block.Type, inputs: Block.Inputs, distance: RowDistance, inputCount: Int, weights: Floats, initial: Floats,
  initialStride: Int, output: MutableFloats, outputStride: Int, ahead: Floats, linesPerRound: Int
) {
  var sums = Block(initial, stride: initialStride)
  var inputs = inputs
  var weights = weights
  var ahead = ahead
  var left = inputCount
  while left >= unrolled {
    for _ in 0..<linesPerRound {
      albert_prefetch(ahead)
      ahead += laneCount
    }
    sums.add(inputs, 0, distance, times: Columns(weights))
    albert_keep_load_order()
    sums.add(inputs, 1, distance, times: Columns(weights + panelWidth))
    albert_keep_load_order()
    sums.add(inputs, 2, distance, times: Columns(weights + 2 * panelWidth))
    albert_keep_load_order()
    sums.add(inputs, 3, distance, times: Columns(weights + 3 * panelWidth))
    Block.advance(&inputs, by: unrolled)
    weights += unrolled * panelWidth
    left -= unrolled
  }
  while left > 0 {
    sums.add(inputs, 0, distance, times: Columns(weights))
    Block.advance(&inputs, by: 1)
    weights += panelWidth
    left -= 1
  }
  sums.save(output, stride: outputStride)
}
