/// One place of the template that puts special tokens around texts.
public enum TemplatePiece: Sendable, Equatable {
  case special(id: Int32, typeID: UInt8)
  case first(typeID: UInt8)
  case second(typeID: UInt8)
}

extension [TemplatePiece] {
  /// Number of special tokens that the template adds.
  public var specialCount: Int {
    reduce(0) { if case .special = $1 { $0 + 1 } else { $0 } }
  }
}
