/// Inputs of a row that lie side by side in a packed block, one round of the microkernel.
let packedInputs = 4

/// Copies a block of rows as the microkernel reads it, so that its inputs come in one run of cache lines, and each from a
/// constant distance: packed[input / 4][row][input % 4].
///
/// - Parameter packed: `height` times the inputs, rounded up to whole rounds.
func packRows(_ rows: Floats, stride: Int, height: Int, inputCount: Int, into packed: MutableFloats) {
  let roundSize = height * packedInputs
  guard height >= 4 else {
    for row in 0..<height { packRow(rows + row * stride, from: 0, to: inputCount, height: height, row, packed) }
    return
  }
  // Four rows by four rounds at a time: whole registers are read and written. The last four may have been packed in part.
  for first in Swift.stride(from: 0, to: height, by: 4) {
    let row = min(first, height - 4)
    let source = rows + row * stride
    var target = packed + row * packedInputs
    var input = 0
    while input + laneCount <= inputCount {
      let (first, second) = (load(source + input), load(source + stride + input))
      let (third, fourth) = (load(source + 2 * stride + input), load(source + 3 * stride + input))
      let lows = (joined(first.lowHalf, second.lowHalf), joined(third.lowHalf, fourth.lowHalf))
      let highs = (joined(first.highHalf, second.highHalf), joined(third.highHalf, fourth.highHalf))
      store(joined(quarters(lows.0, 0, 2), quarters(lows.1, 0, 2)), to: target)
      store(joined(quarters(lows.0, 1, 3), quarters(lows.1, 1, 3)), to: target + roundSize)
      store(joined(quarters(highs.0, 0, 2), quarters(highs.1, 0, 2)), to: target + 2 * roundSize)
      store(joined(quarters(highs.0, 1, 3), quarters(highs.1, 1, 3)), to: target + 3 * roundSize)
      input += laneCount
      target += 4 * roundSize
    }
    for row in row..<row + 4 { packRow(rows + row * stride, from: input, to: inputCount, height: height, row, packed) }
  }
}

/// The inputs from `first`, a whole round's, to `end`; nothing beyond them is read.
@inline(__always)
private func packRow(_ row: Floats, from first: Int, to end: Int, height: Int, _ index: Int, _ packed: MutableFloats) {
  var input = first
  while input + packedInputs <= end {
    UnsafeMutableRawPointer(packed + input * height + index * packedInputs)
      .storeBytes(of: loadFour(row + input), as: SIMD4<Float>.self)
    input += packedInputs
  }
  for rest in input..<end { packed[input * height + index * packedInputs + rest - input] = row[rest] }
}

/// `inputCount` rounded up to whole rounds.
func packedCount(_ inputCount: Int) -> Int { (inputCount + packedInputs - 1) / packedInputs * packedInputs }
