/// The Walsh-Hadamard transform of a product's inputs, which spreads an outlier over its block, so that 8 bits for each value
/// suffice. It is orthonormal and its own inverse: turned rows times weights that are turned along their inputs give the same
/// product as before.
enum WalshHadamardTurn {
  private static let widestBlock = 128
  private static let narrowestBlock = 16

  /// The blocks of `width` inputs: blocks of 128 as long as they fit, then of 64, 32 and 16. Fewer than 16 inputs at the end are not
  /// turned.
  static func blocks(of width: Int) -> [Range<Int>] {
    var blocks: [Range<Int>] = []
    var start = 0
    var size = widestBlock
    while size >= narrowestBlock {
      if start + size <= width {
        blocks.append(start..<start + size)
        start += size
      } else {
        size /= 2
      }
    }
    return blocks
  }

  /// Turns the columns of `rows`: y[i] = (1/√n)·Σⱼ ±x[j] over the n rows of each block. The sign is minus where i & j has an odd number
  /// of bits.
  static func turnColumns(of rows: inout FloatMatrix) {
    let width = rows.width
    for block in blocks(of: rows.count) {
      var distance = 1
      while distance < block.count {
        for first in block where (first - block.lowerBound) & distance == 0 {
          let low = first * width
          let high = (first + distance) * width
          precondition(high + width <= rows.values.count)
          for column in 0..<width {
            let (a, b) = (rows.values[low + column], rows.values[high + column])
            rows.values[low + column] = a + b
            rows.values[high + column] = a - b
          }
        }
        distance *= 2
      }
      let norm = 1 / Float(block.count).squareRoot()
      for index in block.lowerBound * width..<block.upperBound * width { rows.values[index] *= norm }
    }
  }
}
