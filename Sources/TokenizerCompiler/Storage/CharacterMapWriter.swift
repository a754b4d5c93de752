import Checkpoint

extension CheckpointWriter {
  /// Adds the sections that `CharacterMap` reads, from a map as a model file holds it.
  mutating func addCharacterMap(_ map: [UInt8], index: Int) throws(TokenizerDefinitionError) {
    guard let file = CharacterMapFile(map) else {
      throw TokenizerDefinitionError(
        part: "Precompiled", problem: "its character map has \(map.count) bytes, fewer than its first four announce")
    }
    add("tokenizer.charsmap.\(index).trie", file.units)
    add("tokenizer.charsmap.\(index).text", Array(file.text))
  }
}
