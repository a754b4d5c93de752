import CShims

/// The product of quantized rows and weights that `KernelIntegerProduct` defines, for whole panels of columns. The integer sums of a
/// group are exact in any order, and cannot overflow: 65,536 · 255 · 127 is less than 2³¹, and so is 4095 times the magnitudes of a
/// column's 16-bit weights in a group. An output is a chain of fused multiply-adds, from the bias over ascending groups. The order
/// does not depend on the number of rows and panels in the call.
public func multiplyIntegers(_ product: KernelIntegerProduct, into output: KernelOutput) {
  switch product.rows.form {
  case .shorts: IntegerProduct<Shorts>(product).compute(into: output)
  case .turnedBytes, .offsetBytes: IntegerProduct<Bytes>(product).compute(into: output)
  }
}

/// The same as `multiplyIntegers`, with an output that is quantized as the inputs of the next product.
///
/// - Parameters:
///   - firstInput: the input that the first column becomes; it is the first of a group. One call computes all panels of a group.
public func multiplyQuantizing(_ product: KernelIntegerProduct, into next: KernelQuantizedRows, firstInput: Int) {
  switch product.rows.form {
  case .shorts: IntegerProduct<Shorts>(product).compute(into: next, firstInput: firstInput)
  case .turnedBytes, .offsetBytes: IntegerProduct<Bytes>(product).compute(into: next, firstInput: firstInput)
  }
}

private struct IntegerProduct<Kind: IntegerKind> {
  let product: KernelIntegerProduct
  let layout: QuantizedLayout

  init(_ product: KernelIntegerProduct) {
    self.product = product
    layout = QuantizedLayout(product.rows)
  }

  func compute(into output: KernelOutput) {
    withRoom { compute(panels: 0..<product.panelCount, room: $0, into: output) }
  }

  /// Computes and quantizes one group of the next product's inputs after the other.
  func compute(into next: KernelQuantizedRows, firstInput: Int) {
    let nextLayout = QuantizedLayout(next)
    let groupWidth = next.groupWidth
    let panelsOfGroup = groupWidth / panelWidth
    // Two rows are an odd number of cache lines apart.
    let stride = min(groupWidth, product.panelCount * panelWidth) + laneCount
    let floats = next.rowCount * (stride + laneCount) + stride
    withUnsafeTemporaryAllocation(byteCount: floats * MemoryLayout<Float>.stride, alignment: 64) { memory in
      let columns = KernelOutput(
        base: memory.bindMemory(to: Float.self).baseAddress.unsafelyUnwrapped, stride: stride)
      // Each block's magnitudes are taken while its columns are in the cache.
      let magnitudes = Magnitudes(lanes: columns.base + next.rowCount * stride, added: next.added)
      let groupRoom = magnitudes.lanes + next.rowCount * laneCount
      withRoom { room in
        for panel in Swift.stride(from: 0, to: product.panelCount, by: panelsOfGroup) {
          magnitudes.lanes.update(repeating: 0, count: next.rowCount * laneCount)
          compute(
            panels: panel..<min(panel + panelsOfGroup, product.panelCount), room: room, magnitudes: magnitudes,
            into: columns)
          let first = firstInput + panel * panelWidth
          let count = min(groupWidth, next.inputCount - first)
          // Columns that fill up the last panel have magnitudes too, which must not count.
          let isWhole = count % panelWidth == 0
          GroupOfRows(
            rows: columns.base, stride: stride, count: count, firstInput: first,
            magnitudes: isWhole ? Floats(magnitudes.lanes) : nil, room: groupRoom, layout: nextLayout
          ).quantize(into: next)
        }
      }
    }
  }

  /// The words of a row that hold one group.
  private var groupWords: Int { product.rows.groupWidth / Kind.packedInputs * packedWords }

