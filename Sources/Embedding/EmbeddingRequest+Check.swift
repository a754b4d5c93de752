import Albert
import Tokenizers

extension EmbeddingRequest {
  /// - Throws: `EmbeddingRequestError` if the request contradicts itself or does not fit the model.
  func check(against configuration: AlbertConfiguration) throws(EmbeddingRequestError) {
    func require(_ condition: Bool, _ problem: @autoclosure () -> String) throws(EmbeddingRequestError) {
      if !condition { throw EmbeddingRequestError(problem()) }
    }
    let layerCount = configuration.layerCount
    try require(!layers.isEmpty, "at least one layer is needed")
    for layer in layers {
      try require(
        (0...layerCount).contains(layer), "layer \(layer): the model has layers 0 (embeddings) to \(layerCount)")
    }
    try require(Set(layers).count == layers.count, "a layer is named twice")
    if case .weights(let weights) = layerMix {
      try require(
        weights.count == layers.count, "\(weights.count) layer weights for \(layers.count) layers; one each is needed")
    }
    try require(
      (1...configuration.maximumPositions).contains(maximumLength),
      "a maximum length of \(maximumLength) tokens: the model takes 1 to \(configuration.maximumPositions)")
    if case .window(let stride) = overflow {
      try require(
        stride >= 0 && stride < maximumLength, "a stride of \(stride) tokens does not fit windows of \(maximumLength)")
    }
    if level == .passage {
      try require(
        passageStride >= 0 && passageStride < maximumLength,
        "a stride of \(passageStride) tokens does not fit passages of \(maximumLength)")
    }
    if let head {
      try check(head)
    } else {
      try require(subtoken != .max || level != .word, "--subtoken max is of scores: it goes with --head scores")
    }
    guard level.isPooled, head == nil else { return }
    try require(!poolings.isEmpty, "at least one pooling is needed")
    try require(Set(poolings).count == poolings.count, "a pooling is named twice")
    if poolings.contains(.pooler) {
      try require(configuration.hasPooler, "the model has no pooler (its checkpoint was converted without one)")
      try require(
        layers == [layerCount], "the pooler reads the last layer, so no other layers can be chosen with it")
    }
    for strategy in poolings where strategy == .cls || strategy == .pooler {
      try require(
        poolingScope == .all,
        "\(strategy.rawValue) pooling uses the first token alone; it cannot be pooled over a part")
    }
  }
}

extension EmbeddingRequest {
  /// - Throws: `EmbeddingRequestError` if the tokenizer's special tokens leave no room for texts, or leave windows or passages no
  ///   room to advance.
  func checkRoom(in tokenizer: Tokenizer) throws(EmbeddingRequestError) {
    let template: [TemplatePiece] =
      switch input {
      case .text: tokenizer.single
      case .pair: tokenizer.pair
      case .ids: []
      }
    var room = maximumLength - template.specialCount
    var around = "the \(template.specialCount) special ones around \(input == .pair ? "a pair" : "a text")"
    if room < 0 {
      throw EmbeddingRequestError("a maximum length of \(maximumLength) tokens does not hold \(around)")
    }
    guard level == .passage || overflow.isWindow else { return }
    if level == .passage, !prefix.isEmpty {
      var scratch = TokenizerScratch()
      var before = Encoding()
      tokenizer.tokenize(prefix.span, withOffsets: false, typeID: 0, scratch: &scratch, into: &before)
      room = max(0, room - before.ids.count)
      around += " and the \(before.ids.count) of what stands before it"
    }
    let (parts, stride) = level == .passage ? ("passages", passageStride) : ("windows", overflow.stride)
    if stride >= room {
      throw EmbeddingRequestError(
        "a stride of \(stride) tokens does not fit \(parts) of \(maximumLength), of which \(around) leave \(room)")
    }
  }
}

extension EmbeddingRequest.Overflow {
  package var isWindow: Bool { if case .window = self { true } else { false } }

  /// The number of tokens that neighbouring windows share.
  package var stride: Int { if case .window(let stride) = self { stride } else { 0 } }
}
