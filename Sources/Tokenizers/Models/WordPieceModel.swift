import Checkpoint

/// BERT's WordPiece, which takes the longest piece that fits, again and again. A word that pieces cannot cover is unknown as a
/// whole.
final class WordPieceModel: Sendable {
  /// The ids of the pieces.
  let trie: DoubleArrayTrie
  let vocabularySize: Int
  let unknownID: Int32
  let continuationPrefix: [UInt8]
  /// In Unicode scalars.
  let maximumWordLength: Int

  init(
    trie: DoubleArrayTrie, vocabularySize: Int, unknownID: Int32, continuationPrefix: [UInt8], maximumWordLength: Int
  ) {
    self.trie = trie
    self.vocabularySize = vocabularySize
    self.unknownID = unknownID
    self.continuationPrefix = continuationPrefix
    self.maximumWordLength = maximumWordLength
  }

  /// Appends the tokens of `word` to `tokens`.
  func tokenize(_ word: [UInt8], into tokens: inout [WordToken]) {
    let firstToken = tokens.count
    let unknown = WordToken(id: unknownID, start: 0, end: Int32(word.count))
    guard !isTooLong(word) else {
      tokens.append(unknown)
      return
    }
    let trie = trie
    let units = trie.span
    let bytes = word.span
    let root = TrieNode(units)
    var continuation = root
    let canContinue = continuationPrefix.allSatisfy { continuation.descend($0, in: units) }
    var start = 0
    while start < bytes.count {
      var node = start == 0 ? root : continuation
      var best: (end: Int, id: UInt32)?
      var end = start
      let limit = min(bytes.count, start + ProgramCode.maximumPieceLength)
      while start == 0 || canContinue, end < limit, node.descend(bytes[end], in: units) {
        end += 1
        let isWholeCharacter = end == bytes.count || bytes[end] & 0xC0 != 0x80
        if isWholeCharacter, let id = node.value(in: units), Int(id) < vocabularySize { best = (end, id) }
      }
      guard let (end, id) = best else {
        tokens.removeSubrange(firstToken...)
        tokens.append(unknown)
        return
      }
      tokens.append(WordToken(id: Int32(truncatingIfNeeded: id), start: Int32(start), end: Int32(end)))
      start = end
    }
  }

  private func isTooLong(_ word: [UInt8]) -> Bool {
    guard word.count > maximumWordLength else { return false }
    var count = 0
    for byte in word where byte & 0xC0 != 0x80 { count += 1 }
    return count > maximumWordLength
  }
}
