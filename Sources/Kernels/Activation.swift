/// What is applied to a product's columns. The raw values are what checkpoints hold and the kernels are given.
public enum Activation: UInt32, Sendable, CaseIterable {
  /// x·Φ(x) by the error function (`gelu`).
  case geluErf = 0
  /// The tanh form of it (`gelu_new`, `gelu_pytorch_tanh`).
  case geluTanh = 1
  case relu = 2
  /// x·sigmoid(x) (`silu`, `swish`).
  case silu = 3
  /// The pooler's.
  case tanh = 4
}

extension Activation? {
  /// What the kernels are given.
  var code: UInt32 { self?.rawValue ?? .max }
}
