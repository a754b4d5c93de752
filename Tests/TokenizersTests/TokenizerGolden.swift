import Checkpoint
import Foundation
import TestSupport
import TokenizerCompiler
import Tokenizers

@testable import Conversion

/// A small tokenizer, and the tokens that the reference library makes of `texts` (see scripts/develop/goldens/make-tokenizer-goldens.py).
struct TokenizerGolden {
  /// Offsets in bytes.
  struct Expected: Decodable, Equatable {
    let ids: [Int32]
    let starts: [Int32]
    let ends: [Int32]
    let words: [Int32]
  }

  struct Truncated: Decodable {
    let first: String
    let second: String?
    let length: Int
    let ids: [Int32]
    let types: [UInt8]
  }

  static let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Goldens")
  static let names = [
    "added-tokens", "albert", "bert-unigram", "blank-tokens", "blank-tokens-normalized", "byte-fallback",
    "charsmap-strip", "digits-punctuation", "nfkc-metaspace",
    "nmt-first", "patterns", "prepend", "ties", "trimmed-offsets", "vocabulary", "vocabulary-accents",
    "vocabulary-cased",
    "whole-text", "word-piece", "word-piece-cased", "words",
  ]

  static func read<Value: Decodable>(_ name: String, as _: Value.Type) throws -> Value {
    try JSONDecoder().decode(Value.self, from: Data(contentsOf: directory.appendingPathComponent(name)))
  }

  static func texts() throws -> [String] { try read("texts.json", as: [String].self) }

  static func definition(_ name: String) throws -> TokenizerDefinition {
    try readTokenizer(directory: directory.appendingPathComponent(name).path)
  }

  static func tokenizer(_ name: String) throws -> Tokenizer { try definition(name).compiled() }
}

/// Reads the tokenizer of a directory, with the model's configuration if it has one.
func readTokenizer(directory path: String) throws(ConversionError) -> TokenizerDefinition {
  let directory = try ModelDirectory(path: path)
  return try readTokenizer(directory, model: directory.jsonIfPresent("config.json")).definition
}

extension TokenizerDefinition {
  /// The tokenizer as a run reads it: written to a checkpoint and mapped.
  func compiled() throws -> Tokenizer {
    let directory = try TemporaryDirectory()
    return try withExtendedLifetime(directory) { try Tokenizer(checkpoint: Checkpoint(path: write(in: directory))) }
  }

  func write(in directory: TemporaryDirectory) throws -> String {
    var writer = CheckpointWriter()
    try add(to: &writer)
    let path = directory.path("tokenizer.albert")
    try writer.write(to: path)
    return path
  }
}

extension Tokenizer {
  func encoding(
    _ text: [UInt8], withOffsets: Bool = true, scratch: inout TokenizerScratch
  ) -> Encoding {
    var encoding = Encoding()
    tokenize(text.span, withOffsets: withOffsets, typeID: 0, scratch: &scratch, into: &encoding)
    return encoding
  }

  func encoding(_ text: String, withOffsets: Bool = true) -> Encoding {
    var scratch = TokenizerScratch()
    return encoding(Array(text.utf8), withOffsets: withOffsets, scratch: &scratch)
  }
}
