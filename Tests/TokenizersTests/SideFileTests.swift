import Foundation
import TestSupport
import Testing
import Tokenizers

@testable import Conversion

/// The files beside a tokenizer change it as in AutoTokenizer. scripts/develop/goldens/compare-tokenizers.py compares all of them with
/// transformers.
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

  /// The switches of tokenizer_config.json override those of BertNormalizer. Without a switch the text is lowercased.
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
    ("tokenizer_config.json", #"{"image_token": "<x>"}"#), ("special_tokens_map.json", #"{"image_token": "<x>"}"#),
    ("tokenizer_config.json", #"{"model_specific_special_tokens": {"y": "<x>"}}"#),
    ("special_tokens_map.json", #"{"additional_special_tokens": [{"content": "<x>"}]}"#),
  ])
  func addsTokens(file: String, content: String) throws {
    try copy("tokenizer.json", of: "ties")
    try directory.write(content, to: file)
    #expect(try pieces("a<x>b") == ["a", "<x>", "b"])
    #expect(try tokenizer().piece(8) == "<x>")
  }

  /// A special token that is split is plain text, but hides the tokens inside it, as in the reference.
  @Test func splitsSpecialTokens() throws {
    func token(_ content: String, isSpecial: Bool) -> String {
      #"{"id": 0, "content": "\#(content)", "normalized": false, "special": \#(isSpecial)}"#
    }
    let tokens = [token("[M]", isSpecial: true), token("M]x", isSpecial: false), token("M]", isSpecial: false)]
    let model = #"{"type":"WordPiece","unk_token":"[UNK]","continuing_subword_prefix":"~","#
    try directory.write(
      #"{"added_tokens":[\#(tokens.joined(separator: ","))],"pre_tokenizer":{"type":"WhitespaceSplit"},"model":"#
        + model + #""max_input_chars_per_word":100,"vocab":{"[UNK]":0,"a":1}}}"#, to: "tokenizer.json")
    try directory.write("{}", to: "tokenizer_config.json")
    #expect(try pieces("a[M]x") == ["a", "[M]", "[UNK]"])
    try directory.write(#"{"split_special_tokens": true}"#, to: "tokenizer_config.json")
    #expect(try pieces("a[M]") == ["[UNK]"] && pieces("a [M]x") == ["a", "[UNK]"] && pieces("M]") == ["M]"])
  }

  @Test(arguments: [
    (#""normalizer":{"type":"Lowercase","locale":"tr"},"#, "", "normalizer.locale"),
    (#""pre_tokenizer":{"type":"WhitespaceSplit","x":1},"#, "", "pre_tokenizer.x"),
    (#""sampler":{},"#, "", "sampler"), (#""padding":{"x":1},"#, "", "padding.x"),
    (#""added_tokens":[{"id":0,"content":"a","normalized":true,"priority":1}],"#, "", "added_tokens[0].priority"),
    ("", #","dropout":0.1"#, "model.dropout"),
  ])
  func unknownMembersOfComponentsAreRefused(top: String, model: String, field: String) throws {
    let whole = #"{\#(top)"model":{"type":"Unigram","unk_id":0,"vocab":[["a",0]]\#(model)}}"#
    try directory.write(whole, to: "tokenizer.json")
    let error = try #require(throws: ConversionError.self) { try readTokenizer(directory: directory.path) }
    #expect(error.field == field && error.problem.hasPrefix("is an unknown member"))
  }

  @Test(arguments: ["add_bos_token", "add_eos_token"])
  func otherTemplatesOfABareModelAreRefused(member: String) throws {
    try copy("spiece.model", of: "sentencepiece")
    try directory.write(#"{"\#(member)": true}"#, to: "tokenizer_config.json")
    let error = try #require(throws: ConversionError.self) { try readTokenizer(directory: directory.path) }
    #expect(error.field == member)
    try directory.write(#"{"\#(member)": false}"#, to: "tokenizer_config.json")
    _ = try tokenizer()
  }

  @Test(
    arguments: ["tokenizer_config.json", "config.json"], ["T5Tokenizer", "XLNetTokenizerFast", "BertJapaneseTokenizer"])
  func namesTheClass(file: String, name: String) throws {
    try copy("tokenizer.json", of: "ties")
    try directory.write(#"{"tokenizer_class": "\#(name)"}"#, to: file)
    let error = try #require(throws: ConversionError.self) { try readTokenizer(directory: directory.path) }
    #expect(error.path == directory.path(file) && error.field == "tokenizer_class" && error.problem.contains(name))
  }

  @Test func aVocabularyNeedsTheSpecialTokensOfTheTemplate() throws {
    try directory.write("[PAD]\n[UNK]\n[CLS]\nthe\n", to: "vocab.txt")
    let error = try #require(throws: ConversionError.self) { try readTokenizer(directory: directory.path) }
    #expect(error.path == directory.path("vocab.txt") && error.problem.contains("[SEP]"))
  }

  /// A control symbol is found in the text, even if no file names it.
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
