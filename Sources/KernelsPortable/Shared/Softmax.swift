import CShims

// The steps of attention between its two products.

// Query rows whose scores are held at once. At 512 keys they take 56 KB, beside the packed keys and values of a head.
let queryBlock = 28

/// Floats from one query's scores to the next one's. It is not a power of two, for the reason that `Matrix` gives.
func scoreStride(_ length: Int) -> Int { panels(length) * panelWidth + 19 }

/// Replaces each score s by 2^((s - largest)·factor) and returns the sum of these, taken in sixteen lanes over the keys. `scores`
/// has memory up to the next panel's start; what stands there beyond the last key is ignored and becomes 0.
@inline(__always)
func exponentiate(_ scores: MutableFloats, count: Int, factor: Float) -> Float {
  // The lanes' numbers are floats, since integers would be compared one lane at a time.
  let lanes = Lanes(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
  var highest = Lanes(repeating: -.infinity)
  for key in stride(from: 0, to: count, by: laneCount) {
    let isBeyond = lanes .>= Float(count - key)
    highest = larger(load(scores + key).replacing(with: -.infinity, where: isBeyond), highest)
  }
  let reference = Lanes(repeating: albert_highest(highest))
  var sum = Lanes.zero
  for key in stride(from: 0, to: count, by: laneCount) {
    let isBeyond = lanes .>= Float(count - key)
    let weight = exp2((load(scores + key) - reference) * factor).replacing(with: 0, where: isBeyond)
    store(weight, to: scores + key)
    sum += weight
  }
  return total(sum)
}

/// target = row · factor, for `count` columns. `row` has memory up to a multiple of sixteen floats.
func scale(_ row: Floats, by factor: Float, count: Int, into target: MutableFloats) {
  let factors = Lanes(repeating: factor)
  let whole = count / laneCount * laneCount
  for column in stride(from: 0, to: whole, by: laneCount) { store(load(row + column) * factors, to: target + column) }
  if whole < count { store(load(row + whole) * factors, to: target + whole, count: count - whole) }
}
