import Kernels

extension Activation {
  /// The name that transformers gives it in `hidden_act`.
  public var name: String {
    switch self {
    case .geluErf: "gelu"
    case .geluTanh: "gelu_new"
    case .relu: "relu"
    case .silu: "silu"
    case .tanh: "tanh"
    }
  }
}
