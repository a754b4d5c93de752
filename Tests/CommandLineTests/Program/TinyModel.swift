import Foundation
import TestSupport

/// A model of a few thousand weights, converted by the program itself: quick even in a debug build.
enum TinyModel {
  /// Three words of the vocabulary that only this number below 1000 has.
  static func words(_ number: Int) -> String {
    let letters = Array("abcdefghij")
    return "\(letters[number / 100]) \(letters[number / 10 % 10]) \(letters[number % 10])"
  }

  static let columnCount = 16
  static let maximumLength = 32

  private static let directory = Swift.Result { try TemporaryDirectory() }

  /// The path of the model's directory, as Hugging Face's libraries write one.
  static var source: String {
    get throws {
      _ = try checkpoint.get()
      return try directory.get().path
    }
  }

  /// The checkpoint's path.
  static let checkpoint = Swift.Result<String, any Error> {
    let directory = try TinyModel.directory.get()
    try directory.write(configuration, to: "config.json")
    try directory.write(vocabulary.joined(separator: "\n") + "\n", to: "vocab.txt")
    try directory.write(
      "{\"do_lower_case\": true, \"tokenizer_class\": \"BertTokenizer\"}", to: "tokenizer_config.json")
    try directory.write(safetensors, to: "model.safetensors")
    let process = Process()
    process.executableURL = URL(filePath: Program.path)
    process.arguments = ["convert", directory.path, directory.path("tiny.albert")]
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.fileWriteUnknown) }
    return directory.path("tiny.albert")
  }

  /// The path of a second checkpoint with other weights' defaults.
  static func otherCheckpoint(in other: TemporaryDirectory) throws -> String {
    let directory = try TinyModel.directory.get()
    _ = try checkpoint.get()
    let path = other.path("other.albert")
    let result = try Program.shell("\"$B\" convert --pooling cls '\(directory.path)' '\(path)'", in: other.path)
    guard result.status == 0 else { throw CocoaError(.fileWriteUnknown) }
    return path
  }

  private static var vocabulary: [String] {
    let letters = "abcdefghijklmnopqrstuvwxyz0123456789".map(String.init)
    return ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"] + letters + letters.map { "##\($0)" } + [".", ",", "é"]
  }

  private static var configuration: String {
    """
    {"model_type": "albert", "vocab_size": \(vocabulary.count), "embedding_size": 8, "hidden_size": \(columnCount),
     "intermediate_size": 32, "num_hidden_layers": 2, "num_hidden_groups": 1, "inner_group_num": 1,
     "num_attention_heads": 2, "max_position_embeddings": \(maximumLength), "type_vocab_size": 2,
     "hidden_act": "gelu_new", "layer_norm_eps": 1e-12, "position_embedding_type": "absolute"}
    """
  }

  /// Weights from a fixed sequence of numbers, as a safetensors file: a length, a JSON header, little-endian floats.
  private static var safetensors: [UInt8] {
    var shapes: [(String, [Int])] = [
      ("embeddings.word_embeddings.weight", [vocabulary.count, 8]),
      ("embeddings.position_embeddings.weight", [maximumLength, 8]),
      ("embeddings.token_type_embeddings.weight", [2, 8]),
    ]
    func norm(_ name: String, _ width: Int) { shapes += [("\(name).weight", [width]), ("\(name).bias", [width])] }
    func product(_ name: String, _ inputs: Int, _ outputs: Int) {
      shapes += [("\(name).weight", [outputs, inputs]), ("\(name).bias", [outputs])]
    }
    norm("embeddings.LayerNorm", 8)
    product("encoder.embedding_hidden_mapping_in", 8, columnCount)
    let layer = "encoder.albert_layer_groups.0.albert_layers.0"
    norm("\(layer).full_layer_layer_norm", columnCount)
    norm("\(layer).attention.LayerNorm", columnCount)
    for part in ["query", "key", "value", "dense"] { product("\(layer).attention.\(part)", columnCount, columnCount) }
    product("\(layer).ffn", columnCount, 32)
    product("\(layer).ffn_output", 32, columnCount)

    var header: [String] = []
    var data: [UInt8] = []
    var state: UInt32 = 1
    for (name, shape) in shapes {
      let start = data.count
      for _ in 0..<shape.reduce(1, *) {
        state = state &* 1_664_525 &+ 1_013_904_223
        let value = Float(state >> 8) / Float(1 << 24) - 0.5
        withUnsafeBytes(of: value.bitPattern.littleEndian) { data += $0 }
      }
      header.append("\"\(name)\":{\"dtype\":\"F32\",\"shape\":\(shape),\"data_offsets\":[\(start),\(data.count)]}")
    }
    let text = Array("{\(header.joined(separator: ","))}".utf8)
    return withUnsafeBytes(of: UInt64(text.count).littleEndian) { Array($0) } + text + data
  }
}
