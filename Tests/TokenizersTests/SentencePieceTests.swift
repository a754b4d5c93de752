import Foundation
import TestSupport
import Testing
import Tokenizers

@testable import Conversion

/// A bare spiece.model gives SentencePiece's own pieces of the text as ALBERT normalizes it
/// (see scripts/develop/goldens/make-sentencepiece-goldens.py).
@Suite struct SentencePieceTests {
  private static let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("SentencePiece")
  private static let kinds = [
    "albert", "blanks", "bytes", "cased", "controls", "digits", "identity", "no-prefix", "phrases", "suffix", "symbols",
    "unescaped", "unused",
  ]

  private static func read<Value: Decodable>(_ name: String, as _: Value.Type) throws -> Value {
    try JSONDecoder().decode(Value.self, from: Data(contentsOf: directory.appendingPathComponent(name)))
  }

  @Test(arguments: kinds) func equalsSentencePiece(kind: String) throws {
    let tokenizer = try readTokenizer(directory: Self.directory.appendingPathComponent(kind).path).compiled()
    let texts = try Self.read("texts.json", as: [String].self)
    let expected = try Self.read("\(kind)/expected.json", as: [[Int32]].self)
    #expect(texts.count == expected.count && texts.count > 30)
    var scratch = TokenizerScratch()
    for (text, ids) in zip(texts, expected) {
      for withOffsets in [true, false, false] {
        let found = tokenizer.encoding(Array(text.utf8), withOffsets: withOffsets, scratch: &scratch)
        #expect(found.ids == ids, "\(text): \(found.ids.compactMap(tokenizer.piece))")
        // Offsets are inside the text, and tokens begin in their order.
        #expect(found.starts == found.starts.sorted() && zip(found.starts, found.ends).allSatisfy { $0 <= $1 })
        #expect(found.ends.allSatisfy { Int($0) <= text.utf8.count })
      }
    }
  }

  /// With a published character map the steps of the published tokenizer.json give the same ids, offsets and words.
  @Test func equalsTheStepsOfTokenizerJSON() throws {
    let definition = try readTokenizer(directory: Self.directory.appendingPathComponent("albert").path)
    var published = definition
    published.normalizers = definition.normalizers.map {
      if case .sentencePieceMap(let map, _) = $0 { .precompiled(map) } else { $0 }
    }
    #expect(published != definition)
    let (ours, theirs) = (try definition.compiled(), try published.compiled())
    // The published steps do not treat a syllable of several characters or a ligature of letters as a cluster.
    for text in try Self.read("texts.json", as: [String].self) where !text.contains("한") && !text.contains("tm") {
      let (found, expected) = (ours.encoding(text), theirs.encoding(text))
      #expect(found.ids == expected.ids && found.words == expected.words, "\(text)")
      #expect(found.starts == expected.starts && found.ends == expected.ends, "\(text)")
    }
  }

  /// The words are those of the text where the pieces keep them apart, as word-level vectors need.
  @Test(arguments: [("albert", 3), ("suffix", 3), ("no-prefix", 3), ("phrases", 1)])
  func wordsAreApart(kind: String, count: Int32) throws {
    let tokenizer = try readTokenizer(directory: Self.directory.appendingPathComponent(kind).path).compiled()
    #expect(tokenizer.encoding("the of in").words.last == count - 1)
  }

  /// Every member that the pinned SentencePiece has is in a list.
  @Test func knowsEveryMember() throws {
    let members = try Self.read("members.json", as: [String: [String: String]].self)
    for (message, known) in [
      ("model", SentencePieceMembers.model), ("piece", SentencePieceMembers.piece),
      ("trainer", SentencePieceMembers.trainer), ("normalizer", SentencePieceMembers.normalizer),
    ] {
      for (number, name) in try #require(members[message]) {
        #expect(known[try #require(UInt64(number))] == name, "\(message): \(number)")
      }
    }
  }

  /// A member that is not in a list is refused by its number.
  @Test(arguments: [
    (Data([0xC2, 0x0C, 0x00]), "model"), (Data([0x1A, 0x03, 0xC2, 0x0C, 0x00]), "normalizer_spec"),
    (Data([0x12, 0x03, 0xC2, 0x0C, 0x00]), "trainer_spec"),
  ])
  func refusesUnknownMembers(bytes: Data, message: String) throws {
    let directory = try TemporaryDirectory()
    let model = try Data(contentsOf: Self.directory.appendingPathComponent("albert/spiece.model"))
    try (model + bytes).write(to: URL(fileURLWithPath: directory.path("spiece.model")))
    let error = try #require(throws: ConversionError.self) { try readTokenizer(directory: directory.path) }
    #expect(error.field == message && error.problem.contains("200") && error.problem.contains("tokenizer.json"))
  }

  @Test(arguments: ["remove_space", "add_prefix_space"]) func refusesOtherBlanks(name: String) throws {
    let directory = try TemporaryDirectory()
    try FileManager.default.copyItem(
      atPath: Self.directory.appendingPathComponent("albert/spiece.model").path, toPath: directory.path("spiece.model"))
    try directory.write(#"{"\#(name)": false}"#, to: "tokenizer_config.json")
    let error = try #require(throws: ConversionError.self) { try readTokenizer(directory: directory.path) }
    #expect(error.field == name)
  }
}
