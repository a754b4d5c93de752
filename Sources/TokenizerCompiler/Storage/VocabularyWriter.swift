import Checkpoint

extension CheckpointWriter {
  /// Adds the sections that `Vocabulary` reads: the texts of the pieces, by id.
  mutating func addVocabulary(_ pieces: [[UInt8]]) {
    var ends: [UInt32] = []
    var end: UInt32 = 0
    for piece in pieces {
      end += UInt32(piece.count)
      ends.append(end)
    }
    add("tokenizer.pieces.text", Array(pieces.joined()))
    add("tokenizer.pieces.ends", ends)
  }
}
