import Checkpoint

/// The texts of the pieces, by id.
struct Vocabulary: Sendable {
  private let text: MappedArray<UInt8>
  /// Where each piece ends in `text`. It begins where the one before ends.
  private let ends: MappedArray<UInt32>

  init(in checkpoint: Checkpoint) throws(CheckpointError) {
    text = try checkpoint.array("tokenizer.pieces.text", of: UInt8.self)
    ends = try checkpoint.array("tokenizer.pieces.ends", of: UInt32.self)
    guard ends.count <= Int(Int32.max) else {
      throw CheckpointError(
        path: checkpoint.path, field: "section 'tokenizer.pieces.ends'",
        problem: "has \(ends.count) elements; at most \(Int32.max) were expected, since ids have 31 bits")
    }
  }

  var count: Int { ends.count }

  /// The piece's bytes; nil beyond the vocabulary, or where the section is damaged.
  func bytes(_ id: Int32) -> [UInt8]? {
    guard id >= 0, Int(id) < ends.count else { return nil }
    let start = id == 0 ? 0 : Int(ends[Int(id) - 1])
    let end = Int(ends[Int(id)])
    guard start <= end, end <= text.count else { return nil }
    return (start..<end).map { text[$0] }
  }
}
