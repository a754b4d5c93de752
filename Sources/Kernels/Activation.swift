import CShims

/// The function that is applied to each column x of a product. Checkpoints hold the raw values.
public enum Activation: UInt32, Sendable, CaseIterable {
  /// x·Φ(x), Φ the normal distribution function: `gelu`, by the error function.
  case geluErf = 0
  /// The approximation of GELU by tanh: `gelu_new`, `gelu_pytorch_tanh`.
  case geluTanh = 1
  case relu = 2
  /// x·sigmoid(x): `silu`, `swish`.
  case silu = 3
  /// The activation of the pooler.
  case tanh = 4
}

extension Activation? {
  /// The argument of the kernels that stands for it.
  var argument: KernelActivation {
    switch self {
    case nil: .identity
    case .geluErf: .geluErf
    case .geluTanh: .geluTanh
    case .relu: .relu
    case .silu: .silu
    case .tanh: .tanh
    }
  }
}
