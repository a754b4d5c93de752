import Checkpoint

/// Finds added tokens in a text before it is normalized. A second list is used for tokens that are found in normalized text.
struct AddedTokens: Sendable {
  struct Token: Sendable {
    let id: Int32
    let isSingleWord: Bool
    let stripsLeft: Bool
    let stripsRight: Bool
    /// Whether the token is plain text: it is found like the others and hides those inside it, but is not a token.
    let isText: Bool
  }

  /// A token in a text: the bytes from `start` to `end`, with the blanks that it takes in.
  struct Match {
    let token: Token
    let start: Int
    let end: Int
  }

  private let tokens: [Token]
  /// The index in `tokens` of each content.
  private let trie: DoubleArrayTrie
  private let startsToken: [Bool]
  /// The table with the set `\w`, for tokens that must be single words.
  private let words: ScalarTable?
  private let wordSet: UInt16

  init(tokens: [Token], trie: DoubleArrayTrie, words: ScalarTable?, wordSet: UInt16) {
    self.tokens = tokens
    self.trie = trie
    self.words = words
    self.wordSet = wordSet
    let units = trie.span
    startsToken = (0..<256).map { byte in
      var node = TrieNode(units)
      return node.descend(UInt8(byte), in: units)
    }
  }

  var isEmpty: Bool { trie.isEmpty }

  /// Finds the leftmost token at `position` or later, and the longest of several there. Moves `position` after it.
  ///
  /// - Parameter free: the end of the token before. Blanks before it cannot be taken in.
  func next(in text: Span<UInt8>, from position: inout Int, free: Int) -> Match? {
    let units = trie.span
    let startsToken = startsToken.span
    while position < text.count {
      guard startsToken[Int(text[position])] else {
        position += 1
        continue
      }
      var node = TrieNode(units)
      var end = position
      var found: (end: Int, token: Token)?
      let limit = min(text.count, position + ProgramCode.maximumPieceLength)
      while end < limit, node.descend(text[end], in: units) {
        end += 1
        if let index = node.value(in: units), Int(index) < tokens.count { found = (end, tokens[Int(index)]) }
      }
      guard let (end, token) = found else {
        position += 1
        continue
      }
      let start = position
      position = end
      if token.isText { continue }
      if token.isSingleWord, isWord(text.scalar(before: start)) || isWord(text.scalar(after: end)) { continue }
      let match = Match(
        token: token, start: token.stripsLeft ? Self.blanks(before: start, from: free, in: text) : start,
        // There are only blanks up to `free`, which the token before has read. So each run of blanks is read once.
        end: token.stripsRight ? Self.blanks(after: max(end, free), in: text) : end)
      // A token of blanks may be among those that the one before has taken in.
      if match.start < match.end { return match }
    }
    return nil
  }

  private func isWord(_ scalar: UInt32?) -> Bool {
    guard let scalar, let words else { return false }
    return words.view[scalar] & wordSet != 0
  }

  /// The start of the blanks before `position`, at least `free`.
  private static func blanks(before position: Int, from free: Int, in text: Span<UInt8>) -> Int {
    var start = position
    while start > free, let scalar = text.scalar(before: start), isWhiteSpace(scalar) { start -= utf8Length(scalar) }
    return max(start, free)
  }

  private static func blanks(after position: Int, in text: Span<UInt8>) -> Int {
    var end = position
    while let scalar = text.scalar(after: end), isWhiteSpace(scalar) { end += utf8Length(scalar) }
    return end
  }

  private static func utf8Length(_ scalar: UInt32) -> Int {
    scalar < 0x80 ? 1 : scalar < 0x800 ? 2 : scalar < 0x10000 ? 3 : 4
  }
}
