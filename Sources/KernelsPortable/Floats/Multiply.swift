import CShims

/// output[r, c] = f(start[r, c] + Σₖ rows[r, k]·weights[k, c]), for whole panels of columns. Every 256 inputs are a chain of fused
/// multiply-adds over ascending k. The first chain starts from the bias, the others from 0, and the chains' sums are added one
/// after the other. The order does not depend on the number of rows and panels in the call. `output` may be `start`.
///
/// The rounding error of a chain of n terms grows as n, that of a sum of chains hardly faster than √n. At 4096 inputs a single
/// chain's error is four times as large.
public func multiply(_ product: KernelProduct, into output: KernelOutput) {
  Product(
    product, layout: PackedLayout(rowCount: product.rowCount, inputCount: product.inputCount), sums: output,
    packedOutput: nil
  ).compute()
}

/// The same as `multiply`, with an output that is packed as the inputs of the next product.
public func multiplyPacking(_ product: KernelProduct, into output: KernelPackedOutput) {
  let layout = PackedLayout(rowCount: product.rowCount, inputCount: product.inputCount)
  let width = product.panelCount * panelWidth
  let sumCount = layout.passCount > 1 ? product.rowCount * width : 0
  withUnsafeTemporaryAllocation(of: Float.self, capacity: max(sumCount, 1)) { sums in
    Product(
      product, layout: layout, sums: KernelOutput(base: sums.baseAddress.unsafelyUnwrapped, stride: width),
      packedOutput: PackedColumns(
        base: output.base, layout: PackedLayout(rowCount: product.rowCount, inputCount: output.inputCount),
        firstInput: output.firstInput)
    ).compute()
  }
}

/// The columns of packed rows to which a product writes.
private struct PackedColumns {
  let base: MutableFloats
  let layout: PackedLayout
  let firstInput: Int

  /// The address of a tile: a block's `passWidth` columns from `column` on.
  func tile(block: Int, column: Int) -> MutableFloats {
    let input = firstInput + column
    return base + layout.offset(rows: layout.blocks.rows(block), pass: layout.pass(ofInput: input), input: input)
  }
}

private struct Product {
  let rows: Floats, layout: PackedLayout
  let panels: Floats, panelStride: Int, panelCount: Int
  let initial: Floats, initialStride: Int
  /// The sums between passes. The last pass writes them here too where there is no `packedOutput`.
  let output: MutableFloats, outputStride: Int
  let packedOutput: PackedColumns?
  let activation: KernelActivation

  init(_ product: KernelProduct, layout: PackedLayout, sums: KernelOutput, packedOutput: PackedColumns?) {
    (rows, self.layout) = (product.rows, layout)
    (panels, panelStride, panelCount) = (product.panels, product.panelStride, product.panelCount)
    (initial, initialStride) = (product.start, product.startStride)
    (output, outputStride) = (sums.base, sums.stride)
    self.packedOutput = packedOutput
    activation = product.activation
  }

  func compute() {
    guard layout.blocks.count > 0 else { return }
    withUnsafeTemporaryAllocation(byteCount: (tallestBlock + 1) * passWidth * 4, alignment: 64) { room in
      let zeros = room.bindMemory(to: Float.self).baseAddress.unsafelyUnwrapped
      zeros.update(repeating: 0, count: passWidth)
      for pass in 0..<layout.passCount {
        add(layout.pass(pass), isLast: pass + 1 == layout.passCount, zeros: zeros, tile: zeros + passWidth)
      }
    }
  }

