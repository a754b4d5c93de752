import Checkpoint

/// SentencePiece's unigram language model, which cuts a word into the pieces with the largest sum of scores.
final class UnigramModel: Sendable {
  /// The ids of the pieces.
  let trie: DoubleArrayTrie
  /// The score of each id of the vocabulary.
  let scores: MappedArray<Double>
  let unknownID: Int32
  /// The score of a character that no piece covers: the smallest score less 10.
  let unknownScore: Double
  /// The ids of the pieces for the bytes 0 to 255, -1 where the vocabulary lacks one; empty without byte fallback.
  let byteIDs: [Int32]
  /// Whether scores are added up over all words of a text, each sum rounded to single precision, as in SentencePiece. Where two ways
  /// to cut a word are equally good, the rounding decides, and so the words before it do.
  let sumsOverWords: Bool

  init(
    trie: DoubleArrayTrie, scores: MappedArray<Double>, unknownID: Int32, unknownScore: Double, byteIDs: [Int32],
    sumsOverWords: Bool
  ) {
    self.trie = trie
    self.scores = scores
    self.unknownID = unknownID
    self.unknownScore = unknownScore
    self.byteIDs = byteIDs
    self.sumsOverWords = sumsOverWords
  }

  /// The best path to a position in the word.
  struct Node {
    var score: Double = 0
    var id: Int32 = 0
    /// The size of the path's last piece in bytes; 0 where no path ends here.
    var length: Int32 = 0
  }

  struct Scratch: ~Copyable {
    var nodes: [Node] = []
    /// The score of the words before; 0 unless `sumsOverWords`.
    var sum: Double = 0
  }

  /// Appends the tokens of `word` to `tokens`.
  ///
  /// Sums go from left to right, and a later path replaces an earlier one only if it is better. So ties fall as in the reference.
  func tokenize(_ word: [UInt8], scratch: inout Scratch, into tokens: inout [WordToken]) {
    let count = word.count
    guard count > 0 else { return }
    if scratch.nodes.count < count + 1 {
      scratch.nodes.append(contentsOf: repeatElement(Node(), count: count + 1 - scratch.nodes.count))
    }
    let (trie, scores) = (trie, scores)
    if sumsOverWords {
      findBestPath(word.span, trie.span, scores.span, &scratch.nodes, from: scratch.sum) { Double(Float($0)) }
      scratch.sum = scratch.nodes[count].score
    } else {
      findBestPath(word.span, trie.span, scores.span, &scratch.nodes, from: 0) { $0 }
    }
    let firstToken = tokens.count
    var end = count
    // From the end. Several unknown pieces in a row become one.
    var unknownEnd = -1
    while end > 0 {
      let node = scratch.nodes[end]
      let start = end - Int(max(node.length, 1))
      if node.id == unknownID {
        if unknownEnd < 0 { unknownEnd = end }
      } else {
        if unknownEnd >= 0 { appendUnknown(word, end, unknownEnd, &tokens) }
        unknownEnd = -1
        tokens.append(WordToken(id: node.id, start: Int32(start), end: Int32(end)))
      }
      end = start
    }
    if unknownEnd >= 0 { appendUnknown(word, 0, unknownEnd, &tokens) }
    tokens[firstToken...].reverse()
  }

  @inline(__always)
  private func findBestPath(
    _ word: Span<UInt8>, _ units: Span<UInt32>, _ scores: Span<Double>, _ nodes: inout [Node], from sum: Double,
    rounded: (Double) -> Double
  ) {
    let count = word.count
    for index in 0...count { nodes[index] = Node() }
    nodes[0].score = sum
    var nodes = nodes.mutableSpan
    let root = TrieNode(units)
    var start = 0
    while start < count {
      let scoreHere = nodes[start].score
      let characterEnd = min(start + Self.characterLength(word[start]), count)
      var hasCharacter = false
      var node = root
      var end = start
      let limit = min(count, start + ProgramCode.maximumPieceLength)
      while end < limit, node.descend(word[end], in: units) {
        end += 1
        guard let id = node.value(in: units), Int(id) < scores.count else { continue }
        if end == characterEnd { hasCharacter = true }
        let score = rounded(scores[Int(id)] + scoreHere)
        if nodes[end].length == 0 || score > nodes[end].score {
          nodes[end] = Node(score: score, id: Int32(truncatingIfNeeded: id), length: Int32(end - start))
        }
      }
      if !hasCharacter {
        let score = rounded(unknownScore + scoreHere)
        if nodes[characterEnd].length == 0 || score > nodes[characterEnd].score {
          nodes[characterEnd] = Node(score: score, id: unknownID, length: Int32(characterEnd - start))
        }
      }
      start = characterEnd
    }
  }

  /// Appends the tokens of the bytes from `start` to `end`, which no piece covers, to a list in reverse order.
  private func appendUnknown(_ word: [UInt8], _ start: Int, _ end: Int, _ tokens: inout [WordToken]) {
    let whole = (start: Int32(start), end: Int32(end))
    // Together they may be a piece, one with a still lower score.
    if let id = trie.value(of: Array(word[start..<end])), Int(id) < scores.count {
      tokens.append(WordToken(id: Int32(truncatingIfNeeded: id), start: whole.start, end: whole.end))
      return
    }
    if !byteIDs.isEmpty, word[start..<end].allSatisfy({ byteIDs[Int($0)] >= 0 }) {
      for byte in word[start..<end].reversed() {
        tokens.append(WordToken(id: byteIDs[Int(byte)], start: whole.start, end: whole.end))
      }
      return
    }
    tokens.append(WordToken(id: unknownID, start: whole.start, end: whole.end))
  }

  @inline(__always)
  private static func characterLength(_ first: UInt8) -> Int {
    first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
  }
}
