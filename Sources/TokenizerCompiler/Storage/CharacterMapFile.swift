/// SentencePiece's compiled character map as a model file holds it: the size of a double array in bytes (four bytes), the array, and
/// the text of the replacements.
struct CharacterMapFile {
  let units: [UInt32]
  let text: ArraySlice<UInt8>

  /// nil where the bytes are fewer than the first four announce.
  init?(_ bytes: [UInt8]) {
    func number(_ offset: Int) -> UInt32 {
      (0..<4).reduce(0) { $0 | UInt32(bytes[offset + $1]) << UInt32(8 * $1) }
    }
    guard bytes.count >= 4, case let size = Int(number(0)), size % 4 == 0, size <= bytes.count - 4 else { return nil }
    units = stride(from: 4, to: 4 + size, by: 4).map(number)
    text = bytes[(4 + size)...]
  }
}