  /// Calls `body` with memory for a pass: for its weights where they are widened to 16-bit integers, or for the start of its sums
  /// where the kernel computes that.
  private func withRoom(_ body: (MutableWords?) -> Void) {
    guard Kind.widens || Kind.rowsAreSigned else { return body(nil) }
    let vectors = Kind.widens ? layout.rowWords : (layout.rowWords + groupWords - 1) / groupWords
    withUnsafeTemporaryAllocation(byteCount: vectors * passWidth * 4, alignment: 64) {
      body($0.baseAddress?.assumingMemoryBound(to: Int32.self))
    }
  }

  /// - Parameters:
  ///   - magnitudes: grow to the magnitudes of these columns.
  ///   - output: its first column gets the first column of `panels`.
  private func compute(
    panels: Range<Int>, room: MutableWords?, magnitudes: Magnitudes? = nil, into output: KernelOutput
  ) {
    let rows = product.rows
    // Cache lines of the next panel for which each round asks, as for floats.
    let runs = layout.blocks.count * (panelWidth / passWidth)
    let linesAhead = runs >= 8 ? 1 : runs > 2 ? 2 : 4
    let panelWords = layout.rowWords * panelWidth / (Kind.widens ? 2 : 1)
    for panel in panels {
      let weights = (product.panels + panel * product.panelStride).assumingMemoryBound(to: Int32.self)
      var ahead = UnsafeRawPointer(weights) + product.panelStride
      let aheadEnd = panel + 1 < product.panelCount ? ahead + panelWords * 4 : ahead
      for part in stride(from: 0, to: panelWidth, by: passWidth) {
        let column = panel * panelWidth + part
        var columns = weights + part
        if Kind.widens, let room {
          widen(columns, into: room)
          columns = Words(room)
        }
        var (start, startStride) = (product.start + column, product.startStride)
        if Kind.rowsAreSigned, let room {
          findStarts(columns, into: room)
          (start, startStride) = (Words(room), passWidth)
        }
        for block in 0..<layout.blocks.count {
          let blockRows = layout.blocks.rows(block)
          let target =
            output.base + blockRows.lowerBound * output.stride + column - panels.lowerBound * panelWidth
          let isAhead = ahead < aheadEnd
          let call = IntegerBlockCall<Kind>(
            words: rows.words + blockRows.lowerBound * layout.rowWords, wordCount: layout.rowWords,
            weights: columns, start: start, startStride: startStride,
            output: target, outputStride: output.stride, scales: rows.scales + blockRows.lowerBound,
            rowCount: rows.rowCount, groupWidth: rows.groupWidth, columnScales: product.scale + column,
            scaleStride: product.scaleStride,
            bias: product.bias + column, continues: product.continues,
            ahead: isAhead ? ahead : UnsafeRawPointer(weights),
            linesAhead: isAhead ? linesAhead : 0)
          run(call, height: blockRows.count)
          ahead += layout.rowWords / packedWords * linesAhead * 64
          if product.finishes {
            applyToProduct(product.activation, to: target, stride: output.stride, height: blockRows.count)
          }
          magnitudes?.advanced(by: blockRows.lowerBound).include(target, stride: output.stride, height: blockRows.count)
        }
      }
    }
  }

  /// Widens the bytes of a pass's columns to pairs of 16-bit integers.
  private func widen(_ columns: Words, into room: MutableWords) {
    var (source, target) = (columns, room)
    for _ in 0..<layout.rowWords / 2 {
      for column in stride(from: 0, to: passWidth, by: laneCount) {
        let quads = load(source + column)
        store(albert_even_bytes(quads), to: target + column)
        store(albert_odd_bytes(quads), to: target + passWidth + column)
      }
      source += panelWidth
      target += 2 * passWidth
    }
  }

