/// One place of the template that puts special tokens around texts.
public enum TemplatePiece: Sendable, Equatable {
  case special(id: Int32, typeID: UInt8)
  case first(typeID: UInt8)
  case second(typeID: UInt8)
}

extension [TemplatePiece] {
  /// Whether the template has each of so many texts (1 or 2) once, the first one first, which all that points into texts
  /// relies on.
  package func takesTextsInOrder(_ count: Int) -> Bool {
    let texts = compactMap {
      switch $0 {
      case .special: nil as Int?
      case .first: 1
      case .second: 2
      }
    }
    return texts.elementsEqual(1...count)
  }

  /// Number of special tokens that the template adds.
  public var specialCount: Int {
    reduce(0) { if case .special = $1 { $0 + 1 } else { $0 } }
  }
}
