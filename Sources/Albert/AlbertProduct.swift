import Checkpoint
import Kernels

/// A product of the model: rows of `inputCount` inputs times a matrix of weights, plus a bias.
public struct AlbertProduct: Sendable, Equatable {
  public let role: Role
  public let inputCount: Int
  public let outputCount: Int
  public let encoding: WeightEncoding

  /// The most inputs of a group that a written file has. Wide groups are faster, narrow groups more exact.
  public var widestGroup: Int

  /// The groups of inputs of a file that is written. A file that is read says itself what its groups are.
  public var groups: InputGroups { InputGroups(of: inputCount, widest: widestGroup) }
}

extension AlbertProduct {
  /// What a product does in the model.
  public enum Role: Sendable, Equatable {
    /// The embeddings' projection, E -> H.
    case projection
    case layer(LayerName, LayerStep)
    /// H -> H, of the first token.
    case pooler
  }

  /// The products of a layer. The raw values stand in the names of tensors.
  public enum LayerStep: String, Sendable {
    /// All three of the attention's inputs, in single precision.
    case queryKeyValue = "attention.qkv"
    case queryKey = "attention.query-key"
    case value = "attention.value"
    case attentionOutput = "attention.output"
    case feedForwardIn = "feed-forward.in"
    case feedForwardOut = "feed-forward.out"
  }

  /// The prefix of its tensors' names.
  public var name: String { role.name }

  /// The rows that the product reads; nil outside of the layers.
  public var input: LayerInput? {
    guard case .layer(let layer, let step) = role else { return nil }
    let product: LayerInput.Product =
      switch step {
      case .queryKeyValue, .queryKey, .value: .attention
      case .attentionOutput: .attentionOutput
      case .feedForwardIn: .feedForwardIn
      case .feedForwardOut: .feedForwardOut
      }
    return LayerInput(layer: layer, product: product)
  }
}

extension AlbertProduct.Role {
  /// The prefix of the names of the product's tensors.
  public var name: String {
    switch self {
    case .projection: "projection"
    case .layer(let layer, let step): "\(layer.prefix).\(step.rawValue)"
    case .pooler: "pooler"
    }
  }
}

/// How a product's weights are stored, which decides how its rows are quantized too.
public enum WeightEncoding: Sendable, Equatable {
  case float32
  /// Integers of up to ±4095, times a scale for each column and group of inputs. A column's magnitudes in a group add up to
  /// `Panels.largestShortSum` at most.
  case int16
  /// Integers of up to ±127, times such a scale. Weights and rows are turned (Walsh-Hadamard).
  case turnedInt8
  /// Integers of up to ±127, times such a scale. Rows get an offset so that no input is below 0, and the bias takes it off the
  /// outputs again.
  case offsetInt8
}

extension AlbertProduct {
  /// Its tensors, in the order of the file. The weight is [inputs, outputs], the transpose of PyTorch's `Linear.weight`.
  public var tensors: [AlbertTensor] {
    let shape = [inputCount, outputCount]
    let bias = AlbertTensor(name: "\(name).bias", shape: [outputCount])
    func weight(_ elementType: ElementType, _ layout: TensorLayout) -> AlbertTensor {
      AlbertTensor(name: "\(name).weight", shape: shape, layout: layout, elementType: elementType)
    }
    // The floats that the integer 1 stands for.
    let scale = AlbertTensor(name: "\(name).scale", shape: [groups.count, outputCount])
    switch encoding {
    case .float32: return [weight(.float32, .panels32), bias]
    case .int16: return [weight(.int16, .panels32by2), scale, bias]
    case .offsetInt8: return [weight(.int8, .panels32by4), scale, bias]
    case .turnedInt8:
      // -128 times the sum of each column's weights in each group.
      let start = AlbertTensor(
        name: "\(name).start", shape: [groups.count, Panel.filled(outputCount)],
        elementType: .int32)
      return [weight(.int8, .panels32by4), scale, start, bias]
    }
  }

