/// What a product multiplies, rows and weights alike.
public enum OperandKind: Sendable, CaseIterable {
  case float32
  /// 16-bit integers.
  case int16
  /// Bytes.
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
