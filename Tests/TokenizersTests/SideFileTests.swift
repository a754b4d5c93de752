import Conversion
import Foundation
import TestSupport
import Testing
import Tokenizers

/// What the files beside a tokenizer change, as AutoTokenizer lets them: compared in full with transformers by
/// scripts/goldens/compare-tokenizers.py.
@Suite struct SideFileTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func copy(_ name: String, of golden: String) throws {
    let source = TokenizerGolden.directory.appendingPathComponent("\(golden)/\(name)").path
    try FileManager.default.copyItem(atPath: source, toPath: directory.path(name))
  }

  private func tokenizer() throws -> Tokenizer { try readTokenizer(directory: directory.path).compiled() }

  private func pieces(_ text: String) throws -> [String] {
    let tokenizer = try tokenizer()
    return tokenizer.encoding(text).ids.compactMap(tokenizer.piece)
  }

  /// The switches of tokenizer_config.json stand in place of BertNormalizer's; what it lacks is lowercased.
  @Test(arguments: [
    ("{}", ["hello"]), (#"{"tokenizer_class": "BertTokenizer", "do_lower_case": false}"#, ["Hello"]),
    (#"{"tokenizer_class": "BertTokenizer"}"#, ["hello"]),
  ])
  func bertsSwitchesAreTheConfigurations(configuration: String, expected: [String]) throws {
    let isCased = configuration == "{}"
    let normalizer = #"{"type":"BertNormalizer","clean_text":true,"handle_chinese_chars":true,"strip_accents":null,"#
    let model = #"{"type":"WordPiece","unk_token":"[UNK]","continuing_subword_prefix":"~","#
    try directory.write(
      #"{"normalizer":\#(normalizer)"lowercase":\#(isCased)},"pre_tokenizer":{"type":"BertPreTokenizer"},"model":"#
        + model + #""max_input_chars_per_word":100,"vocab":{"[UNK]":0,"hello":1,"Hello":2}}}"#, to: "tokenizer.json")
    try directory.write(configuration, to: "tokenizer_config.json")
    #expect(try pieces("Hello") == expected)
  }

  /// Each way to add a token gives it the next id.
  @Test(arguments: [
    ("tokenizer_config.json", #"{"additional_special_tokens": ["<x>"]}"#),
    ("tokenizer_config.json", #"{"extra_special_tokens": {"x_token": "<x>"}}"#),
    ("tokenizer_config.json", #"{"extra_special_tokens": ["<x>"]}"#),
    ("tokenizer_config.json", #"{"added_tokens_decoder": {"9": {"content": "<x>", "special": true}}}"#),
    ("tokenizer_config.json", #"{"mask_token": "<x>"}"#), ("added_tokens.json", #"{"<x>": 9}"#),
    ("special_tokens_map.json", #"{"additional_special_tokens": [{"content": "<x>"}]}"#),
  ])
  func addsTokens(file: String, content: String) throws {
    try copy("tokenizer.json", of: "ties")
    try directory.write(content, to: file)
    #expect(try pieces("a<x>b") == ["a", "<x>", "b"])
    #expect(try tokenizer().id(ofPiece: Array("<x>".utf8)) == 8)
  }

  @Test(
    arguments: ["tokenizer_config.json", "config.json"], ["T5Tokenizer", "XLNetTokenizerFast", "BertJapaneseTokenizer"])
  func namesTheClass(file: String, name: String) throws {
    try copy("tokenizer.json", of: "ties")
    try directory.write(#"{"tokenizer_class": "\#(name)"}"#, to: file)
    let error = try #require(throws: ConversionError.self) { try readTokenizer(directory: directory.path) }
    #expect(error.path == directory.path(file) && error.field == "tokenizer_class" && error.problem.contains(name))
  }

  @Test func aVocabularyNeedsWhatStandsAroundATextInIt() throws {
    try directory.write("[PAD]\n[UNK]\n[CLS]\nthe\n", to: "vocab.txt")
    let error = try #require(throws: ConversionError.self) { try readTokenizer(directory: directory.path) }
    #expect(error.path == directory.path("vocab.txt") && error.problem.contains("[SEP]"))
  }

  /// A control symbol is found in the text also where no file names it.
  @Test func findsTheSymbolsOfABareModel() throws {
    try copy("spiece.model", of: "sentencepiece")
    try directory.write(#"{"mask_token": "<mask>"}"#, to: "tokenizer_config.json")
    #expect(try pieces("the[MASK]").contains("[MASK]"))
    #expect(try pieces("the <mask>").contains("<mask>"))
  }

  @Test func saysBytePairEncodingInWords() throws {
    try directory.write(#"{"model":{"type":"BPE","vocab":{},"merges":[]}}"#, to: "tokenizer.json")
    let error = try #require(throws: ConversionError.self) { try readTokenizer(directory: directory.path) }
    #expect(error.problem.contains("byte pair encoding"))
  }
}
