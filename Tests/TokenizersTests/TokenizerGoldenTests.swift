import Testing
import Tokenizers

/// Ids, offsets and word ids of the reference library, on hard texts, with every kind of component.
@Suite struct TokenizerGoldenTests {
  @Test(arguments: TokenizerGolden.names) func equalsTheReference(name: String) throws {
    let tokenizer = try TokenizerGolden.tokenizer(name)
    let expected = try TokenizerGolden.read("\(name)/expected.json", as: [TokenizerGolden.Expected].self)
    let texts = try TokenizerGolden.texts()
    #expect(texts.count == expected.count && texts.count > 40)
    var scratch = TokenizerScratch()
    for (text, expected) in zip(texts, expected) {
      let bytes = Array(text.utf8)
      let encoding = tokenizer.encoding(bytes, scratch: &scratch)
      #expect(encoding.ids == expected.ids, "\(text.prefix(100))")
      #expect(encoding.starts == expected.starts, "\(text.prefix(100))")
      #expect(encoding.ends == expected.ends, "\(text.prefix(100))")
      #expect(encoding.words == expected.words, "\(text.prefix(100))")
      #expect(encoding.typeIDs.count == expected.ids.count)
      // Without offsets words may come from the cache: the first time they enter it, then they are found there.
      for _ in 0..<2 {
        let plain = tokenizer.encoding(bytes, withOffsets: false, scratch: &scratch)
        #expect(plain.ids == expected.ids, "\(text.prefix(100))")
        #expect(plain.starts.isEmpty && plain.ends.isEmpty && plain.words.isEmpty)
      }
    }
  }

  @Test func cutsAsTheReference() throws {
    let tokenizer = try TokenizerGolden.tokenizer("sentencepiece")
    var scratch = TokenizerScratch()
    let cases = try TokenizerGolden.read("truncated.json", as: [TokenizerGolden.Truncated].self)
    #expect(cases.count > 30)
    for golden in cases {
      let first = Array(golden.first.utf8)
      let second = Array((golden.second ?? "").utf8)
      let pair: Span<UInt8>? = golden.second == nil ? nil : second.span
      var encoding = Encoding()
      let isCut = tokenizer.encode(
        first.span, pair: pair, maximumLength: golden.length, withOffsets: true, scratch: &scratch, into: &encoding)
      #expect(encoding.ids == golden.ids)
      #expect(encoding.typeIDs == golden.types)
      #expect(encoding.starts.count == golden.ids.count)
      var whole = Encoding()
      let isWholeCut = tokenizer.encode(
        first.span, pair: pair, maximumLength: 100, withOffsets: false, scratch: &scratch, into: &whole)
      #expect(!isWholeCut)
      #expect(isCut == (whole.ids.count > golden.length))
    }
  }

  @Test func leavesRoomForNothingButSpecialTokens() throws {
    let tokenizer = try TokenizerGolden.tokenizer("albert")
    var scratch = TokenizerScratch()
    var encoding = Encoding()
    let text = Array("the of and".utf8)
    let isCut = tokenizer.encode(
      text.span, pair: nil, maximumLength: 1, withOffsets: false, scratch: &scratch, into: &encoding)
    #expect(isCut)
    #expect(encoding.ids == [2, 3])
  }

  @Test func namesItsPieces() throws {
    for name in TokenizerGolden.names {
      let tokenizer = try TokenizerGolden.tokenizer(name)
      for id in 0..<Int32(tokenizer.vocabularySize) {
        let piece = try #require(tokenizer.piece(id))
        if !piece.isEmpty, name != "ties" { #expect(tokenizer.id(ofPiece: Array(piece.utf8)) != nil) }
      }
      #expect(tokenizer.piece(-1) == nil && tokenizer.piece(Int32(tokenizer.vocabularySize)) == nil)
      #expect(tokenizer.id(ofPiece: Array("no such piece".utf8)) == nil)
    }
    let albert = try TokenizerGolden.tokenizer("albert")
    #expect(albert.id(ofPiece: Array("[MASK]".utf8)) == 4)
    #expect(albert.single == [.special(id: 2, typeID: 0), .first(typeID: 0), .special(id: 3, typeID: 0)])
  }

  /// A changed score changes the cut.
  @Test func followsTheScores() throws {
    var definition = try TokenizerGolden.definition("ties")
    let before = try definition.compiled().encoding("abab").ids
    guard case .unigram(var unigram) = definition.model else { return }
    unigram.pieces[5].score = -1.5
    definition.model = .unigram(unigram)
    let after = try definition.compiled().encoding("abab").ids
    #expect(before == [3, 3])
    #expect(after == [5, 2])
  }
}
