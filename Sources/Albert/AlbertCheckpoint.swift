import Checkpoint
import Kernels

/// A tensor of a checkpoint: its name, shape, layout and type. The list of them tells the writer (`Conversion`) and the reader
/// (`Albert`) what a model's file holds.
public struct AlbertTensor: Sendable, Equatable {
  public let name: String
  public let shape: [Int]
  public var layout = TensorLayout.rowMajor
  public var elementType = ElementType.float32
}

extension AlbertConfiguration {
  /// The tensors of a model of this shape in single precision, in the order of use.
  public var tensors: [AlbertTensor] { tensors(.float32) }

  /// The tensors of a model of this shape, in the order of use.
  public func tensors(_ precision: Precision) -> [AlbertTensor] {
    var tensors = [
      AlbertTensor(
        name: "embeddings.word", shape: [vocabularySize, embeddingSize],
        elementType: precision == .float32 ? .float32 : .float16),
      AlbertTensor(name: "embeddings.position", shape: [maximumPositions, embeddingSize]),
      AlbertTensor(name: "embeddings.token-type", shape: [tokenTypeCount, embeddingSize]),
    ]
    func norm(_ name: String, _ width: Int) {
      tensors.append(AlbertTensor(name: "\(name).scale", shape: [width]))
      tensors.append(AlbertTensor(name: "\(name).shift", shape: [width]))
    }
    norm("embeddings.norm", embeddingSize)
    tensors += projection(precision).tensors
    for layer in layerNames {
      let products = layerProducts(layer, precision)
      tensors += (products.attention + [products.attentionOutput]).flatMap(\.tensors)
      norm("\(layer.prefix).attention.norm", hiddenSize)
      tensors += [products.feedForwardIn, products.feedForwardOut].flatMap(\.tensors)
      norm("\(layer.prefix).feed-forward.norm", hiddenSize)
    }
    return tensors + (pooler(precision)?.tensors ?? [])
  }

  /// The products of a model of this shape, in the order of use.
  public func products(_ precision: Precision) -> [AlbertProduct] {
    var products = [projection(precision)]
    for layer in layerNames {
      let layer = layerProducts(layer, precision)
      products += layer.attention + [layer.attentionOutput, layer.feedForwardIn, layer.feedForwardOut]
    }
    return products + [pooler(precision)].compactMap { $0 }
  }

  /// The layers that have parameters of their own, in the order of use.
  public var layerNames: [LayerName] {
    (0..<groupCount).flatMap { group in (0..<innerGroupCount).map { LayerName(group: group, index: $0) } }
  }

  /// The embeddings' projection, E -> H.
  func projection(_ precision: Precision) -> AlbertProduct {
    AlbertProduct(
      role: .projection, inputCount: embeddingSize, outputCount: hiddenSize,
      encoding: precision == .float32 ? .float32 : .int16, widestGroup: InputGroups.unit)
  }

  /// The pooler, H -> H; nil where the model has none.
  func pooler(_ precision: Precision) -> AlbertProduct? {
    guard hasPooler else { return nil }
    return AlbertProduct(
      role: .pooler, inputCount: hiddenSize, outputCount: hiddenSize,
      encoding: precision == .float32 ? .float32 : .int16, widestGroup: InputGroups.unit)
  }

  /// The products of a layer.
  struct LayerProducts {
    /// Their outputs are the queries, keys and values side by side: columns 0..<H, H..<2H, 2H..<3H.
    let attention: [AlbertProduct]
    let attentionOutput, feedForwardIn, feedForwardOut: AlbertProduct
  }

  func layerProducts(_ layer: LayerName, _ precision: Precision) -> LayerProducts {
    // The end of a group costs as much as the multiply-adds of some ten inputs, so most groups are wide. Two are narrower. The
    // rounding of the attention's output to bytes changes a text's vector most, and it is a twelfth of the work. The inside of the
    // feed-forward network has outliers; its groups are narrowest in precision `mixed`, which is for faithful vectors.
    let wide = 8 * InputGroups.unit
    func product(
      _ step: AlbertProduct.LayerStep, _ inputs: Int, _ outputs: Int, _ encoding: WeightEncoding, widestGroup: Int
    ) -> AlbertProduct {
      AlbertProduct(
        role: .layer(layer, step), inputCount: inputs, outputCount: outputs, encoding: encoding,
        widestGroup: widestGroup)
    }
    let (turned, offset, value): (WeightEncoding, WeightEncoding, WeightEncoding) =
      switch precision {
      case .float32: (.float32, .float32, .float32)
      case .int16: (.int16, .int16, .int16)
      case .mixed: (.turnedInt8, .offsetInt8, .int16)
      case .int8: (.turnedInt8, .offsetInt8, .turnedInt8)
      }
    let attention =
      precision == .float32
      ? [product(.queryKeyValue, hiddenSize, 3 * hiddenSize, .float32, widestGroup: wide)]
      : [
        product(.queryKey, hiddenSize, 2 * hiddenSize, turned, widestGroup: wide),
        product(.value, hiddenSize, hiddenSize, value, widestGroup: wide),
      ]
    return LayerProducts(
      attention: attention,
      attentionOutput: product(
        .attentionOutput, hiddenSize, hiddenSize, value, widestGroup: precision == .int8 ? 2 * InputGroups.unit : wide),
      feedForwardIn: product(.feedForwardIn, hiddenSize, intermediateSize, turned, widestGroup: wide),
      feedForwardOut: product(
        .feedForwardOut, intermediateSize, hiddenSize, offset,
        widestGroup: precision == .mixed ? InputGroups.unit : 3 * InputGroups.unit))
  }
}

// MARK: The configuration's section

/// The section holds 13 u32: the ten sizes in the order of `sizes`, the activation's raw value, the bits of the float epsilon of
/// layer normalization, and 1 where the model has a pooler, else 0.
extension AlbertConfiguration {
  public static let sectionName = "configuration"
  private static let valueCount = 13

  public func add(to writer: inout CheckpointWriter) {
    let values = sizes.map { UInt32($0.value) }
    writer.add(Self.sectionName, values + [activation.rawValue, layerNormEpsilon.bitPattern, hasPooler ? 1 : 0])
  }

  /// - Throws: `CheckpointError` where the section is missing, or a value in it is outside of the range that `validate` allows.
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
    // Tanh is the pooler's activation, never a layer's.
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
