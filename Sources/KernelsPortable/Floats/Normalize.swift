import CShims

/// Layer normalization of rows: (v - mean(v)) / √(variance(v) + epsilon) · scale + shift over `width` columns, with
/// v = rows + addend. Sums run in sixteen lanes over the columns, then over the lanes, in one order everywhere.
public func normalize(_ residual: KernelResidual, by norm: KernelLayerNorm) {
  for row in 0..<residual.rowCount {
    let target = residual.output.base + row * residual.output.stride
    var sum = Lanes.zero
    let addend = residual.addend + row * residual.addendStride
    add(residual.rows + row * residual.stride, addend, width: norm.width, to: target, sum: &sum)
    normalize(target, sum: sum, by: norm)
  }
}

/// The embedding layer's input: the sum of a token's word, position and type vectors, layer-normalized.
public func embed(_ tokens: KernelTokens, by norm: KernelLayerNorm) {
  let width = norm.width
  for token in 0..<tokens.tokenCount {
    let target = tokens.output.base + token * tokens.output.stride
    var sum = Lanes.zero
    let type = tokens.types + Int(tokens.typeIDs[token]) * width
    // In the reference's order: word + type, then + position.
    let first = Int(tokens.ids[token]) * width
    if tokens.wordsAreHalves {
      widen(tokens.words.assumingMemoryBound(to: UInt16.self) + first, width: width, to: target)
      add(target, type, width: width, to: target, sum: &sum)
    } else {
      add(tokens.words.assumingMemoryBound(to: Float.self) + first, type, width: width, to: target, sum: &sum)
    }
    sum = .zero
    let position = tokens.positions + Int(tokens.positionIDs[token]) * width
    add(target, position, width: width, to: target, sum: &sum)
    normalize(target, sum: sum, by: norm)
  }
}

private func widen(_ halves: UnsafePointer<UInt16>, width: Int, to target: MutableFloats) {
  var column = 0
  while column + laneCount <= width {
    store(albert_widened(halves + column), to: target + column)
    column += laneCount
  }
  if column < width {
    withUnsafeTemporaryAllocation(of: UInt16.self, capacity: laneCount) { rest in
      rest.initialize(repeating: 0)
      for index in 0..<width - column { rest[index] = halves[column + index] }
      store(albert_widened(rest.baseAddress.unsafelyUnwrapped), to: target + column, count: width - column)
    }
  }
}

@inline(__always)
private func add(_ first: Floats, _ second: Floats, width: Int, to target: MutableFloats, sum: inout Lanes) {
  var column = 0
  while column + laneCount <= width {
    let value = load(first + column) + load(second + column)
    store(value, to: target + column)
    sum += value
    column += laneCount
  }
  if column < width {
    let count = width - column
    let value = load(first + column, count: count) + load(second + column, count: count)
    store(value, to: target + column, count: count)
    sum += value
  }
}

/// Normalizes one row in place, given its sixteen partial sums.
@inline(__always)
private func normalize(_ row: MutableFloats, sum: Lanes, by norm: KernelLayerNorm) {
  let (width, scale, shift, epsilon) = (norm.width, norm.scale, norm.shift, norm.epsilon)
  let whole = width / laneCount * laneCount
  let rest = width - whole
  let mean = Lanes(repeating: total(sum) / Float(width))
  var squares = Lanes.zero
  for column in stride(from: 0, to: whole, by: laneCount) {
    let deviation = load(row + column) - mean
    squares = squares.addingProduct(deviation, deviation)
  }
  if rest > 0 {
    let deviation = load(row + whole, count: rest, filler: mean[0]) - mean
    squares = squares.addingProduct(deviation, deviation)
  }
  let factor = Lanes(repeating: 1 / (total(squares) / Float(width) + epsilon).squareRoot())
  for column in stride(from: 0, to: whole, by: laneCount) {
    let value = (load(row + column) - mean) * factor
    store(load(shift + column).addingProduct(value, load(scale + column)), to: row + column)
  }
  if rest > 0 {
    let value = (load(row + whole, count: rest) - mean) * factor
    let result = load(shift + whole, count: rest).addingProduct(value, load(scale + whole, count: rest))
    store(result, to: row + whole, count: rest)
  }
}
