/// Counts the Unicode scalars of a text before byte offsets. Offsets that ascend are counted on from the one before.
package struct ScalarCounter {
  let text: Range<Int>
  private var bytes = 0
  private var scalars = 0

  package init(text: Range<Int>) { self.text = text }

  package mutating func scalars(before byte: Int, in buffer: [UInt8]) -> Int {
    if byte < bytes { (bytes, scalars) = (0, 0) }
    scalars += scalars(from: bytes, to: byte, in: buffer)
    bytes = byte
    return scalars
  }

  package func scalars(from start: Int, to end: Int, in buffer: [UInt8]) -> Int {
    var count = 0
    // Every byte but a continuation byte begins a scalar.
    for byte in buffer[text.lowerBound + start..<text.lowerBound + end] where byte & 0xC0 != 0x80 { count += 1 }
    return count
  }
}