  /// Finds the start of the sums of signed rows, group by group: 0 for turned rows. Rows with an offset are stored less 128, and
  /// start from 128 times the sum of the group's weights. To find these sums costs as much as another row; to multiply all rows as
  /// 16-bit integers, at half the speed, would cost more.
  private func findStarts(_ columns: Words, into starts: MutableWords) {
    var isOffset = false
    if case .offsetBytes = product.rows.form { isOffset = true }
    // Each word is four bytes of -128.
    let words = Integers(repeating: Int32(bitPattern: 0x8080_8080))
    var (weights, start) = (columns, starts)
    for first in stride(from: 0, to: layout.rowWords, by: groupWords) {
      for column in stride(from: 0, to: passWidth, by: laneCount) {
        var sums = Integers.zero
        if isOffset {
          for word in 0..<min(groupWords, layout.rowWords - first) {
            sums = Kind.add(words, times: load(weights + word * panelWidth + column), to: sums)
          }
        }
        store(Integers.zero &- sums, to: start + column)
      }
      weights += groupWords * panelWidth
      start += passWidth
    }
  }
}

/// The largest magnitudes in some columns of rows.
private struct Magnitudes {
  /// [rows, 16]: the largest magnitude of each lane.
  let lanes: MutableFloats
  /// A number that is added to the columns first.
  let added: Float

  func advanced(by rows: Int) -> Magnitudes { Magnitudes(lanes: lanes + rows * laneCount, added: added) }

  /// Makes the magnitudes at least those of a block of `passWidth` columns.
  func include(_ block: Floats, stride: Int, height: Int) {
    for row in 0..<height {
      var largest = load(lanes + row * laneCount)
      for column in Swift.stride(from: 0, to: passWidth, by: laneCount) {
        largest = albert_larger_magnitude(largest, load(block + row * stride + column) + added)
      }
      store(largest, to: lanes + row * laneCount)
    }
  }
}

/// The arguments of one run of the microkernel.
private struct IntegerBlockCall<Kind: IntegerKind>: BlockCall {
  typealias RowColumns = IntegerColumns<Kind>
  /// The block's rows, `wordCount` words each.
  let words: Words, wordCount: Int
  let weights: Words
  let start: Words, startStride: Int
  let output: MutableFloats, outputStride: Int
  /// The scales of the block's rows in the first group; those in the next group are `rowCount` further on.
  let scales: Floats, rowCount: Int, groupWidth: Int
  /// The scales and biases of the pass's columns; the scales in the next group are `scaleStride` further on.
  let columnScales: Floats, scaleStride: Int, bias: Floats
  let continues: Bool
  let ahead: UnsafeRawPointer, linesAhead: Int

  /// The microkernel. It goes group by group, in rounds of the words that lie side by side.
  @inline(never)
  func run<Block: RowBlock>(_: Block.Type) where Block.RowColumns == RowColumns {
    let roundsOfGroup = groupWidth / Kind.packedInputs
    var rounds = wordCount / packedWords
    var (words, weights, start, ahead) = (words, weights, start, ahead)
    var (scales, columnScales) = (scales, columnScales)
    var isFirst = !continues
    while rounds > 0 {
      var sums = Block(SameForAllRows(base: start))
      for _ in 0..<min(rounds, roundsOfGroup) {
        albert_prefetch(ahead)
        sums.add(words, times: RowColumns.weights(weights, word: 0))
        albert_keep_load_order()
        sums.add(words + 1, times: RowColumns.weights(weights, word: 1))
        albert_keep_load_order()
        sums.add(words + 2, times: RowColumns.weights(weights, word: 2))
        albert_keep_load_order()
        sums.add(words + 3, times: RowColumns.weights(weights, word: 3))
        if linesAhead > 1 {
          albert_prefetch(ahead + 64)
          if linesAhead > 2 {
            albert_prefetch(ahead + 128)
            albert_prefetch(ahead + 192)
          }
        }
        words += packedWords * Block.height
        weights += packedWords * Kind.weightStride
        ahead += linesAhead * 64
      }
      @inline(__always) func save(isFirst: Bool) {
        sums.save(
          ScaledRows(
            output: output, stride: outputStride, scales: scales, columnScales: columnScales, bias: bias,
            isFirst: isFirst))
      }
      if isFirst { save(isFirst: true) } else { save(isFirst: false) }
      isFirst = false
      rounds -= roundsOfGroup
      start += startStride
      scales += rowCount
      columnScales += scaleStride
    }
  }
}
