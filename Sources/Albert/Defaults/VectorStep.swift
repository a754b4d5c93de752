import Checkpoint
import Kernels

/// A step from a text's pooled vector to its embedding, as a module of sentence-transformers takes it.
public enum VectorStep: Sendable, Equatable {
  /// activation(W·v + b), which has `outputs` columns.
  case dense(outputs: Int, activation: Activation?)
  /// Layer normalization over the columns.
  case layerNorm(epsilon: Float)
  /// To unit length (L2).
  case normalize

  /// The tensors of steps that begin with vectors of `width` columns, step N's called "step.N.…".
  public static func tensors(_ steps: [VectorStep], width: Int) -> [AlbertTensor] {
    var width = width
    var tensors: [AlbertTensor] = []
    for (index, step) in steps.enumerated() {
      switch step {
      case .dense(let outputs, _):
        tensors.append(AlbertTensor(name: "step.\(index).weight", shape: [width, outputs], layout: .panels32))
        tensors.append(AlbertTensor(name: "step.\(index).bias", shape: [outputs], layout: .rowMajor))
        width = outputs
      case .layerNorm:
        tensors.append(AlbertTensor(name: "step.\(index).scale", shape: [width], layout: .rowMajor))
        tensors.append(AlbertTensor(name: "step.\(index).shift", shape: [width], layout: .rowMajor))
      case .normalize: break
      }
    }
    return tensors
  }
}

/// The section, absent where there are no steps, holds three u32 a step: 0, the outputs and the activation's raw value or
/// all ones; 1, the bits of the epsilon and 0; or 2, 0 and 0.
extension VectorStep {
  static let sectionName = "embedding-steps"
  private static let maximumCount = 16
  private static let maximumWidth = 1 << 16

  var values: [UInt32] {
    switch self {
    case .dense(let outputs, let activation): [0, UInt32(outputs), activation?.rawValue ?? .max]
    case .layerNorm(let epsilon): [1, epsilon.bitPattern, 0]
    case .normalize: [2, 0, 0]
    }
  }

  /// - Returns: nil where there are too many steps, or one is of a kind or has a value that there is not.
  static func steps(_ values: [UInt32]) -> [VectorStep]? {
    guard values.count % 3 == 0, values.count <= 3 * maximumCount else { return nil }
    var steps: [VectorStep] = []
    for index in stride(from: 0, to: values.count, by: 3) {
      switch values[index] {
      case 0:
        let activation = Activation(rawValue: values[index + 2])
        guard (1...UInt32(maximumWidth)).contains(values[index + 1]), activation != nil || values[index + 2] == .max
        else { return nil }
        steps.append(.dense(outputs: Int(values[index + 1]), activation: activation))
      case 1:
        let epsilon = Float(bitPattern: values[index + 1])
        guard epsilon > 0, epsilon <= 1 else { return nil }
        steps.append(.layerNorm(epsilon: epsilon))
      case 2: steps.append(.normalize)
      default: return nil
      }
    }
    return steps
  }
}
