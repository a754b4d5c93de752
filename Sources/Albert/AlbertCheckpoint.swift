import Checkpoint

/// What the tensors of a checkpoint are called, and the shape and layout of each. The writer (conversion) and the reader
/// (`Albert`) both go by this list.
public struct AlbertTensor: Sendable, Equatable {
  public let name: String
  /// Matrices of a product are [inputs, outputs]: the transpose of PyTorch's `Linear.weight`.
  public let shape: [Int]
  public let layout: TensorLayout
}

extension AlbertConfiguration {
  /// Every tensor a model of this shape has, in the order of use.
  public var tensors: [AlbertTensor] {
    var tensors = [
      AlbertTensor(name: "embeddings.word", shape: [vocabularySize, embeddingSize], layout: .rowMajor),
      AlbertTensor(name: "embeddings.position", shape: [maximumPositions, embeddingSize], layout: .rowMajor),
      AlbertTensor(name: "embeddings.token-type", shape: [tokenTypeCount, embeddingSize], layout: .rowMajor),
    ]
    func norm(_ name: String, _ width: Int) {
      tensors.append(AlbertTensor(name: "\(name).scale", shape: [width], layout: .rowMajor))
      tensors.append(AlbertTensor(name: "\(name).shift", shape: [width], layout: .rowMajor))
    }
    func product(_ name: String, _ inputs: Int, _ outputs: Int) {
      tensors.append(AlbertTensor(name: "\(name).weight", shape: [inputs, outputs], layout: .panels32))
      tensors.append(AlbertTensor(name: "\(name).bias", shape: [outputs], layout: .rowMajor))
    }
    norm("embeddings.norm", embeddingSize)
    product("projection", embeddingSize, hiddenSize)
    for group in 0..<groupCount {
      for layer in 0..<innerGroupCount {
        let prefix = "group.\(group).layer.\(layer)"
        // Query, key and value side by side: columns 0..<H, H..<2H, 2H..<3H.
        product("\(prefix).attention.qkv", hiddenSize, 3 * hiddenSize)
        product("\(prefix).attention.output", hiddenSize, hiddenSize)
        norm("\(prefix).attention.norm", hiddenSize)
        product("\(prefix).feed-forward.in", hiddenSize, intermediateSize)
        product("\(prefix).feed-forward.out", intermediateSize, hiddenSize)
        norm("\(prefix).feed-forward.norm", hiddenSize)
      }
    }
    if hasPooler { product("pooler", hiddenSize, hiddenSize) }
    return tensors
  }
}

// MARK: The configuration's section

/// The section holds 13 u32: the ten sizes in the order of `sizes`, the activation's raw value, the bits of the
/// layer-norm epsilon as a float, and 1 where there is a pooler, else 0.
extension AlbertConfiguration {
  public static let sectionName = "configuration"
  private static let valueCount = 13

  public func add(to writer: inout CheckpointWriter) {
    let values = sizes.map { UInt32($0.value) }
    writer.add(Self.sectionName, values + [activation.rawValue, layerNormEpsilon.bitPattern, hasPooler ? 1 : 0])
  }

  /// - Throws: `CheckpointError` where the section is missing, or a value in it is out of the range that `validate`
  ///   gives.
  public init(checkpoint: Checkpoint) throws(CheckpointError) {
    func failure(_ field: String?, _ problem: String) -> CheckpointError {
      let section = "section '\(Self.sectionName)'"
      return CheckpointError(
        path: checkpoint.path, field: field.map { "\(section): \($0)" } ?? section, problem: problem)
    }
    let values = try checkpoint.array(Self.sectionName, of: UInt32.self)
    guard values.count == Self.valueCount else {
      throw failure(nil, "has \(values.count) values; \(Self.valueCount) were expected")
    }
    // The pooler's own is no layer's.
    guard let activation = Activation(rawValue: values[10]), activation != .tanh else {
      throw failure("hidden_act", "is \(values[10]); 0 to \(Activation.silu.rawValue) was expected")
    }
    guard values[12] <= 1 else { throw failure("pooler", "is \(values[12]); 0 or 1 was expected") }
    self.init(
      vocabularySize: Int(values[0]), embeddingSize: Int(values[1]), hiddenSize: Int(values[2]),
      intermediateSize: Int(values[3]), layerCount: Int(values[4]), groupCount: Int(values[5]),
      innerGroupCount: Int(values[6]), headCount: Int(values[7]), maximumPositions: Int(values[8]),
      tokenTypeCount: Int(values[9]), activation: activation,
      layerNormEpsilon: Float(bitPattern: values[11]), hasPooler: values[12] == 1)
    do {
      try validate()
    } catch {
      throw failure(error.field, error.problem)
    }
  }
}
