import CShims

/// Columns of a panel of packed weights.
let panelWidth = 32

/// Panels that `columns` columns take.
func panels(_ columns: Int) -> Int { (columns + panelWidth - 1) / panelWidth }

/// output[r, c] = f(initial[r, c] + Σₖ rows[r, k]·weights[k, c]), for whole panels of 32 columns. Every element is one
/// chain of fused multiply-adds over ascending k, whatever the number of rows and panels in the call.
///
/// - Parameters:
///   - rows: [rowCount, inputCount], packed by `pack`.
///   - panels: panel p starts at `panels + p * panelStride` and holds `inputCount` rows of 32.
///   - initial: [rowCount, 32·panelCount], the sums to start from; a stride of 0 gives all rows the same (a bias).
///   - output: [rowCount, 32·panelCount]; may be `initial` itself.
///   - nonlinearity: the raw value of `Kernels.Nonlinearity`.
public func multiply(
  rows: UnsafePointer<Float>, rowCount: Int, inputCount: Int, panels: UnsafePointer<Float>, panelStride: Int,
  panelCount: Int, initial: UnsafePointer<Float>, initialStride: Int, output: UnsafeMutablePointer<Float>,
  outputStride: Int, nonlinearity: UInt32
) {
  Product(
    rows: rows, layout: PackedLayout(rowCount: rowCount, inputCount: inputCount), panels: panels,
    panelStride: panelStride, panelCount: panelCount, initial: initial, initialStride: initialStride, output: output,
    outputStride: outputStride, packedOutput: nil, nonlinearity: nonlinearity
  ).compute()
}

/// `multiply`, the sums starting from a bias and the output packed as inputs of the next product.
///
/// - Parameters:
///   - output: `packedSize(rowCount:inputCount:)` floats for `outputCount` inputs.
///   - firstColumn: which of these inputs the first column is, a panel's first.
public func multiplyPacking(
  rows: UnsafePointer<Float>, rowCount: Int, inputCount: Int, panels: UnsafePointer<Float>, panelStride: Int,
  panelCount: Int, bias: UnsafePointer<Float>, output: UnsafeMutablePointer<Float>, outputCount: Int, firstColumn: Int,
  nonlinearity: UInt32
) {
  let layout = PackedLayout(rowCount: rowCount, inputCount: inputCount)
  let sumCount = layout.passCount > 1 ? rowCount * panelCount * panelWidth : 0
  withUnsafeTemporaryAllocation(of: Float.self, capacity: max(sumCount, 1)) { sums in
    Product(
      rows: rows, layout: layout, panels: panels, panelStride: panelStride, panelCount: panelCount, initial: bias,
      initialStride: 0, output: sums.baseAddress.unsafelyUnwrapped, outputStride: panelCount * panelWidth,
      packedOutput: PackedColumns(
        base: output, layout: PackedLayout(rowCount: rowCount, inputCount: outputCount), firstColumn: firstColumn),
      nonlinearity: nonlinearity
    ).compute()
  }
}

/// Columns of packed rows.
private struct PackedColumns {
  let base: MutableFloats
  let layout: PackedLayout
  let firstColumn: Int

  /// Where a tile of `passWidth` columns goes.
  func tile(block: Int, column: Int) -> MutableFloats {
    let input = firstColumn + column
    return base + layout.offset(rows: layout.rows(ofBlock: block), pass: layout.pass(ofInput: input), input: input)
  }
}

private struct Product {
  let rows: Floats, layout: PackedLayout
  let panels: Floats, panelStride: Int, panelCount: Int
  let initial: Floats, initialStride: Int
  /// The sums, from pass to pass, and in the end if `packedOutput` is not to have them.
  let output: MutableFloats, outputStride: Int
  let packedOutput: PackedColumns?
  let nonlinearity: UInt32

  func compute() {
    guard layout.blockCount > 0 else { return }
    withUnsafeTemporaryAllocation(byteCount: tallestBlock * passWidth * 4, alignment: 64) { tile in
      let tile = tile.bindMemory(to: Float.self).baseAddress.unsafelyUnwrapped
      for pass in 0..<layout.passCount { add(layout.pass(pass), isLast: pass + 1 == layout.passCount, tile: tile) }
    }
  }

