import Checkpoint
import Tokenizers

extension TokenizerDefinition {
  /// The largest vocabulary. A larger id is a sign of damage.
  private static let maximumVocabularySize = 1 << 24
  /// The most scalars that the normalizers may read for all added tokens together. 100,000 long tokens take a tenth of it.
  private static let normalizationBudget = 200_000_000

  /// Compiles the tokenizer into the sections "tokenizer.*", which a run reads in place. Of the Unicode tables they hold only what the
  /// tokenizer's steps need.
  ///
  /// - Throws: `TokenizerDefinitionError` where the parts do not fit together, or exceed a limit.
  public func add(to writer: inout CheckpointWriter) throws(TokenizerDefinitionError) {
    var program = ProgramWriter()
    var tables = TableCollector()
    try addNormalizers(to: &program, &tables, &writer)
    let stepCount = preTokenizers.reduce(0) { $0 + ($1 == .bert ? 2 : 1) }
    try Self.check(stepCount: stepCount, part: "pre_tokenizer")
    program.add(stepCount)
    for preTokenizer in preTokenizers { try add(preTokenizer, to: &program, &tables) }
    var pieces: [[UInt8]]
    switch model {
    case .unigram(let unigram): pieces = try add(unigram, to: &program, &writer)
    case .wordPiece(let wordPiece): pieces = try add(wordPiece, to: &program, &writer)
    }
    program.add(pieces.count)
    try addTokens(to: &program, &tables, &writer, pieces: &pieces)
    try add(single, of: 1, vocabularySize: pieces.count, to: &program)
    try add(pair, of: 2, vocabularySize: pieces.count, to: &program)
    program.add(truncatesLeft)
    program.add(offsetTrimming.rawValue)
    writer.addVocabulary(pieces)
    writer.add("tokenizer.program", program.words)
    tables.add(to: &writer)
  }

  private static func check(stepCount: Int, part: String) throws(TokenizerDefinitionError) {
    guard stepCount <= ProgramCode.maximumStepCount else {
      throw TokenizerDefinitionError(
        part: part, problem: "has \(stepCount) steps; at most \(ProgramCode.maximumStepCount) are supported")
    }
  }

  private func addNormalizers(
    to program: inout ProgramWriter, _ tables: inout TableCollector, _ writer: inout CheckpointWriter
  ) throws(TokenizerDefinitionError) {
    try Self.check(stepCount: normalizers.count, part: "normalizer")
    program.add(normalizers.count)
    for normalizer in normalizers { try add(normalizer, to: &program, &tables, &writer) }
  }

  private func add(
    _ normalizer: Normalizer, to program: inout ProgramWriter, _ tables: inout TableCollector,
    _ writer: inout CheckpointWriter
  ) throws(TokenizerDefinitionError) {
    func add(_ code: ProgramCode.Normalizer) { program.add(code.rawValue) }
    switch normalizer {
    case .nfc, .nfd:
      add(normalizer == .nfc ? .nfc : .nfd)
      tables.needsCanonical = true
      tables.needsCompositions = tables.needsCompositions || normalizer == .nfc
    case .nfkc, .nfkd:
      add(normalizer == .nfkc ? .nfkc : .nfkd)
      tables.needsCompatible = true
      tables.needsCompositions = tables.needsCompositions || normalizer == .nfkc
    case .nmt: add(.nmt)
    case .lowercase:
      add(.lowercase)
      tables.needsLowercase = true
    case .stripAccents, .stripNonspacingMarks:
      add(.remove)
      program.add(tables.bit(normalizer == .stripAccents ? .combiningMarks : .nonspacingMarks))
    case .bertCleanUp:
      add(.bertCleanUp)
      program.add(tables.bit(.bertControls))
    case .spaceChinese: add(.spaceChinese)
    case .strip(let left, let right):
      add(.strip)
      program.add(left)
      program.add(right)
    case .replace(let pattern, let content):
      add(.replace)
      program.add(try PatternCompiler.compile(pattern, part: "Replace"))
      program.add(try Self.scalars(content, part: "Replace"))
    case .prepend(let content):
      add(.prepend)
      program.add(try Self.scalars(content, part: "Prepend"))
    case .precompiled(let map):
      add(.characterMap)
      program.add(tables.characterMapCount)
      try writer.addCharacterMap(map, index: tables.characterMapCount)
      tables.characterMapCount += 1
    case .sentencePieceMap(let map, let kept):
      add(.sentencePieceMap)
      program.add(tables.characterMapCount)
      program.add(CharacterMapKeys(map).keepsPlainWords)
      try writer.addCharacterMap(map, index: tables.characterMapCount)
      try addTrie(
        "tokenizer.charsmap.\(tables.characterMapCount).kept", kept.map { (key: $0, value: 0) }, part: "Precompiled",
        to: &writer)
      tables.characterMapCount += 1
    case .sentencePieceBlanks(let blanks):
      add(.sentencePieceBlanks)
      program.add(blanks.mark.value)
      program.add(blanks.marksStart)
      program.add(blanks.marksEnd)
      program.add(blanks.collapses)
    }
  }