  /// - Parameter tile: room for one block's sums.
  private func add(_ pass: PackedLayout.Pass, isLast: Bool, zeros: Floats, tile: MutableFloats) {
    let firstInput = pass.inputs.lowerBound
    let inputCount = pass.inputs.count
    let packedOutput = isLast ? packedOutput : nil
    let isIdentity = if case .identity = activation { true } else { false }
    // Cache lines of the next panel for which each round asks, until the whole panel has been asked for: it has eight lines for each
    // round.
    let runs = layout.blocks.count * (panelWidth / passWidth)
    let linesAhead = runs >= 2 * stepsOfRound ? 1 : runs > 2 ? 2 : 4
    func address(block: Int, column: Int) -> MutableFloats {
      packedOutput?.tile(block: block, column: column)
        ?? output + layout.blocks.rows(block).lowerBound * outputStride + column
    }
    var target = address(block: 0, column: 0)
    for panel in 0..<panelCount {
      let weights = panels + panel * panelStride + firstInput * panelWidth
      // While this panel is used, each block asks for a part of the next one, which comes into the second-level cache.
      var ahead = weights + panelStride
      let aheadEnd = panel + 1 < panelCount ? ahead + inputCount * panelWidth : ahead
      for part in stride(from: 0, to: panelWidth, by: passWidth) {
        let column = panel * panelWidth + part
        for block in 0..<layout.blocks.count {
          let rows = layout.blocks.rows(block)
          let sums = output + rows.lowerBound * outputStride + column
          let isLastBlock = block + 1 == layout.blocks.count
          let nextTarget = address(
            block: isLastBlock ? 0 : block + 1, column: isLastBlock ? column + passWidth : column)
          let isAhead = ahead < aheadEnd
          let call = FloatBlockCall(
            inputs: self.rows + layout.offset(rows: rows, pass: pass, input: firstInput), inputCount: inputCount,
            weights: weights + part,
            initial: firstInput == 0
              ? FloatRows(base: initial + rows.lowerBound * initialStride + column, stride: initialStride)
              : FloatRows(base: sums, stride: outputStride),
            continues: firstInput > 0 || initialStride > 0, zeros: zeros,
            output: packedOutput == nil ? target : tile, outputStride: packedOutput == nil ? outputStride : passWidth,
            ahead: isAhead ? ahead : weights, linesAhead: isAhead ? linesAhead : 0, nextOutput: nextTarget)
          run(call, height: rows.count)
          ahead += inputCount / stepsOfRound * linesAhead * laneCount
          if isLast, !isIdentity { apply(activation, to: call.output, stride: call.outputStride, height: rows.count) }
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

/// The arguments of one run of the microkernel.
private struct FloatBlockCall: BlockCall {
  typealias RowColumns = FloatColumns
  let inputs: Floats, inputCount: Int
  let weights: Floats
  /// The bias; or the sums of the inputs before these where the product `continues` them.
  let initial: FloatRows
  let continues: Bool
  /// `passWidth` zeros.
  let zeros: Floats
  let output: MutableFloats, outputStride: Int
  let ahead: Floats, linesAhead: Int
  /// Where the next run's sums go. Their rows are as far apart as this run's.
  let nextOutput: MutableFloats

  /// The microkernel. It goes in rounds of four steps, so that the eight inputs that lie side by side take two rounds. It is not
  /// inlined, so that each height gets an allocation of registers of its own. A low block waits for weights, and asks for up to
  /// four cache lines in a round. A panel has many high blocks, which ask for up to two.
  @inline(never)
  func run<Block: RowBlock>(_: Block.Type) where Block.RowColumns == FloatColumns {
    var (before, continues) = (initial, continues)
    var inputs = inputs
    var weights = weights
    var ahead = ahead
    let quarter = linesAhead / 4 * laneCount
    let half = linesAhead / 2 * laneCount
    let isLow = Block.height < tallestBlock - 1
    var nextOutput = nextOutput
    var prefetched = 0
    for first in stride(from: 0, to: inputCount, by: summedInputs) {
      var sums = Block(continues ? FloatRows(base: zeros, stride: 0) : initial)
      let count = min(summedInputs, inputCount - first)
      for group in 0..<count / packedInputs {
        // Asks for the next run's output row by row, so that its stores do not all wait for their cache lines at once.
        if group % 2 == 0, prefetched < Block.height {
          for column in stride(from: 0, to: passWidth, by: laneCount) { albert_prefetch(nextOutput + column) }
          nextOutput += outputStride
          prefetched += 1
        }
        for round in 0..<packedInputs / stepsOfRound {
          let inputs = inputs + round * stepsOfRound
          albert_prefetch(ahead)
          sums.add(inputs, times: FloatColumns(weights))
          albert_keep_load_order()
          sums.add(inputs + 1, times: FloatColumns(weights + panelWidth))
          if isLow { albert_prefetch(ahead + quarter) }
          albert_keep_load_order()
          sums.add(inputs + 2, times: FloatColumns(weights + 2 * panelWidth))
          albert_prefetch(ahead + half)
          if isLow { albert_prefetch(ahead + half + quarter) }
          albert_keep_load_order()
          sums.add(inputs + 3, times: FloatColumns(weights + 3 * panelWidth))
          ahead += linesAhead * laneCount
          weights += stepsOfRound * panelWidth
        }
        inputs += packedInputs * Block.height
      }
      for step in 0..<count % packedInputs {
        sums.add(inputs + step, times: FloatColumns(weights + step * panelWidth))
      }
      @inline(__always) func save(continues: Bool) {
        sums.save(SummedRows(output: output, stride: outputStride, before: before, continues: continues))
      }
      if continues { save(continues: true) } else { save(continues: false) }
      (before, continues) = (FloatRows(base: output, stride: outputStride), true)
    }
  }
}
