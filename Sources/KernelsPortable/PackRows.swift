/// Inputs of a row that lie side by side in a packed block, one round of the microkernel.
let packedInputs = 4

/// Copies a block of rows as the microkernel reads it, so that its inputs come in one run of cache lines, and each from a
/// constant distance: packed[input / 4][row][input % 4].
///
/// - Parameter packed: `height` times the inputs, rounded up to whole rounds.
func packRows(_ rows: Floats, stride: Int, height: Int, inputCount: Int, into packed: MutableFloats) {
  var target = UnsafeMutableRawPointer(packed)
  let whole = inputCount / packedInputs * packedInputs
  for input in Swift.stride(from: 0, to: whole, by: packedInputs) {
    var source = UnsafeRawPointer(rows + input)
    for _ in 0..<height {
      target.storeBytes(of: source.loadUnaligned(as: SIMD4<Float>.self), as: SIMD4<Float>.self)
      source += stride * MemoryLayout<Float>.stride
      target += packedInputs * MemoryLayout<Float>.stride
    }
  }
  // Nothing beyond the rows' inputs is read.
  for row in 0..<height {
    for input in whole..<inputCount {
      packed[whole * height + row * packedInputs + input - whole] = rows[row * stride + input]
    }
  }
}

/// `inputCount` rounded up to whole rounds.
func packedCount(_ inputCount: Int) -> Int { (inputCount + packedInputs - 1) / packedInputs * packedInputs }
