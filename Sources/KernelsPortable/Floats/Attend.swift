import CShims

/// The floats of scratch memory that `attend` needs for sequences of up to `length` tokens.
public func attentionScratch(length: Int, headSize: Int) -> Int {
  let keys = panels(length) * panelWidth * headSize
  let values = panels(headSize) * panelWidth * length
  let packing = packedSize(rowCount: queryBlock, inputCount: max(length, headSize))
  return keys + values + queryBlock * (scoreStride(length) + panels(headSize) * panelWidth) + packing
}

/// softmax(Q·Kᵀ/√d)·V for some heads of one sequence, one head after the other. It holds the scores of a block of queries at
/// once. Keys and values are packed as weights are, so that `multiply` computes both products.
public func attend(_ heads: KernelHeads) {
  let (length, headSize) = (heads.length, heads.headSize)
  let scoreStride = scoreStride(length)
  let contextStride = panels(headSize) * panelWidth
  let packedKeys = heads.scratch
  let packedValues = packedKeys + panels(length) * panelWidth * headSize
  let scores = packedValues + contextStride * length
  let context = scores + queryBlock * scoreStride
  let packing = context + queryBlock * contextStride
  // Softmax by powers of two: e^(s/√d) = 2^(s·factor).
  let factor = 1.442695 / Float(headSize).squareRoot()
  withUnsafeTemporaryAllocation(of: Float.self, capacity: max(scoreStride, contextStride)) { zeros in
    zeros.initialize(repeating: 0)
    guard let zeros = zeros.baseAddress else { return }
    func multiplyPacked(rows: Int, inputs: Int, weights: Floats, outputs: Int, into output: KernelOutput) {
      multiply(
        KernelProduct(
          rows: packing, rowCount: rows, inputCount: inputs, panels: weights, panelStride: inputs * panelWidth,
          panelCount: panels(outputs), start: zeros, startStride: 0, activation: .identity),
        into: output)
    }
    for head in 0..<heads.headCount {
      let column = head * headSize
      packTransposed(heads.keys + column, stride: heads.stride, rowCount: length, width: headSize, into: packedKeys)
      packPanels(heads.values + column, stride: heads.stride, rowCount: length, width: headSize, into: packedValues)
      var first = 0
      while first < heads.queryCount {
        let count = min(queryBlock, heads.queryCount - first)
        let queries = heads.queries + first * heads.queryStride + column
        pack(KernelRows(rows: queries, stride: heads.queryStride, rowCount: count, inputCount: headSize), into: packing)
        multiplyPacked(
          rows: count, inputs: headSize, weights: packedKeys, outputs: length,
          into: KernelOutput(base: scores, stride: scoreStride))
        withUnsafeTemporaryAllocation(of: Float.self, capacity: queryBlock) { sums in
          for query in 0..<count {
            sums[query] = exponentiate(scores + query * scoreStride, count: length, factor: factor)
          }
          pack(KernelRows(rows: scores, stride: scoreStride, rowCount: count, inputCount: length), into: packing)
          multiplyPacked(
            rows: count, inputs: length, weights: packedValues, outputs: headSize,
            into: KernelOutput(base: context, stride: contextStride))
          for query in 0..<count {
            scale(
              context + query * contextStride, by: 1 / sums[query], count: headSize,
              into: heads.output.base + (first + query) * heads.output.stride + column)
          }
        }
        first += count
      }
    }
  }
}

/// Packs the columns of a matrix in panels, with 0 for columns beyond the last.
private func packPanels(_ rows: Floats, stride: Int, rowCount: Int, width: Int, into target: MutableFloats) {
  for panel in 0..<panels(width) {
    let first = panel * panelWidth
    let count = min(panelWidth, width - first)
    for row in 0..<rowCount {
      let source = rows + row * stride + first
      let packed = target + panel * panelWidth * rowCount + row * panelWidth
      if count == panelWidth {
        store(load(source), to: packed)
        store(load(source + laneCount), to: packed + laneCount)
      } else {
        for column in 0..<count { packed[column] = source[column] }
        for column in count..<panelWidth { packed[column] = 0 }
      }
    }
  }
}
