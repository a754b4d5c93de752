/// A small ALBERT directory with weights that a formula gives, so that they need not be checked in. The scripts that make
/// the goldens compute the same weights (`scripts/develop/goldens/weights.py`).
public struct ModelFixture: Sendable, Decodable {
  public var vocabularySize = 40
  public var embeddingSize = 8
  public var hiddenSize = 12
  public var intermediateSize = 20
  public var layerCount = 2
  public var groupCount = 1
  public var innerGroupCount = 1
  public var headCount = 2
  public var maximumPositions = 16
  public var tokenTypeCount = 2
  public var activation = "gelu_new"
  public var epsilon = "1e-12"
  public var hasPooler = true

  public var seed: UInt64 = 1
  public var storage = FixtureStorage.f32
  /// What stands before each tensor's name.
  public var prefix = ""

  public init() {}

  public var configurationJSON: String {
    """
    {
      "model_type": "albert", "vocab_size": \(vocabularySize), "embedding_size": \(embeddingSize),
      "hidden_size": \(hiddenSize), "intermediate_size": \(intermediateSize), "num_hidden_layers": \(layerCount),
      "num_hidden_groups": \(groupCount), "inner_group_num": \(innerGroupCount), "num_attention_heads": \(headCount),
      "max_position_embeddings": \(maximumPositions), "type_vocab_size": \(tokenTypeCount),
      "hidden_act": "\(activation)", "layer_norm_eps": \(epsilon)
    }
    """
  }

  /// Pieces of a WordPiece vocabulary: the special tokens, then words.
  public var vocabulary: [String] {
    let special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    return special + (special.count..<vocabularySize).map { "word\($0)" }
  }

  /// WordPiece over words between blanks, without a normalizer, whose Unicode tables take a debug build half a second.
  public var tokenizerJSON: String {
    let entries = vocabulary.enumerated().map { "\"\($1)\":\($0)" }.joined(separator: ",")
    return """
      {"added_tokens": [], "normalizer": null, "pre_tokenizer": {"type": "WhitespaceSplit"},
       "post_processor": {"type": "BertProcessing", "sep": ["[SEP]", 3], "cls": ["[CLS]", 2]},
       "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
       "max_input_chars_per_word": 100, "vocab": {\(entries)}}}
      """
  }

  public var tensors: [FixtureTensor] {
    var shapes: [(String, [Int])] = [
      ("embeddings.word_embeddings.weight", [vocabularySize, embeddingSize]),
      ("embeddings.position_embeddings.weight", [maximumPositions, embeddingSize]),
      ("embeddings.token_type_embeddings.weight", [tokenTypeCount, embeddingSize]),
    ]
    func norm(_ name: String, _ width: Int) { shapes += [("\(name).weight", [width]), ("\(name).bias", [width])] }
    func linear(_ name: String, _ inputs: Int, _ outputs: Int) {
      shapes += [("\(name).weight", [outputs, inputs]), ("\(name).bias", [outputs])]
    }
    norm("embeddings.LayerNorm", embeddingSize)
    linear("encoder.embedding_hidden_mapping_in", embeddingSize, hiddenSize)
    for group in 0..<groupCount {
      for inner in 0..<innerGroupCount {
        let layer = "encoder.albert_layer_groups.\(group).albert_layers.\(inner)"
        norm("\(layer).full_layer_layer_norm", hiddenSize)
        for part in ["query", "key", "value", "dense"] { linear("\(layer).attention.\(part)", hiddenSize, hiddenSize) }
        norm("\(layer).attention.LayerNorm", hiddenSize)
        linear("\(layer).ffn", hiddenSize, intermediateSize)
        linear("\(layer).ffn_output", intermediateSize, hiddenSize)
      }
    }
    if hasPooler { linear("pooler", hiddenSize, hiddenSize) }
    return shapes.map { name, shape in
      FixtureTensor(name: prefix + name, shape: shape, values: values(of: name, shape: shape))
    }
  }

  /// The weights and the bias of a head of so many labels, whose class calls it `name`.
  public func head(_ name: String, labels: Int) -> [FixtureTensor] {
    [("\(name).weight", [labels, hiddenSize]), ("\(name).bias", [labels])].map { name, shape in
      FixtureTensor(name: name, shape: shape, values: values(of: name, shape: shape))
    }
  }

  /// Writes config.json, tokenizer.json and model.safetensors with a head beside the model.
  ///
  /// - Parameter members: of config.json, beside those of the shape: `"a": 1, "b": 2`.
  public func write(to directory: TemporaryDirectory, heads: [FixtureTensor], members: String) throws {
    try write(to: directory)
    try directory.write("{\(members), \(configurationJSON.dropFirst())", to: "config.json")
    try directory.write(safetensors(tensors + heads, as: storage), to: "model.safetensors")
  }

  /// Writes config.json, tokenizer.json and model.safetensors.
  public func write(to directory: TemporaryDirectory, under folder: String = "") throws {
    let folder = folder.isEmpty ? "" : "\(folder)/"
    try directory.write(configurationJSON, to: "\(folder)config.json")
    try directory.write(tokenizerJSON, to: "\(folder)tokenizer.json")
    try directory.write(safetensors(tensors, as: storage), to: "\(folder)model.safetensors")
  }

  // MARK: The formula

  /// Element i of a tensor is u or a simple function of it, where u in -1..<1 has `bits` bits and comes from a hash of
  /// the seed, the tensor's name without prefix, and i.
  private func values(of name: String, shape: [Int]) -> [Float] {
    // So few bits that every element is exact in the narrow types.
    let bits = storage == .f32 ? 24 : 4
    var hashes = SplitMix64(state: seed &* SplitMix64.increment ^ Self.fnv1a(name))
    return (0..<shape.reduce(1, *)).map { _ in
      let u = Double(Int(hashes.next() >> UInt64(64 - bits)) - 1 << (bits - 1)) / Double(1 << (bits - 1))
      if shape.count == 1 { return Float(name.hasSuffix("weight") ? 1 + u / 4 : u / 4) }
      if name.hasPrefix("embeddings.") { return Float(u) }
      // Near twice the inverse of the square root of the inputs, as a power of two.
      var exponent = 0
      while 1 << (2 * exponent) < shape[1] { exponent += 1 }
      return Float(u * 2 / Double(1 << exponent))
    }
  }

  private static func fnv1a(_ name: String) -> UInt64 {
    name.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
