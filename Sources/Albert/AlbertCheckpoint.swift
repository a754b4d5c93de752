import Checkpoint
import Kernels

/// What a tensor of a checkpoint is called, its shape, layout and type. The writer (conversion) and the reader (`Albert`) both
/// go by the list of them.
public struct AlbertTensor: Sendable, Equatable {
  public let name: String
  public let shape: [Int]
  public var layout = TensorLayout.rowMajor
  public var elementType = ElementType.float32
}

extension AlbertConfiguration {
  /// Every tensor that a model of this shape has in single precision, in the order of use.
  public var tensors: [AlbertTensor] { tensors(.float32) }

  /// Every tensor that a model of this shape has, in the order of use.
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
    for group in 0..<groupCount {
      for layer in 0..<innerGroupCount {
        let products = layerProducts(group: group, layer: layer, precision)
        tensors += (products.attention + [products.attentionOutput]).flatMap(\.tensors)
        norm("\(Self.prefix(group: group, layer: layer)).attention.norm", hiddenSize)
        tensors += [products.feedForwardIn, products.feedForwardOut].flatMap(\.tensors)
        norm("\(Self.prefix(group: group, layer: layer)).feed-forward.norm", hiddenSize)
      }
    }
    return tensors + (pooler(precision)?.tensors ?? [])
  }

  /// Every product that a model of this shape has, in the order of use.
  public func products(_ precision: Precision) -> [AlbertProduct] {
    var products = [projection(precision)]
    for group in 0..<groupCount {
      for layer in 0..<innerGroupCount {
        let layer = layerProducts(group: group, layer: layer, precision)
        products += layer.attention + [layer.attentionOutput, layer.feedForwardIn, layer.feedForwardOut]
      }
    }
    return products + [pooler(precision)].compactMap { $0 }
  }

  /// What the names of a layer's tensors begin with.
  static func prefix(group: Int, layer: Int) -> String { "group.\(group).layer.\(layer)" }

  /// E -> H.
  func projection(_ precision: Precision) -> AlbertProduct {
    AlbertProduct(
      name: "projection", inputCount: embeddingSize, outputCount: hiddenSize,
      encoding: precision == .float32 ? .float32 : .int16, widestGroup: InputGroups.unit)
  }

  /// H -> H; nil where the model has none.
  func pooler(_ precision: Precision) -> AlbertProduct? {
    guard hasPooler else { return nil }
    return AlbertProduct(
      name: "pooler", inputCount: hiddenSize, outputCount: hiddenSize,
      encoding: precision == .float32 ? .float32 : .int16, widestGroup: InputGroups.unit)
  }

  /// The products of a layer.
  struct LayerProducts {
    /// Their outputs are the queries, keys and values side by side: columns 0..<H, H..<2H, 2H..<3H.
    let attention: [AlbertProduct]
    let attentionOutput, feedForwardIn, feedForwardOut: AlbertProduct
  }

  func layerProducts(group: Int, layer: Int, _ precision: Precision) -> LayerProducts {
    // A group's end costs as much as the multiply-adds of some ten inputs. The attention's output, a twelfth of the work, is the
    // product whose rounding most changes a text's vector. The feed-forward network's inside has outliers, whose groups mixed,
    // which is for faithful vectors, keeps narrow.
    func product(
      _ name: String, _ inputs: Int, _ outputs: Int, _ encoding: WeightEncoding, widestGroup: Int = 1024
    ) -> AlbertProduct {
      AlbertProduct(
        name: "\(Self.prefix(group: group, layer: layer)).\(name)", inputCount: inputs, outputCount: outputs,
        encoding: encoding,
        // Sums of products of 16-bit integers would not fit 32 bits in a wider one.
        widestGroup: encoding == .int16 ? InputGroups.unit : widestGroup)
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
      ? [product("attention.qkv", hiddenSize, 3 * hiddenSize, .float32)]
      : [
        product("attention.query-key", hiddenSize, 2 * hiddenSize, turned),
        product("attention.value", hiddenSize, hiddenSize, value),
      ]
    return LayerProducts(
      attention: attention,
      attentionOutput: product("attention.output", hiddenSize, hiddenSize, value, widestGroup: InputGroups.unit),
      feedForwardIn: product("feed-forward.in", hiddenSize, intermediateSize, turned),
      feedForwardOut: product(
        "feed-forward.out", intermediateSize, hiddenSize, offset, widestGroup: precision == .mixed ? 128 : 384))
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
