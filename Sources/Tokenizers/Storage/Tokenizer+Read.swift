import Checkpoint

extension Tokenizer {
  static func readModel(
    from program: inout ProgramReader, vocabularySize: Int, _ checkpoint: Checkpoint
  ) throws(CheckpointError) -> Model {
    let trie = DoubleArrayTrie(try checkpoint.array("tokenizer.trie", of: UInt32.self))
    let kind = try program.code("model", ProgramCode.Model.self)
    let unknownID = Int32(try program.number("the unknown token's id", below: vocabularySize))
    switch kind {
    case .unigram, .sentencePiece:
      let unknownScore = try program.double()
      let byteIDs = try program.list("the byte pieces")
      guard byteIDs.isEmpty || byteIDs.count == 256, byteIDs.allSatisfy({ $0 == .max || $0 < vocabularySize }) else {
        throw program.failure("has byte pieces beyond the vocabulary")
      }
      let scores = try checkpoint.array("tokenizer.scores", of: Double.self)
      return .unigram(
        UnigramModel(
          trie: trie, scores: scores, unknownID: unknownID, unknownScore: unknownScore,
          byteIDs: byteIDs.map { Int32(truncatingIfNeeded: $0) }, sumsOverWords: kind == .sentencePiece))
    case .wordPiece:
      let prefix = try program.list("the prefix")
      guard prefix.allSatisfy({ $0 < 256 }) else { throw program.failure("has a prefix with a number above 255") }
      return .wordPiece(
        WordPieceModel(
          trie: trie, vocabularySize: vocabularySize, unknownID: unknownID,
          continuationPrefix: prefix.map { UInt8(truncatingIfNeeded: $0) },
          maximumWordLength: Int(try program.word())))
    }
  }

  static func readAddedTokens(
    from program: inout ProgramReader, vocabularySize: Int, words: ScalarTable?, _ checkpoint: Checkpoint
  ) throws(CheckpointError) -> (inText: AddedTokens, inNormalizedText: AddedTokens?) {
    let count = try program.count("added tokens", ofSize: 2)
    var tokens: [AddedTokens.Token] = []
    var areNormalized = false
    for _ in 0..<count {
      let id = Int32(try program.number("an added token's id", below: vocabularySize))
      let flags = try program.word()
      guard flags <= ProgramCode.TokenFlag.all else {
        throw program.failure("has an added token with the unknown flags \(flags)")
      }
      tokens.append(
        AddedTokens.Token(
          id: id, isSingleWord: flags & ProgramCode.TokenFlag.singleWord != 0,
          stripsLeft: flags & ProgramCode.TokenFlag.stripsLeft != 0,
          stripsRight: flags & ProgramCode.TokenFlag.stripsRight != 0,
          isText: flags & ProgramCode.TokenFlag.text != 0))
      areNormalized = areNormalized || flags & ProgramCode.TokenFlag.normalized != 0
    }
    let wordSet = try program.word()
    guard wordSet < 1 << 16 else {
      throw program.failure("has the set \(wordSet) for words; less than 65536 was expected")
    }
    func table(_ section: String) throws(CheckpointError) -> AddedTokens {
      AddedTokens(
        tokens: tokens, trie: DoubleArrayTrie(try checkpoint.array(section, of: UInt32.self)), words: words,
        wordSet: UInt16(wordSet))
    }
    // Without tokens that are found in normalized text their section is missing.
    return (
      try table("tokenizer.added.trie"), try areNormalized ? table("tokenizer.added.normalized.trie") : nil
    )
  }

  static func readTemplate(
    of texts: Int, from program: inout ProgramReader, vocabularySize: Int
  ) throws(CheckpointError) -> [TemplatePiece] {
    let count = try program.count("template pieces", ofSize: 3)
    var template: [TemplatePiece] = []
    for _ in 0..<count {
      let kind = try program.code("template piece", ProgramCode.Template.self)
      let id = Int32(try program.number("a special token's id", below: vocabularySize))
      let typeID = UInt8(try program.number("a segment", below: 256))
      switch kind {
      case .special: template.append(.special(id: id, typeID: typeID))
      case .first: template.append(.first(typeID: typeID))
      case .second: template.append(.second(typeID: typeID))
      }
    }
    guard template.takesTextsInOrder(texts) else {
      throw program.failure("has a template that does not hold each of its texts once and in order")
    }
    return template
  }
}