  private static func scalars(_ content: [UInt8], part: String) throws(TokenizerDefinitionError) -> [UInt32] {
    let scalars = content.decodedScalars
    guard scalars.count <= ProgramCode.maximumContentLength else {
      throw TokenizerDefinitionError(
        part: part,
        problem:
          "its content has \(scalars.count) characters; at most \(ProgramCode.maximumContentLength) are supported")
    }
    return scalars
  }

  private func add(
    _ preTokenizer: PreTokenizer, to program: inout ProgramWriter, _ tables: inout TableCollector
  ) throws(TokenizerDefinitionError) {
    func add(_ code: ProgramCode.PreTokenizer) { program.add(code.rawValue) }
    func addMembers(_ set: TableCollector.ScalarProperty, _ behavior: DelimiterBehavior) {
      add(.members)
      program.add(tables.bit(set))
      program.add(behavior.rawValue)
    }
    switch preTokenizer {
    case .whitespaceSplit: add(.whitespaceSplit)
    case .whitespace:
      add(.wordRuns)
      program.add(tables.bit(.words))
    case .bert:
      add(.whitespaceSplit)
      addMembers(.punctuation, .isolated)
    case .metaspace(let replacement, let prepend, let splits):
      add(.metaspace)
      program.add(replacement.value)
      program.add(prepend.rawValue)
      program.add(splits)
    case .digits(let individual): addMembers(.numeric, individual ? .isolated : .contiguous)
    case .punctuation(let behavior): addMembers(.punctuation, behavior)
    case .delimiter(let scalar):
      add(.delimiter)
      program.add(scalar.value)
    case .split(let pattern, let behavior, let inverted):
      add(.pattern)
      program.add(try PatternCompiler.compile(pattern, part: "Split"))
      program.add(behavior.rawValue)
      program.add(inverted)
    }
  }

  /// Adds the model, and returns its pieces by id.
  private func add(
    _ unigram: Unigram, to program: inout ProgramWriter, _ writer: inout CheckpointWriter
  ) throws(TokenizerDefinitionError) -> [[UInt8]] {
    guard unigram.pieces.count <= Self.maximumVocabularySize else {
      throw TokenizerDefinitionError(
        part: "model.vocab",
        problem: "has \(unigram.pieces.count) pieces; at most \(Self.maximumVocabularySize) are supported")
    }
    guard unigram.pieces.indices.contains(unigram.unknownID) else {
      throw TokenizerDefinitionError(
        part: "model.unk_id", problem: "is \(unigram.unknownID); the vocabulary has \(unigram.pieces.count) pieces")
    }
    program.add((unigram.sumsOverWords ? ProgramCode.Model.sentencePiece : .unigram).rawValue)
    program.add(unigram.unknownID)
    program.add(unigram.unknownScore ?? unigram.pieces.reduce(Double.infinity) { min($0, $1.score) } - 10)
    program.add(byteIDs(unigram))
    let matched = unigram.pieces.enumerated().filter { !unigram.unmatchedIDs.contains($0.offset) }
    try addTrie(
      "tokenizer.trie", matched.map { (key: $0.element.piece, value: UInt32($0.offset)) }, part: "model.vocab",
      to: &writer)
    writer.add("tokenizer.scores", unigram.pieces.map(\.score))
    return unigram.pieces.map(\.piece)
  }

