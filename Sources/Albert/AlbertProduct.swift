import Checkpoint
import Kernels

/// A product of the model: rows of `inputCount` times a matrix, plus a bias.
public struct AlbertProduct: Sendable, Equatable {
  /// What the names of its tensors begin with.
  public let name: String
  public let inputCount: Int
  public let outputCount: Int
  public let encoding: WeightEncoding

  /// Inputs of the widest group that is written: the fewer groups, the faster; the narrower, the more exact.
  public var widestGroup: Int

  /// How the inputs of integers are divided where a file is written. A file that is read says it itself.
  public var groups: InputGroups { InputGroups(of: inputCount, widest: widestGroup) }
}

/// How a product's weights are stored, and so what is done to its rows.
public enum WeightEncoding: Sendable, Equatable {
  case float32
  /// Up to ±4095, times a scale a column and group of inputs.
  case int16
  /// Up to ±127, times such a scale; weights and rows are turned (Walsh-Hadamard).
  case turnedInt8
  /// The same, not turned; rows get an offset that leaves nothing below 0, which the bias takes off the outputs again.
  case offsetInt8
}

extension AlbertProduct {
  /// Its tensors, in the order of the file. Those of a matrix are [inputs, outputs]: the transpose of PyTorch's
  /// `Linear.weight`.
  public var tensors: [AlbertTensor] {
    let shape = [inputCount, outputCount]
    let bias = AlbertTensor(name: "\(name).bias", shape: [outputCount])
    func weight(_ elementType: ElementType, _ layout: TensorLayout) -> AlbertTensor {
      AlbertTensor(name: "\(name).weight", shape: shape, layout: layout, elementType: elementType)
    }
    // What an integer stands for.
    let scale = AlbertTensor(name: "\(name).scale", shape: [groups.count, outputCount])
    switch encoding {
    case .float32: return [weight(.float32, .panels32), bias]
    case .int16: return [weight(.int16, .panels32by2), scale, bias]
    case .offsetInt8: return [weight(.int8, .panels32by4), scale, bias]
    case .turnedInt8:
      // -128 times the sum of each group's weights of a column.
      let start = AlbertTensor(
        name: "\(name).start", shape: [groups.count, Panel.filled(outputCount)],
        elementType: .int32)
      return [weight(.int8, .panels32by4), scale, start, bias]
    }
  }

  /// The weights, in place.
  ///
  /// - Throws: `CheckpointError` where a tensor is missing or another than expected, or a scale is no positive number.
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

  /// - Throws: where the section repeats the sums of the weights wrongly.
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

  /// [groups, outputs]: the file says how many groups there are. The first files had one scale a column for all groups of
  /// 128: [outputs].
  private func scale(in checkpoint: Checkpoint) throws(CheckpointError) -> ([Float], InputGroups) {
    let section = "\(name).scale"
    let found = checkpoint.sections.first { $0.name == section }?.shape ?? []
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

  /// The groups of a scale of that shape; those that are written where it is not one.
  private func readGroups(_ shape: [Int]) -> InputGroups {
    guard shape.count == 2, let groups = InputGroups(of: inputCount, count: shape[0]),
      groups.width <= encoding.widestExactGroup
    else { return self.groups }
    return groups
  }
}

extension WeightEncoding {
  /// Inputs of the widest group whose sums fit 32 bits: 128 · 4095 · 4095 and 65,536 · 255 · 127 are less than 2³¹.
  fileprivate var widestExactGroup: Int { self == .int16 ? 128 : 65_536 }
}

extension Activation {
  /// What leaves nothing below 0 when it is added to the activation's values.
  public var offset: Float {
    switch self {
    case .geluErf, .geluTanh: 0.17
    case .relu: 0
    case .silu: 0.2785
    case .tanh: 1
    }
  }
}
