import Checkpoint
import Conversion
import Foundation
import TestSupport
import Testing
import TokenizerCompiler
import Tokenizers

/// Damaged files give an error or wrong tokens, and neither crash nor hang.
@Suite struct HostileTokenizerTests {
  private static let text = Array(
    "The naïve 2009, [MASK] ``café'' ½ e\u{301}\u{327} 한국 1,0 \u{200D}x\u{0}y Straße New York -".utf8)

  private func open(_ path: String) {
    guard let checkpoint = try? Checkpoint(path: path), let tokenizer = try? Tokenizer(checkpoint: checkpoint) else {
      return
    }
    var scratch = TokenizerScratch()
    for withOffsets in [false, true] {
      let encoding = tokenizer.encoding(Self.text, withOffsets: withOffsets, scratch: &scratch)
      #expect(encoding.ids.allSatisfy { $0 >= 0 && $0 < tokenizer.vocabularySize })
    }
    for id in stride(from: Int32(-1), to: Int32(tokenizer.vocabularySize) + 1, by: 97) { _ = tokenizer.piece(id) }
  }

  @Test(arguments: TokenizerGolden.names) func survivesChangedBytes(name: String) throws {
    let directory = try TemporaryDirectory()
    let definition = try TokenizerGolden.definition(name)
    let path = try definition.write(in: directory)
    let original = try Data(contentsOf: URL(fileURLWithPath: path))
    let sections = try Checkpoint(path: path).sections
    var random = SplitMix64(state: 1)
    for section in sections where section.length > 0 {
      // The program decides how all other sections are read, so each of its words gets extreme values.
      let isProgram = section.name == "tokenizer.program"
      let count = isProgram ? min(section.length / 4 * 3, 90) : 4
      for number in 0..<count {
        var changed = original
        if isProgram {
          let word = section.offset + Int.random(in: 0..<section.length / 4, using: &random) * 4
          let value = [UInt32.max, 0x7FFF_FFFF, UInt32.random(in: 0...300, using: &random)][number % 3]
          withUnsafeBytes(of: value.littleEndian) { changed.replaceSubrange(word..<word + 4, with: $0) }
        } else {
          for _ in 0..<max(1, section.length / 40) {
            changed[section.offset + Int.random(in: 0..<section.length, using: &random)] = UInt8.random(
              in: 0...255, using: &random)
          }
        }
        try directory.write([UInt8](changed), to: "tokenizer.albert")
        open(path)
      }
    }
  }

  @Test func namesWhatIsWrongWithTheProgram() throws {
    let directory = try TemporaryDirectory()
    var writer = CheckpointWriter()
    writer.add("tokenizer.program", [UInt32(9)])
    let path = directory.path("x.albert")
    try writer.write(to: path)
    let checkpoint = try Checkpoint(path: path)
    #expect(throws: CheckpointError.self) { try Tokenizer(checkpoint: checkpoint) }
  }

  /// Every file of a directory, cut at many lengths and with bytes changed.
  @Test(arguments: ["albert", "sentencepiece", "vocabulary-accents", "word-piece"])
  func refusesDamagedFiles(name: String) throws {
    let directory = try TemporaryDirectory()
    let source = TokenizerGolden.directory.appendingPathComponent(name)
    let files = try FileManager.default.contentsOfDirectory(atPath: source.path).filter { $0 != "expected.json" }
    var random = SplitMix64(state: 1)
    for file in files {
      let original = try Data(contentsOf: source.appendingPathComponent(file))
      for other in files {
        try? FileManager.default.removeItem(atPath: directory.path(other))
        try FileManager.default.copyItem(
          atPath: source.appendingPathComponent(other).path, toPath: directory.path(other))
      }
      for number in 0..<60 {
        var changed = original
        if number % 2 == 0 {
          changed = original.prefix(number < 30 ? number : Int.random(in: 0..<original.count, using: &random))
        } else {
          for _ in 0..<3 {
            changed[Int.random(in: 0..<changed.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
          }
        }
        try directory.write([UInt8](changed), to: file)
        do {
          let definition = try readTokenizer(directory: directory.path)
          open(try definition.write(in: directory))
        } catch let error as ConversionError {
          #expect(!error.problem.isEmpty)
        } catch let error as TokenizerDefinitionError {
          #expect(!error.problem.isEmpty)
        }
      }
    }
  }

  @Test(arguments: [
    (#"{"model":{"type":"BPE","vocab":{},"merges":[]}}"#, "BPE"),
    (#"{"normalizer":{"type":"ByteLevel"},"model":{"type":"Unigram","unk_id":0,"vocab":[["a",0]]}}"#, "ByteLevel"),
    (
      #"{"pre_tokenizer":{"type":"UnicodeScripts"},"model":{"type":"Unigram","unk_id":0,"vocab":[["a",0]]}}"#,
      "UnicodeScripts"
    ),
    (#"{"post_processor":{"type":"ByteLevel"},"model":{"type":"Unigram","unk_id":0,"vocab":[["a",0]]}}"#, "ByteLevel"),
    (#"{"model":{"type":"Unigram","unk_id":null,"vocab":[["a",0]]}}"#, "unk_id"),
    (#"{"version":"2.0","model":{"type":"Unigram","unk_id":0,"vocab":[["a",0]]}}"#, "version"),
    (#"{"model":{"type":"Unigram","unk_id":0,"vocab":[["a"]]}}"#, "vocab"),
  ])
  func namesTheComponent(json: String, name: String) throws {
    let directory = try TemporaryDirectory()
    try directory.write(json, to: "tokenizer.json")
    let error = try #require(throws: ConversionError.self) { try readTokenizer(directory: directory.path) }
    #expect(error.description.contains(name))
  }
}
