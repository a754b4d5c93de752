import Checkpoint

/// SentencePiece's character map, applied as in SentencePiece: at each position a user-defined piece is copied, else the longest key
/// of the map is replaced.
struct SentencePieceMap: Sendable {
  private let map: CharacterMap
  /// The user-defined pieces.
  private let kept: DoubleArrayTrie
  /// Whether printable ASCII does not change, and no key holds a space.
  let keepsPlainWords: Bool

  /// Reads an operand and the sections "tokenizer.charsmap.`index`.*".
  ///
  /// - Throws: `CheckpointError` where one is missing or wrong.
  init(from program: inout ProgramReader, in checkpoint: Checkpoint) throws(CheckpointError) {
    let index = Int(try program.word())
    keepsPlainWords = try program.flag("whether plain words do not change")
    map = try CharacterMap(index, in: checkpoint)
    kept = DoubleArrayTrie(try checkpoint.array("tokenizer.charsmap.\(index).kept", of: UInt32.self))
  }

  func apply(to text: inout AlignedText, _ scratch: inout NormalizationScratch) {
    if keepsPlainWords, text.isASCII, text.scalars.allSatisfy({ 0x20..<0x7F ~= $0 }) { return }
    scratch.bytes.removeAll(keepingCapacity: true)
    for scalar in text.scalars { scratch.bytes.append(scalar: scalar) }
    let view = map.view
    var (scalar, byte) = (0, 0)
    while byte < scratch.bytes.count {
      let end = min(scratch.bytes.count, byte + ProgramCode.maximumPieceLength)
      if let length = keptLength(scratch.bytes, byte..<end) {
        let count = Self.scalarCount(scratch.bytes, byte..<byte + length)
        for index in scalar..<scalar + count { text.emit(text.scalars[index], change: 0) }
        (scalar, byte) = (scalar + count, byte + length)
      } else if let (length, replacement) = view.longestReplacement(of: scratch.bytes, at: byte..<end),
        Self.isScalarStart(scratch.bytes, byte + length)
      {
        let count = Self.scalarCount(scratch.bytes, byte..<byte + length)
        Normalization.emit(replacement, of: view, insteadOf: count, into: &text)
        guard !text.isTooLong else { return text.discard() }
        (scalar, byte) = (scalar + count, byte + length)
      } else {
        text.emit(text.scalars[scalar], change: 0)
        scalar += 1
        repeat { byte += 1 } while !Self.isScalarStart(scratch.bytes, byte)
      }
    }
    text.apply()
  }

  /// The length of the longest user-defined piece at the start of `range`, in bytes; nil where there is none.
  private func keptLength(_ bytes: [UInt8], _ range: Range<Int>) -> Int? {
    let units = kept.span
    var node = TrieNode(units)
    var length: Int?
    for position in range {
      guard node.descend(bytes[position], in: units) else { break }
      if node.hasValue, Self.isScalarStart(bytes, position + 1) { length = position + 1 - range.lowerBound }
    }
    return length
  }

  private static func isScalarStart(_ bytes: [UInt8], _ position: Int) -> Bool {
    position >= bytes.count || bytes[position] & 0xC0 != 0x80
  }

  private static func scalarCount(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
    bytes[range].reduce(0) { $1 & 0xC0 != 0x80 ? $0 + 1 : $0 }
  }
}
