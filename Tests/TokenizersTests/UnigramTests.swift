import TestSupport
import Testing
import TokenizerCompiler
import Tokenizers

/// Compares the search with a plain one, which uses strings and tries every piece at every position.
@Suite struct UnigramTests {
  private let pieces: [(piece: String, score: Double)] = [
    ("<unk>", 0), ("a", -2.25), ("b", -2.5), ("ab", -3.5), ("ba", -4.5), ("aba", -6), ("é", -3), ("éa", -4),
    ("bbbb", -7.75), ("aaaaaaaaaaaa", -9), ("日", -8), ("日本", -8.5),
  ]

  private func definition() -> TokenizerDefinition {
    TokenizerDefinition(
      model: .unigram(
        TokenizerDefinition.Unigram(pieces: pieces.map { (Array($0.piece.utf8), $0.score) }, unknownID: 0)))
  }

  private func plainIDs(_ text: [Character]) -> [Int32] {
    let unknownScore = (pieces.map(\.score).min() ?? 0) - 10
    var best: [(score: Double, start: Int, id: Int32)?] = [(0, 0, -1)] + Array(repeating: nil, count: text.count)
    for start in text.indices {
      guard let here = best[start]?.score else { continue }
      var hasCharacter = false
      for length in 1...max(1, min(12, text.count - start)) where start + length <= text.count {
        let candidate = String(text[start..<start + length])
        guard let id = pieces.firstIndex(where: { $0.piece == candidate }) else { continue }
        if length == 1 { hasCharacter = true }
        let score = pieces[id].score + here
        if best[start + length].map({ score > $0.score }) ?? true { best[start + length] = (score, start, Int32(id)) }
      }
      if !hasCharacter, best[start + 1].map({ unknownScore + here > $0.score }) ?? true {
        best[start + 1] = (unknownScore + here, start, 0)
      }
    }
    var ids: [Int32] = []
    var end = text.count
    while end > 0, let node = best[end] {
      // Several unknown characters in a row are one token.
      if node.id != 0 || ids.last != 0 { ids.append(node.id) }
      end = node.start
    }
    return ids.reversed()
  }

  @Test func findsWhatThePlainSearchFinds() throws {
    let tokenizer = try definition().compiled()
    var random = SplitMix64(state: 1)
    let alphabet = Array("aaaabbbé日本x")
    for length in 0..<300 {
      let text = (0..<length % 40).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &random)] }
      #expect(tokenizer.encoding(String(text)).ids == plainIDs(text), "\(String(text))")
    }
  }

  /// A line without a blank that is so long that only a search in linear time ends.
  @Test func takesALongLineWithoutABlank() throws {
    let tokenizer = try definition().compiled()
    let unit = "abababbbbé日本xx"
    let once = tokenizer.encoding(unit).ids
    let count = 20_000
    let encoding = tokenizer.encoding(String(repeating: unit, count: count))
    #expect(encoding.ids == Array(repeatElement(once, count: count).joined()))
    #expect(encoding.starts.dropFirst().elementsEqual(encoding.ends.dropLast()))
    #expect(encoding.ends.last == Int32(unit.utf8.count * count))
  }

  /// Sorting combining marks, finding added tokens and matching patterns take linear time.
  @Test(arguments: ["albert", "added-tokens", "patterns", "nfkc-metaspace", "word-piece"])
  func takesALongRunOfMarks(name: String) throws {
    let tokenizer = try TokenizerGolden.tokenizer(name)
    for unit in ["\u{301}\u{323}", "[", "a", " ", "👨\u{200D}"] {
      let text = "a" + String(repeating: unit, count: 30_000) + " the"
      #expect(tokenizer.encoding(text, withOffsets: false).ids == tokenizer.encoding(text).ids)
    }
  }
}
