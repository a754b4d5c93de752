import TestSupport
import Testing
import TokenizerCompiler
import Tokenizers

/// The compiler refuses, by name, what would take more time or memory than in proportion to the text.
@Suite struct RefusedTokenizerTests {
  /// Patterns that are neither a text nor a run, some of them very long or deep.
  @Test(arguments: [
    "a*", "(a", "a)", "[a", "a{2,1}", "(?i)a", #"\k"#, #"a\p{Greek}"#, "a++", "[[:alpha:]]", #"\"#, "(?=ab)c", "",
    "a|b",
    "a+b", "[ab]c", "a{0,2}", "a{2", "a{x}", "a+?", "^a", "a.", "[b-a]", #"\d"#, "[a&&b]", "a((){99999}){99999}",
    "a{99999999999999999999}", "a" + String(repeating: "{1}", count: 30_000),
    "a" + String(repeating: "+?", count: 50_000), String(repeating: "(", count: 100_000),
    String(repeating: "[", count: 100_000), String(repeating: "a", count: 257),
  ])
  func namesThePattern(pattern: String) throws {
    var definition = try TokenizerGolden.definition("ties")
    definition.normalizers = [.replace(.expression(Array(pattern.utf8)), with: [])]
    let error = try #require(throws: TokenizerDefinitionError.self) { try definition.compiled() }
    #expect(error.part == "Replace")
    #expect(error.problem.utf8.count < 300)
  }

  /// The patterns of published tokenizers, and others that are a text or a run.
  @Test(arguments: [
    ("''", "a''b'''", "a_b_'"), (" {2,}", "a  b c   ", "a_b c_"), (#"\s+"#, " a\t\u{2003}b", "_a_b"),
    ("[0-9]{1,3}", "a12345b", "a__b"), ("[^a-c]{2}", "abxyzc", "ab_zc"), (#"\.\."#, "a...", "a_."),
    ("x{3}", "xxxxxxx", "__x"), ("é", "née", "n_e"), (#"[\]\-x]"#, "a]-x", "a___"), ("[a-]{1,}", "ba-a", "b_"),
    ("x{1}y", "xxy", "x_"),
  ])
  func replacesWhatThePatternMatches(pattern: String, text: String, expected: String) throws {
    let pieces = Set((text + expected).unicodeScalars).sorted().map { Array(String($0).utf8) }
    let definition = TokenizerDefinition(
      normalizers: [.replace(.expression(Array(pattern.utf8)), with: [0x5F])],
      model: .unigram(
        TokenizerDefinition.Unigram(pieces: [(Array("<unk>".utf8), 0)] + pieces.map { ($0, -1) }, unknownID: 0)))
    let tokenizer = try definition.compiled()
    #expect(tokenizer.encoding(text).ids.compactMap(tokenizer.piece).joined() == expected)
  }

  private func refusal(of definition: TokenizerDefinition) throws -> TokenizerDefinitionError {
    try #require(throws: TokenizerDefinitionError.self) { try definition.compiled() }
  }

  @Test func boundsTheNumberOfSteps() throws {
    var definition = try TokenizerGolden.definition("ties")
    definition.normalizers = Array(repeating: .lowercase, count: 64)
    definition.preTokenizers = Array(repeating: .whitespaceSplit, count: 64)
    _ = try definition.compiled()
    definition.preTokenizers.append(.whitespaceSplit)
    #expect(try refusal(of: definition).part == "pre_tokenizer")
    definition.normalizers.append(.lowercase)
    #expect(try refusal(of: definition).part == "normalizer")
  }

  /// A long text would be compared with the piece at each of its positions.
  @Test func boundsThePieces() throws {
    var definition = try TokenizerGolden.definition("ties")
    guard case .unigram(var unigram) = definition.model else { return }
    unigram.pieces.append(([UInt8](repeating: 0x61, count: 3_000_000), -1))
    definition.model = .unigram(unigram)
    #expect(try refusal(of: definition).part == "model.vocab")
    definition = try TokenizerGolden.definition("ties")
    definition.addedTokens = [.init(content: [UInt8](repeating: 0x61, count: 1025), id: 1)]
    #expect(try refusal(of: definition).part == "added_tokens")
  }

  /// Steps that lengthen many tokens and shorten them again.
  @Test func boundsTheNormalizingOfAddedTokens() throws {
    var definition = try TokenizerGolden.definition("ties")
    let long = [UInt8](repeating: 0x61, count: 256)
    let steps: [TokenizerDefinition.Normalizer] = [
      .prepend(long), .prepend(long), .prepend(long), .replace(.expression(Array("a+".utf8)), with: []),
    ]
    definition.normalizers = Array(repeating: steps, count: 16).flatMap(\.self)
    definition.addedTokens = (0..<20_000).map { .init(content: Array("<\($0)>".utf8), id: 8 + $0, isNormalized: true) }
    #expect(try refusal(of: definition).part == "added_tokens")
  }

  /// Replacements that feed each other stop at a multiple of the text.
  @Test func boundsWhatNormalizersMakeOfAText() throws {
    var definition = try TokenizerGolden.definition("ties")
    definition.normalizers = Array(
      repeating: .replace(.literal([0x61]), with: [UInt8](repeating: 0x61, count: 100)), count: 40)
    let encoding = try definition.compiled().encoding(String(repeating: "a", count: 2000))
    #expect(encoding.ids.count <= 18 * (2000 + 1024))
  }

  @Test(arguments: [
    [TemplatePiece.second(typeID: 0), .first(typeID: 0)], [.first(typeID: 0)], [],
    [.first(typeID: 0), .first(typeID: 0), .second(typeID: 0)],
  ])
  func refusesTextsOutOfOrder(template: [TemplatePiece]) throws {
    var definition = try TokenizerGolden.definition("ties")
    definition.pair = template
    #expect(try refusal(of: definition).part == "post_processor")
  }

  /// Each blank that added tokens take in is read once.
  @Test(arguments: [(true, false), (false, true), (true, true)])
  func takesALongRunOfBlanks(stripsLeft: Bool, stripsRight: Bool) throws {
    var definition = try TokenizerGolden.definition("ties")
    definition.addedTokens = [
      .init(content: [0x20], id: 8, stripsLeft: stripsLeft, stripsRight: stripsRight)
    ]
    let encoding = try definition.compiled().encoding(String(repeating: " ", count: 300_000))
    #expect(encoding.ids.count == (stripsLeft && stripsRight ? 1 : 300_000))
  }
}
