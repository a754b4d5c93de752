import Checkpoint

extension CheckpointWriter {
  /// Adds what `CharacterMap` reads, from what a model file holds: the array's size in bytes (four bytes), the array, the
  /// text.
  mutating func addCharacterMap(_ map: [UInt8], index: Int) throws(TokenizerDefinitionError) {
    func number(_ offset: Int) -> UInt32 {
      (0..<4).reduce(0) { $0 | UInt32(map[offset + $1]) << UInt32(8 * $1) }
    }
    guard map.count >= 4, Int(number(0)) % 4 == 0, Int(number(0)) <= map.count - 4 else {
      throw TokenizerDefinitionError(
        part: "Precompiled", problem: "its character map has \(map.count) bytes, fewer than its first four announce")
    }
    let trieSize = Int(number(0))
    add("tokenizer.charsmap.\(index).trie", stride(from: 4, to: 4 + trieSize, by: 4).map(number))
    add("tokenizer.charsmap.\(index).text", Array(map[(4 + trieSize)...]))
  }
}
