import CShims

/// Σ of quantized rows · weights as `KernelIntegerProduct` says, for whole panels of columns. The integer sums of a group are
/// exact in any order, and cannot overflow: 128 · 4095 · 4095 and 65,536 · 255 · 127 are less than 2³¹. An output is then one
/// chain of fused multiply-adds, from the bias over ascending groups, whatever the number of rows and panels in the call.
public func multiplyIntegers(_ product: KernelIntegerProduct, into output: KernelOutput) {
  if product.rows.form == KernelRowFormShorts {
    IntegerProduct<Shorts>(product).compute(into: output)
  } else {
    IntegerProduct<Bytes>(product).compute(into: output)
  }
}

/// `multiplyIntegers`, the output quantized as inputs of the next product.
///
/// - Parameters:
///   - firstInput: which of these inputs the first column is, a group's first. All panels of a group are computed by one
///     call.
public func multiplyQuantizing(_ product: KernelIntegerProduct, into next: KernelQuantizedRows, firstInput: Int) {
  if product.rows.form == KernelRowFormShorts {
    IntegerProduct<Shorts>(product).compute(into: next, firstInput: firstInput)
  } else {
    IntegerProduct<Bytes>(product).compute(into: next, firstInput: firstInput)
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

  /// A group of the next product's inputs after the other.
  func compute(into next: KernelQuantizedRows, firstInput: Int) {
    let nextLayout = QuantizedLayout(next)
    let groupWidth = next.groupWidth
    let panelsOfGroup = groupWidth / panelWidth
    // Between two rows an odd number of cache lines.
    let stride = min(groupWidth, product.panelCount * panelWidth) + laneCount
    let floats = next.rowCount * (stride + laneCount)
    withUnsafeTemporaryAllocation(byteCount: floats * MemoryLayout<Float>.stride, alignment: 64) { memory in
      let columns = KernelOutput(
        base: memory.bindMemory(to: Float.self).baseAddress.unsafelyUnwrapped, stride: stride)
      // They are known as soon as the columns are.
      let magnitudes = Magnitudes(lanes: columns.base + next.rowCount * stride, added: next.added)
      withRoom { room in
        for panel in Swift.stride(from: 0, to: product.panelCount, by: panelsOfGroup) {
          magnitudes.lanes.update(repeating: 0, count: next.rowCount * laneCount)
          compute(
            panels: panel..<min(panel + panelsOfGroup, product.panelCount), room: room, magnitudes: magnitudes,
            into: columns)
          let first = firstInput + panel * panelWidth
          let count = min(groupWidth, next.inputCount - first)
          // What fills up the last panel does not count.
          let isWhole = count % panelWidth == 0
          quantizeGroup(
            columns.base, stride: stride, count: count, firstInput: first,
            magnitudes: isWhole ? Floats(magnitudes.lanes) : nil, layout: nextLayout, into: next)
        }
      }
    }
  }

  /// Words of a group of a row.
  private var groupWords: Int { product.rows.groupWidth / Kind.packedInputs * packedWords }

  /// Memory for a pass's weights as 16-bit integers, where they become such, or for what its sums start from, where the kernel
  /// finds that itself.
  private func withRoom(_ body: (MutableWords?) -> Void) {
    guard Kind.widens || Kind.rowsAreSigned else { return body(nil) }
    let vectors = Kind.widens ? layout.rowWords : (layout.rowWords + groupWords - 1) / groupWords
    withUnsafeTemporaryAllocation(byteCount: vectors * passWidth * 4, alignment: 64) {
      body($0.baseAddress?.assumingMemoryBound(to: Int32.self))
    }
  }

  /// - Parameters:
  ///   - magnitudes: grow to those of the columns.
  ///   - output: gets the first of `panels` in its first column.
  private func compute(
    panels: Range<Int>, room: MutableWords?, magnitudes: Magnitudes? = nil, into output: KernelOutput
  ) {
    let rows = product.rows
    // As for floats: cache lines of the next panel that a round asks for.
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

  /// The bytes of a pass's columns as pairs of 16-bit integers.
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

  /// What the sums of signed rows start from, a group after the other: 0 for turned rows; for others, which are stored less
  /// 128, 128 times the sum of the group's weights. That costs as much as one row more, which is less than to multiply all of
  /// them at half the speed, as 16-bit integers.
  private func findStarts(_ columns: Words, into starts: MutableWords) {
    let isOffset = product.rows.form == KernelRowFormOffsetBytes
    // Four bytes of -128.
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

/// The largest magnitudes of some columns of rows.
private struct Magnitudes {
  /// [rows, 16], each lane's.
  let lanes: MutableFloats
  /// What is added to the columns before.
  let added: Float

  func advanced(by rows: Int) -> Magnitudes { Magnitudes(lanes: lanes + rows * laneCount, added: added) }

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

/// What one run of the microkernel is given.
private struct IntegerBlockCall<Kind: IntegerKind>: BlockCall {
  typealias RowColumns = IntegerColumns<Kind>
  /// The block's rows, `wordCount` words each.
  let words: Words, wordCount: Int
  let weights: Words
  let start: Words, startStride: Int
  let output: MutableFloats, outputStride: Int
  /// The block's part of [groups, rowCount].
  let scales: Floats, rowCount: Int, groupWidth: Int
  /// The pass's columns of the product's.
  let columnScales: Floats, scaleStride: Int, bias: Floats
  let continues: Bool
  let ahead: UnsafeRawPointer, linesAhead: Int

  /// The microkernel: group after group, in rounds of the words that lie side by side.
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
