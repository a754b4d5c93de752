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
  /// The section that holds the configuration: u32 values in the order of `sectionValues`.
  public static let sectionName = "configuration"

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
