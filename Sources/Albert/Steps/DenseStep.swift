import Checkpoint
import Kernels

/// Dense: activation(W·v + b). The checkpoint's settings are the outputs and the activation's raw value, or all ones without
/// an activation.
public struct DenseStep: VectorStep {
  public static let code: UInt32 = 0
  private static let maximumOutputCount: UInt32 = 1 << 16

  public let outputCount: Int
  public let activation: Activation?

  public init(outputCount: Int, activation: Activation?) {
    self.outputCount = outputCount
    self.activation = activation
  }

  public init?(settings: (UInt32, UInt32)) {
    activation = Activation(rawValue: settings.1)
    outputCount = Int(settings.0)
    guard 1...Self.maximumOutputCount ~= settings.0, activation != nil || settings.1 == .max else { return nil }
  }

  public var settings: (UInt32, UInt32) { (UInt32(outputCount), activation?.rawValue ?? .max) }

  public func outputCount(inputCount: Int) -> Int { outputCount }

  public func tensors(inputCount: Int) -> [AlbertTensor] {
    [
      AlbertTensor(name: "weight", shape: [inputCount, outputCount], layout: .panels32),
      AlbertTensor(name: "bias", shape: [outputCount]),
    ]
  }

  public var multiplies: Bool { true }

  public var description: String {
    "dense to \(outputCount) columns" + (activation.map { ", \($0.name)" } ?? "")
  }

  public func function(
    model: Albert, weights: [MappedArray<Float>], inputCount: Int
  ) -> @Sendable ([Float]) -> [Float] {
    let product = Weights(
      panels: .floats(weights[0].unsafeElements), bias: Array(weights[1]), inputCount: inputCount)
    return { [activation] in model.multiply($0, by: product, activation: activation) }
  }
}