  /// The ids of the byte pieces, with all bits set for a missing one; empty without byte fallback.
  private func byteIDs(_ unigram: Unigram) -> [UInt32] {
    guard unigram.hasByteFallback else { return [] }
    var ids = [UInt32](repeating: .max, count: 256)
    var byteOfPiece: [[UInt8]: Int] = [:]
    for byte in 0..<256 {
      let digits = String(byte, radix: 16, uppercase: true)
      byteOfPiece[Array("<0x\(digits.utf8.count < 2 ? "0" : "")\(digits)>".utf8)] = byte
    }
    for (id, entry) in unigram.pieces.enumerated() {
      if let byte = byteOfPiece[entry.piece] { ids[byte] = UInt32(id) }
    }
    return ids
  }

  private func add(
    _ wordPiece: WordPiece, to program: inout ProgramWriter, _ writer: inout CheckpointWriter
  ) throws(TokenizerDefinitionError) -> [[UInt8]] {
    if let wrong = wordPiece.pieces.first(where: { $0.id < 0 || $0.id >= Self.maximumVocabularySize }) {
      throw TokenizerDefinitionError(
        part: "model.vocab", problem: "has the id \(wrong.id); 0 to \(Self.maximumVocabularySize - 1) was expected")
    }
    let size = (wordPiece.pieces.lazy.map(\.id).max() ?? -1) + 1
    guard let unknown = wordPiece.pieces.last(where: { $0.piece == wordPiece.unknownPiece }) else {
      throw TokenizerDefinitionError(
        part: "model.unk_token",
        problem: "is '\(String(decoding: wordPiece.unknownPiece, as: UTF8.self))', which the vocabulary lacks")
    }
    program.add(ProgramCode.Model.wordPiece.rawValue)
    program.add(unknown.id)
    program.add(wordPiece.continuationPrefix.map { UInt32($0) })
    program.add(min(max(wordPiece.maximumWordLength, 0), Int(Int32.max)))
    try addTrie(
      "tokenizer.trie", wordPiece.pieces.map { (key: $0.piece, value: UInt32($0.id)) }, part: "model.vocab", to: &writer
    )
    var pieces = [[UInt8]](repeating: [], count: size)
    for (piece, id) in wordPiece.pieces { pieces[id] = piece }
    return pieces
  }

  /// Adds the added tokens. The values in the tries are indices of the program's list.
  private func addTokens(
    to program: inout ProgramWriter, _ tables: inout TableCollector, _ writer: inout CheckpointWriter,
    pieces: inout [[UInt8]]
  ) throws(TokenizerDefinitionError) {
    var entries: [(key: [UInt8], value: UInt32)] = []
    program.add(addedTokens.count)
    for (index, token) in addedTokens.enumerated() {
      let name = String(decoding: token.content, as: UTF8.self)
      guard !token.content.isEmpty else {
        throw TokenizerDefinitionError(part: "added_tokens", problem: "have a token without a character")
      }
      guard token.id >= 0, token.id < Self.maximumVocabularySize else {
        throw TokenizerDefinitionError(
          part: "added_tokens",
          problem: "'\(name)' has the id \(token.id); 0 to \(Self.maximumVocabularySize - 1) was expected")
      }
      program.add(token.id)
      program.add(
        (token.isSingleWord ? ProgramCode.TokenFlag.singleWord : 0)
          | (token.stripsLeft ? ProgramCode.TokenFlag.stripsLeft : 0)
          | (token.stripsRight ? ProgramCode.TokenFlag.stripsRight : 0)
          | (token.isNormalized ? ProgramCode.TokenFlag.normalized : 0)
          | (token.isSpecial && splitsSpecialTokens ? ProgramCode.TokenFlag.text : 0))
      if !token.isNormalized { entries.append((token.content, UInt32(index))) }
      while pieces.count <= token.id { pieces.append([]) }
      pieces[token.id] = token.content
    }
    program.add(addedTokens.contains(where: \.isSingleWord) ? tables.bit(.words) : 0)
    try addTrie("tokenizer.added.trie", entries, part: "added_tokens", to: &writer)
    if addedTokens.contains(where: \.isNormalized) {
      try addTrie("tokenizer.added.normalized.trie", normalizedTokens(), part: "added_tokens", to: &writer)
    }
  }

