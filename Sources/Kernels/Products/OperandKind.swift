/// The type of the numbers that a product multiplies: rows and weights have the same.
public enum OperandKind: Sendable, CaseIterable {
  case float32
  /// 16-bit integers.
  case int16
  /// 8-bit integers.
  case int8
}

extension Weights {
  public var operands: OperandKind {
    switch panels {
    case .floats: .float32
    case .shorts: .int16
    case .bytes: .int8
    }
  }
}
