/// Finds the first sum in a file that its weights contradict. A file holds -128 times the sum of each column's weights in each
/// group. Some instruction sets start their sums from these and others do not, so a wrong one would make rows differ between
/// machines.
///
/// - Parameters:
///   - start: [groups, columns filled up to panels].
///   - weights: bytes in panels, with four inputs of a column side by side.
///   - inputCount: inputs, filled up to a multiple of 4.
///   - groupWidth: inputs of a group, a multiple of 4; the last group may be shorter.
/// - Returns: the index in `start` of the first wrong sum, and the right one; nil where all are right.
public func firstWrongStart(
  _ start: UnsafeBufferPointer<Int32>, of weights: UnsafeBufferPointer<Int8>, inputCount: Int, groupWidth: Int
) -> (index: Int, expected: Int32)? {
  let columnCount = weights.count / inputCount
  let quads = inputCount / 4
  let groupQuads = groupWidth / 4
  precondition(inputCount % 4 == 0 && groupWidth % 4 == 0 && columnCount % Panel.width == 0)
  precondition(start.count == (quads + groupQuads - 1) / groupQuads * columnCount)
  let bytes = UnsafeRawBufferPointer(weights)
  for column in stride(from: 0, to: columnCount, by: ColumnSums.columns) {
    let first = column / Panel.width * Panel.width * inputCount + column % Panel.width * 4
    for group in 0..<start.count / columnCount {
      let sums = ColumnSums(bytes, from: first, quads: group * groupQuads..<min(quads, (group + 1) * groupQuads))
      for offset in 0..<ColumnSums.columns {
        let index = group * columnCount + column + offset
        let expected = -128 * sums[offset]
        if start[index] != expected { return (index, expected) }
      }
    }
  }
  return nil
}

/// The sums of sixteen neighbouring columns' weights over some inputs.
private struct ColumnSums {
  /// Eight words of eight bytes: four inputs of two columns in each.
  static let columns = 16

  private var sums = [Int32](repeating: 0, count: columns)

  subscript(column: Int) -> Int32 { sums[column] }

  init(_ bytes: UnsafeRawBufferPointer, from first: Int, quads: Range<Int>) {
    let evenBytes = SIMD8<UInt64>(repeating: 0x00FF_00FF_00FF_00FF)
    let signs = SIMD8<UInt64>(repeating: 0x8080_8080_8080_8080)
    // A word holds four sums of 16 bits side by side. They stay below 65,536 for 128 times two bytes.
    for start in stride(from: quads.lowerBound, to: quads.upperBound, by: 128) {
      let end = min(start + 128, quads.upperBound)
      var words = SIMD8<UInt64>()
      for quad in start..<end {
        // Each byte plus 128, so that none is negative.
        let word = signs ^ bytes.loadUnaligned(fromByteOffset: first + quad * 4 * Panel.width, as: SIMD8<UInt64>.self)
        words &+= (word & evenBytes) &+ (word &>> 8 & evenBytes)
      }
      let added = Int32(end - start) * 4 * 128
      for index in 0..<8 {
        let word = words[index]
        sums[2 * index] += Int32(word & 0xFFFF) + Int32(word >> 16 & 0xFFFF) - added
        sums[2 * index + 1] += Int32(word >> 32 & 0xFFFF) + Int32(word >> 48) - added
      }
    }
  }
}
