/// What is applied to a product's columns. The raw values are what the kernels are given.
public enum Nonlinearity: UInt32, Sendable {
  /// x·Φ(x) by the error function.
  case geluErf = 0
  /// The tanh form of it.
  case geluTanh = 1
  case relu = 2
  /// x·sigmoid(x).
  case silu = 3
  case tanh = 4
  case identity = 5
}
