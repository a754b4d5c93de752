import CShims

/// A row and its sums, in sixteen lanes over the columns.
private struct SummedRow {
  let base: MutableFloats
  let sum: Lanes
}

/// The layer normalization of rows: (v - mean(v)) / √(variance(v) + epsilon) · scale + shift over `width` columns, with
/// v = rows + addend. Sums go in sixteen lanes over the columns, then over the lanes, in the same order on every machine.
public func normalize(_ residual: KernelResidual, by norm: KernelLayerNorm) {
  func summed(_ row: Int) -> SummedRow {
    let target = residual.output.base + row * residual.output.stride
    var sum = Lanes.zero
    add(
      residual.rows + row * residual.stride, residual.addend + row * residual.addendStride, width: norm.width,
      to: target, sum: &sum)
    return SummedRow(base: target, sum: sum)
  }
  // Two rows at a time: an addition waits for the one before it, and those of two rows wait together.
  var row = 0
  while row + 1 < residual.rowCount {
    normalize(summed(row), summed(row + 1), by: norm)
    row += 2
  }
  if row < residual.rowCount { normalize(summed(row), nil, by: norm) }
}

/// The output of the embedding layer: the sum of each token's word, position and type vectors, layer-normalized.
public func embed(_ tokens: KernelTokens, by norm: KernelLayerNorm) {
  let width = norm.width
  for token in 0..<tokens.tokenCount {
    let target = tokens.output.base + token * tokens.output.stride
    var sum = Lanes.zero
    let type = tokens.types + Int(tokens.typeIDs[token]) * width
    // In the order of the reference: word + type, then + position.
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
    normalize(SummedRow(base: target, sum: sum), nil, by: norm)
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

/// Normalizes one row in place, or two, given the sixteen partial sums of each.
@inline(__always)
private func normalize(_ first: SummedRow, _ second: SummedRow?, by norm: KernelLayerNorm) {
  let (width, epsilon) = (norm.width, norm.epsilon)
  let whole = width / laneCount * laneCount
  let rest = width - whole
  func mean(_ row: SummedRow) -> Lanes { Lanes(repeating: total(row.sum) / Float(width)) }
  let means = (mean(first), second.map(mean) ?? .zero)
  var squares = (Lanes.zero, Lanes.zero)
  @inline(__always) func add(_ values: Lanes, mean: Lanes, to squares: inout Lanes) {
    let deviations = values - mean
    squares = squares.addingProduct(deviations, deviations)
  }
  var column = 0
  while column < whole {
    add(load(first.base + column), mean: means.0, to: &squares.0)
    if let second { add(load(second.base + column), mean: means.1, to: &squares.1) }
    column &+= laneCount
  }
  if rest > 0 {
    add(load(first.base + whole, count: rest, filler: means.0[0]), mean: means.0, to: &squares.0)
    if let second { add(load(second.base + whole, count: rest, filler: means.1[0]), mean: means.1, to: &squares.1) }
  }
  func factor(_ squares: Lanes) -> Lanes {
    Lanes(repeating: 1 / (total(squares) / Float(width) + epsilon).squareRoot())
  }
  scaleAndShift(first.base, mean: means.0, factor: factor(squares.0), by: norm)
  if let second { scaleAndShift(second.base, mean: means.1, factor: factor(squares.1), by: norm) }
}

/// row = (row - mean) · factor · scale + shift.
@inline(__always)
private func scaleAndShift(_ row: MutableFloats, mean: Lanes, factor: Lanes, by norm: KernelLayerNorm) {
  let (scale, shift) = (norm.scale, norm.shift)
  let whole = norm.width / laneCount * laneCount
  let rest = norm.width - whole
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