  /// The contents of tokens that are found in normalized text, normalized by the tokenizer's own normalizers.
  private func normalizedTokens() throws(TokenizerDefinitionError) -> [(key: [UInt8], value: UInt32)] {
    var program = ProgramWriter()
    var tables = TableCollector()
    var writer = CheckpointWriter()
    try addNormalizers(to: &program, &tables, &writer)
    writer.add("tokenizer.program", program.words)
    tables.add(to: &writer)
    let normalization: Normalization
    do {
      let checkpoint = try writer.checkpoint(path: "the normalizers")
      var reader = try ProgramReader(checkpoint)
      normalization = try Normalization(from: &reader, in: checkpoint)
    } catch {
      throw TokenizerDefinitionError(part: "normalizer", problem: "\(error)")
    }
    var budget = Self.normalizationBudget
    var entries: [(key: [UInt8], value: UInt32)] = []
    for (index, token) in addedTokens.enumerated() where token.isNormalized {
      guard let content = normalization.normalized(token.content, budget: &budget) else {
        throw TokenizerDefinitionError(
          part: "added_tokens", problem: "take more than \(Self.normalizationBudget) steps to normalize")
      }
      entries.append((content, UInt32(index)))
    }
    return entries
  }

  private func addTrie(
    _ name: String, _ entries: [(key: [UInt8], value: UInt32)], part: String, to writer: inout CheckpointWriter
  ) throws(TokenizerDefinitionError) {
    if let long = entries.first(where: { $0.key.count > ProgramCode.maximumPieceLength }) {
      let beginning = String(decoding: long.key.prefix(40), as: UTF8.self)
      throw TokenizerDefinitionError(
        part: part,
        problem: "'\(beginning)…' has \(long.key.count) bytes; at most \(ProgramCode.maximumPieceLength) are supported")
    }
    do {
      writer.add(name, try DoubleArrayTrieBuilder.build(entries.filter { !$0.key.isEmpty }))
    } catch {
      throw TokenizerDefinitionError(part: part, problem: "has too many pieces for a double array")
    }
  }

  private func add(
    _ template: [TemplatePiece], of texts: Int, vocabularySize: Int, to program: inout ProgramWriter
  ) throws(TokenizerDefinitionError) {
    guard template.takesTextsInOrder(texts) else {
      throw TokenizerDefinitionError(
        part: "post_processor", problem: "does not take each text once and in order, which is not supported")
    }
    program.add(template.count)
    for piece in template {
      let (code, id, typeID): (ProgramCode.Template, Int, UInt8) =
        switch piece {
        case .special(let id, let typeID): (.special, Int(id), typeID)
        case .first(let typeID): (.first, 0, typeID)
        case .second(let typeID): (.second, 0, typeID)
        }
      guard id >= 0, id < vocabularySize else {
        throw TokenizerDefinitionError(
          part: "post_processor", problem: "adds the id \(id); the vocabulary has \(vocabularySize) ids")
      }
      program.add(code.rawValue)
      program.add(id)
      program.add(Int(typeID))
    }
  }
}
