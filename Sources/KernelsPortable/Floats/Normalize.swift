import CShims

/// Layer normalization of rows: (v - mean(v)) / √(variance(v) + epsilon) · scale + shift over `width` columns, with
/// v = rows + addend. Sums run in sixteen lanes over the columns, then over the lanes, in one order everywhere.
public func normalize(_ residual: KernelResidual, by norm: KernelLayerNorm) {
  func target(_ row: Int) -> MutableFloats { residual.output.base + row * residual.output.stride }
  func sum(_ row: Int) -> Lanes {
    var sum = Lanes.zero
    add(
      residual.rows + row * residual.stride, residual.addend + row * residual.addendStride, width: norm.width,
      to: target(row), sum: &sum)
    return sum
  }
  // Two rows at a time: a sum waits for the one before, and two of them wait together.
  var row = 0
  while row + 1 < residual.rowCount {
    normalize(target(row), target(row + 1), sums: (sum(row), sum(row + 1)), by: norm)
    row += 2
  }
  if row < residual.rowCount { normalize(target(row), sum: sum(row), by: norm) }
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

/// Normalizes two rows in place, given their sixteen partial sums each.
@inline(__always)
private func normalize(
  _ first: MutableFloats, _ second: MutableFloats, sums: (Lanes, Lanes), by norm: KernelLayerNorm
) {
  let (width, epsilon) = (norm.width, norm.epsilon)
  let whole = width / laneCount * laneCount
  let means = (Lanes(repeating: total(sums.0) / Float(width)), Lanes(repeating: total(sums.1) / Float(width)))
  var squares = (Lanes.zero, Lanes.zero)
  @inline(__always) func add(_ values: (Lanes, Lanes)) {
    let deviations = (values.0 - means.0, values.1 - means.1)
    squares.0 = squares.0.addingProduct(deviations.0, deviations.0)
    squares.1 = squares.1.addingProduct(deviations.1, deviations.1)
  }
  var column = 0
  while column < whole {
    add((load(first + column), load(second + column)))
    column &+= laneCount
  }
  let rest = width - whole
  if rest > 0 {
    add(
      (
        load(first + whole, count: rest, filler: means.0[0]), load(second + whole, count: rest, filler: means.1[0])
      ))
  }
  func factor(_ squares: Lanes) -> Lanes {
    Lanes(repeating: 1 / (total(squares) / Float(width) + epsilon).squareRoot())
  }
  scaleAndShift(first, mean: means.0, factor: factor(squares.0), by: norm)
  scaleAndShift(second, mean: means.1, factor: factor(squares.1), by: norm)
}

/// Normalizes one row in place, given its sixteen partial sums.
@inline(__always)
private func normalize(_ row: MutableFloats, sum: Lanes, by norm: KernelLayerNorm) {
  let (width, epsilon) = (norm.width, norm.epsilon)
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
  scaleAndShift(row, mean: mean, factor: factor, by: norm)
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
