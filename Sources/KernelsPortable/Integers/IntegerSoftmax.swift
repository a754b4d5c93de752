import CShims

/// The whole number that the largest of softmax's weights becomes.
let largestWeight: Float = 8191

/// 8191 · 2^x rounded to the nearest whole number, plus 1.5·2^23, which leaves the whole number in the low bits. Expects x <= 0. The
/// polynomial is a minimax fit of 8191 · 2^f on [-1/2, 1/2], with a relative error of 3e-6.
@inline(__always) private func wholeWeights(_ x: Lanes) -> Lanes {
  let shift = Lanes(repeating: 12_582_912)
  // A smaller x would give 0 too.
  let x = larger(Lanes(repeating: -30), x)
  let shifted = x + shift
  let f = x - (shifted - shift)
  var p = Lanes(repeating: 78.3887)
  p = Lanes(repeating: 458.0232).addingProduct(p, f)
  p = Lanes(repeating: 1967.8668).addingProduct(p, f)
  p = Lanes(repeating: 5677.361).addingProduct(p, f)
  p = Lanes(repeating: 8190.994).addingProduct(p, f)
  let power = unsafeBitCast(shifted, to: SIMD16<UInt32>.self) &<< SIMD16(repeating: 23)
  return unsafeBitCast(unsafeBitCast(p, to: SIMD16<UInt32>.self) &+ power, to: Lanes.self) + shift
}

/// The weights that softmax gives one query's scores s, as whole numbers: 8191 · 2^((s - largest)·factor), packed as a row of 16-bit
/// integers.
///
/// - Parameters:
///   - words: the row's first words; the next ones are `height` rows further on. Zeros fill them up.
/// - Returns: the sum of these whole numbers; NaN where a score is NaN.
func weigh(_ scores: Floats, count: Int, factor: Float, into words: MutableWords, height: Int) -> Float {
  let whole = count / laneCount * laneCount
  let rest = count - whole
  let lanes = Lanes(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
  let isBeyond = lanes .>= Float(rest)
  var highest = Lanes(repeating: -.infinity)
  // Two maxima at once, since one comparison waits for another.
  var other = highest
  for key in stride(from: 0, to: whole - laneCount, by: 2 * laneCount) {
    highest = larger(load(scores + key), highest)
    other = larger(load(scores + key + laneCount), other)
  }
  if whole / laneCount % 2 == 1 { other = larger(load(scores + whole - laneCount), other) }
  highest = larger(other, highest)
  if rest > 0 {
    highest = larger(load(scores + whole).replacing(with: -.infinity, where: isBeyond), highest)
  }
  let reference = Lanes(repeating: albert_highest(highest))
  let shift = Lanes(repeating: 12_582_912)
  var sum = Lanes.zero
  var words = words
  @inline(__always) func put(_ shifted: Lanes) {
    sum += shifted - shift
    words = Shorts.store(unsafeBitCast(shifted, to: Integers.self), to: words, height: height)
  }
  for key in stride(from: 0, to: whole, by: laneCount) {
    put(wholeWeights((load(scores + key) - reference) * factor))
  }
  if rest > 0 {
    let weights = wholeWeights((load(scores + whole) - reference) * factor)
    put(weights.replacing(with: shift, where: isBeyond))
  }
  return total(sum)
}
