/// Compares what a file says of its weights with them: -128 times the sum of each group's weights of a column, by which some
/// instruction sets start their sums and others do not. So a wrong one would give rows that differ with the machine.
///
/// - Parameters:
///   - start: [groups, columns filled up to panels].
///   - weights: bytes in panels, four inputs of a column side by side.
///   - inputCount: inputs, and what fills them up to a multiple of 4.
///   - groupWidth: inputs of a group, a multiple of 4; the last group may be shorter.
/// - Returns: the index in `start` of the first one that is wrong, and what it should be; nil where all are right.
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

/// The sums of neighbouring columns' weights over some inputs, four by four.
private struct ColumnSums {
  /// Two columns' four inputs are a word of eight bytes.
  static let columns = 16

  private var sums = [Int32](repeating: 0, count: columns)

  subscript(column: Int) -> Int32 { sums[column] }

  init(_ bytes: UnsafeRawBufferPointer, from first: Int, quads: Range<Int>) {
    let evenBytes = SIMD8<UInt64>(repeating: 0x00FF_00FF_00FF_00FF)
    let signs = SIMD8<UInt64>(repeating: 0x8080_8080_8080_8080)
    // Four sums of 16 bits side by side: 128 times two bytes stay below their end.
    for start in stride(from: quads.lowerBound, to: quads.upperBound, by: 128) {
      let end = min(start + 128, quads.upperBound)
      var words = SIMD8<UInt64>()
      for quad in start..<end {
        // Each byte plus 128.
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
