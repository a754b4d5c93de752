/// Layer normalization of rows: (v - mean(v)) / √(variance(v) + epsilon) · scale + shift over `width` columns, with
/// v = rows + addend. Sums run in sixteen lanes over the columns, then over the lanes, in one order everywhere.
///
/// - Parameters:
///   - rows, addend: [rowCount, width]; `output` may be either of them.
///   - scale, shift: [width].
public func normalize(
  rows: UnsafePointer<Float>, rowStride: Int, addend: UnsafePointer<Float>, addendStride: Int, rowCount: Int,
  width: Int, scale: UnsafePointer<Float>, shift: UnsafePointer<Float>, epsilon: Float,
  output: UnsafeMutablePointer<Float>, outputStride: Int
) {
  for row in 0..<rowCount {
    let target = output + row * outputStride
    var sum = Lanes.zero
    add(rows + row * rowStride, addend + row * addendStride, width: width, to: target, sum: &sum)
    normalize(target, sum: sum, width: width, scale: scale, shift: shift, epsilon: epsilon)
  }
}

/// The embedding layer's input: the sum of a token's word, position and type vectors, layer-normalized.
///
/// - Parameters:
///   - words, positions, types: tables of `width` columns, without a gap between rows.
///   - ids, positionIDs, typeIDs: the row of each table, one a token; within the tables.
///   - output: [tokenCount, width].
public func embed(
  words: UnsafePointer<Float>, ids: UnsafePointer<Int32>, positions: UnsafePointer<Float>,
  positionIDs: UnsafePointer<Int32>, types: UnsafePointer<Float>, typeIDs: UnsafePointer<UInt8>, tokenCount: Int,
  width: Int, scale: UnsafePointer<Float>, shift: UnsafePointer<Float>, epsilon: Float,
  output: UnsafeMutablePointer<Float>, outputStride: Int
) {
  for token in 0..<tokenCount {
    let target = output + token * outputStride
    var sum = Lanes.zero
    let type = types + Int(typeIDs[token]) * width
    // In the reference's order: word + type, then + position.
    add(words + Int(ids[token]) * width, type, width: width, to: target, sum: &sum)
    sum = .zero
    add(target, positions + Int(positionIDs[token]) * width, width: width, to: target, sum: &sum)
    normalize(target, sum: sum, width: width, scale: scale, shift: shift, epsilon: epsilon)
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
private func normalize(
  _ row: MutableFloats, sum: Lanes, width: Int, scale: Floats, shift: Floats, epsilon: Float
) {
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
