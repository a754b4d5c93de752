/// A piece of the template that puts special tokens around texts: a special token or a text.
public enum TemplatePiece: Sendable, Equatable {
  case special(id: Int32, typeID: UInt8)
  case first(typeID: UInt8)
  case second(typeID: UInt8)
}

extension [TemplatePiece] {
  /// Whether the template has each of `count` texts (1 or 2) once and in order, as `Encoding.texts` requires.
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

  /// The number of special tokens that the template adds.
  public var specialCount: Int {
    reduce(0) { if case .special = $1 { $0 + 1 } else { $0 } }
  }
}
