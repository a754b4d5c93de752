import Testing
import TokenizerCompiler
import Tokenizers

/// Ids, offsets and word ids are those of the reference library, on hard texts and with every kind of component.
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
      // Without offsets the first pass fills the cache of words, and the second one reads it.
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

  @Test(arguments: TokenizerGolden.names) func namesItsPieces(name: String) throws {
    let definition = try TokenizerGolden.definition(name)
    let tokenizer = try definition.compiled()
    var pieces: [Int: [UInt8]] = [:]
    switch definition.model {
    case .unigram(let unigram): for (id, entry) in unigram.pieces.enumerated() { pieces[id] = entry.piece }
    case .wordPiece(let wordPiece): for entry in wordPiece.pieces { pieces[entry.id] = entry.piece }
    }
    for token in definition.addedTokens { pieces[token.id] = token.content }
    for id in 0..<tokenizer.vocabularySize {
      #expect(tokenizer.piece(Int32(id)).map { Array($0.utf8) } == pieces[id, default: []], "id \(id)")
    }
    #expect(tokenizer.piece(-1) == nil && tokenizer.piece(Int32(tokenizer.vocabularySize)) == nil)
  }

  @Test func hasTheTemplateOfTheFile() throws {
    let albert = try TokenizerGolden.tokenizer("albert")
    #expect(albert.piece(4) == "[MASK]")
    #expect(albert.single == [.special(id: 2, typeID: 0), .first(typeID: 0), .special(id: 3, typeID: 0)])
  }

  /// A changed score changes the pieces.
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