  /// - Parameter tile: room for one block's sums.
  private func add(_ pass: PackedLayout.Pass, isLast: Bool, tile: MutableFloats) {
    let firstInput = pass.inputs.lowerBound
    let inputCount = pass.inputs.count
    let packedOutput = isLast ? packedOutput : nil
    // Cache lines of the next panel that a round asks for, until all eight to a round are on their way.
    let runs = layout.blockCount * (panelWidth / passWidth)
    let linesAhead = runs >= 2 * stepsOfRound ? 1 : runs > 2 ? 2 : 4
    func place(block: Int, column: Int) -> MutableFloats {
      packedOutput?.tile(block: block, column: column)
        ?? output + layout.rows(ofBlock: block).lowerBound * outputStride + column
    }
    var target = place(block: 0, column: 0)
    for panel in 0..<panelCount {
      let weights = panels + panel * panelStride + firstInput * panelWidth
      // The next panel comes into the second-level cache while this one is used, each block asking for a part.
      var ahead = weights + panelStride
      let aheadEnd = panel + 1 < panelCount ? ahead + inputCount * panelWidth : ahead
      for part in stride(from: 0, to: panelWidth, by: passWidth) {
        let column = panel * panelWidth + part
        for block in 0..<layout.blockCount {
          let rows = layout.rows(ofBlock: block)
          let sums = output + rows.lowerBound * outputStride + column
          let isLastBlock = block + 1 == layout.blockCount
          let nextTarget = place(block: isLastBlock ? 0 : block + 1, column: isLastBlock ? column + passWidth : column)
          let isAhead = ahead < aheadEnd
          let call = BlockCall(
            inputs: self.rows + layout.offset(rows: rows, pass: pass, input: firstInput), inputCount: inputCount,
            weights: weights + part,
            initial: firstInput == 0 ? initial + rows.lowerBound * initialStride + column : Floats(sums),
            initialStride: firstInput == 0 ? initialStride : outputStride,
            output: packedOutput == nil ? target : tile, outputStride: packedOutput == nil ? outputStride : passWidth,
            ahead: isAhead ? ahead : weights, linesAhead: isAhead ? linesAhead : 0, nextOutput: nextTarget)
          multiply(call, height: rows.count)
          ahead += inputCount / stepsOfRound * linesAhead * laneCount
          if isLast { apply(nonlinearity, to: call.output, stride: call.outputStride, height: rows.count) }
          if packedOutput != nil {
            packBlock(tile, stride: passWidth, height: rows.count, inputCount: passWidth, into: target)
          }
          target = nextTarget
        }
      }
    }
  }
}

private let stepsOfRound = 4

/// What one run of the microkernel is given.
private struct BlockCall {
  let inputs: Floats, inputCount: Int
  let weights: Floats
  let initial: Floats, initialStride: Int
  let output: MutableFloats, outputStride: Int
  let ahead: Floats, linesAhead: Int
  /// Where the next run's sums go, as far apart as this one's.
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

/// The microkernel: rounds of four steps, two to the inputs that lie side by side. It is not inlined, so that each height
/// gets registers of its own. Low blocks, which wait for weights, ask for up to four cache lines a round; high ones, which
/// come many to a panel, for two.
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
  for group in 0..<call.inputCount / packedInputs {
    // A row now and then, so that the stores at the end of the next run do not all wait for their cache lines at once.
    if group % 2 == 0, group < 2 * Block.height {
      for column in stride(from: 0, to: passWidth, by: laneCount) { albert_prefetch(nextOutput + column) }
      nextOutput += call.outputStride
    }
    for round in 0..<packedInputs / stepsOfRound {
      let inputs = inputs + round * stepsOfRound
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
      weights += stepsOfRound * panelWidth
    }
    inputs += packedInputs * Block.height
  }
  for step in 0..<call.inputCount % packedInputs {
    sums.add(inputs + step, times: Columns(weights + step * panelWidth))
  }
  sums.save(call.output, stride: call.outputStride)
}