  /// The weights, which are read in place.
  ///
  /// - Throws: `CheckpointError` where a tensor is missing or differs from what was expected, or a scale is not a positive
  ///   number.
  func weights(in checkpoint: Checkpoint, activation: Activation) throws(CheckpointError) -> Weights {
    let shape = [inputCount, outputCount]
    let bias = Array(try checkpoint.tensor("\(name).bias", of: Float.self, shape: [outputCount]))
    let panels: Panels
    let (scale, groups) = encoding == .float32 ? ([], self.groups) : try scale(in: checkpoint)
    switch encoding {
    case .float32:
      panels = .floats(
        try checkpoint.tensor("\(name).weight", of: Float.self, shape: shape, layout: .panels32).unsafeElements)
    case .int16:
      panels = .shorts(
        try checkpoint.tensor("\(name).weight", of: Int16.self, shape: shape, layout: .panels32by2).unsafeElements,
        scale: scale)
    case .turnedInt8, .offsetInt8:
      let weights = try checkpoint.tensor("\(name).weight", of: Int8.self, shape: shape, layout: .panels32by4)
      let rows: Panels.ByteRows
      if encoding == .turnedInt8 {
        let startShape = [groups.count, Panel.filled(outputCount)]
        let start = try checkpoint.tensor("\(name).start", of: Int32.self, shape: startShape)
        try check(start, of: weights, groupWidth: groups.width, in: checkpoint)
        rows = .turned(start: start.unsafeElements)
      } else {
        rows = .offset(activation.offset)
      }
      panels = .bytes(weights.unsafeElements, scale: scale, rows: rows)
    }
    return Weights(panels: panels, bias: bias, inputCount: inputCount)
  }

  /// - Throws: `CheckpointError` where a sum in the section is not that of the weights.
  private func check(
    _ start: MappedArray<Int32>, of weights: MappedArray<Int8>, groupWidth: Int, in checkpoint: Checkpoint
  ) throws(CheckpointError) {
    let columnCount = Panel.filled(outputCount)
    let wrong = firstWrongStart(
      start.unsafeElements, of: weights.unsafeElements, inputCount: weights.count / columnCount, groupWidth: groupWidth)
    guard let wrong else { return }
    throw CheckpointError(
      path: checkpoint.path,
      field: "section '\(name).start': group \(wrong.index / columnCount), column \(wrong.index % columnCount)",
      problem: "is \(start[wrong.index]); the weights give \(wrong.expected)")
  }

  /// The scales, [groups, outputs], and the groups, whose number the file gives. The first files held one scale for a column,
  /// [outputs], for all groups of 128 inputs.
  private func scale(in checkpoint: Checkpoint) throws(CheckpointError) -> ([Float], InputGroups) {
    let section = "\(name).scale"
    let found = checkpoint.shape(of: section) ?? []
    let isOfColumns = found == [outputCount]
    let groups = isOfColumns ? InputGroups(of: inputCount, widest: InputGroups.unit) : readGroups(found)
    let shape = isOfColumns ? [outputCount] : [groups.count, outputCount]
    let scale = Array(try checkpoint.tensor(section, of: Float.self, shape: shape))
    if let index = scale.firstIndex(where: { !($0 > 0 && $0.isFinite) }) {
      throw CheckpointError(
        path: checkpoint.path,
        field: "section '\(section)': group \(index / outputCount), column \(index % outputCount)",
        problem: "is \(scale[index]); a positive number was expected")
    }
    return (isOfColumns ? Array(repeatElement(scale, count: groups.count).joined()) : scale, groups)
  }

  /// The groups that a scale of this shape has; the groups of a written file where no scale can have this shape.
  private func readGroups(_ shape: [Int]) -> InputGroups {
    guard shape.count == 2, let groups = InputGroups(of: inputCount, count: shape[0]),
      groups.width <= Self.widestGroup
    else { return self.groups }
    return groups
  }

  /// The number of inputs in the widest group of bytes whose sums fit into 32 bits: 65,536 · 255 · 127 is less than 2³¹. Those of
  /// 16-bit integers fit because their weights are small enough (`Panels`).
  private static let widestGroup = 65_536
}

extension Activation {
  /// The offset that, added to the activation's values, leaves none below 0.
  public var offset: Float {
    switch self {
    case .geluErf, .geluTanh: 0.17
    case .relu: 0
    case .silu: 0.2785
    case .tanh: 1
    }
  }
}
