/// The kind of a Unicode scalar in the search for ends of sentences and words: `Sentence_Break` of UAX 29 as far as
/// `BoundaryScanner` looks at it, and the scripts that do not part words by blanks.
enum ScalarKind: UInt8 {
  /// White_Space, and the information separators, which Python's `strip()` removes as well.
  case blank
  /// A blank that ends a line.
  case lineEnd
  /// Belongs to the scalar before it: marks, joiners and other formats, small kana.
  case mark
  /// ATerm, and the ellipsis: may end a sentence, and an abbreviation or number too.
  case softTerminator
  /// STerm where sentences are parted by blanks.
  case hardTerminator
  /// STerm that needs no blank after it.
  case openTerminator
  /// SContinue: a sentence goes on with it.
  case continuation
  case opening, closing
  /// ASCII quotes, which open and close.
  case quote
  case lowercase
  /// Upper and OLetter.
  case letter
  /// A Han ideograph or Hiragana: a word of its own by the rules for words.
  case ideograph
  case other

  init(_ scalar: UInt32) {
    if scalar < 0x80 {
      self = Self.ascii[Int(scalar)]
      return
    }
    switch scalar {
    case 0x3041...0x3096: self = Self.isSmallKana(scalar) ? .mark : .ideograph
    case 0x3005, 0x303B, 0x3099...0x309A, 0x309D...0x309E, 0x30FC...0x30FE, 0xFF70: self = .mark
    case 0x3006...0x3007, 0x3021...0x3029, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF:
      self = .ideograph
    case 0x85, 0x2028, 0x2029: self = .lineEnd
    case 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: self = .blank
    default: self = Self.byProperties(scalar)
    }
  }

  private static let ascii: [ScalarKind] = (0..<0x80).map { (scalar: UInt32) -> ScalarKind in
    switch UInt8(scalar) {
    case 0x0A, 0x0D: .lineEnd
    case 0x09...0x0C, 0x1C...0x20: .blank
    case UInt8(ascii: "."): .softTerminator
    case UInt8(ascii: "!"), UInt8(ascii: "?"): .hardTerminator
    case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: "-"): .continuation
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): .opening
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): .closing
    case UInt8(ascii: "\""), UInt8(ascii: "'"): .quote
    case UInt8(ascii: "a")...UInt8(ascii: "z"): .lowercase
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): .letter
    default: .other
    }
  }

  private static func byProperties(_ scalar: UInt32) -> ScalarKind {
    guard let properties = Unicode.Scalar(scalar)?.properties else { return .other }
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark, .format: return .mark
    case .openPunctuation, .initialPunctuation: return .opening
    case .closePunctuation, .finalPunctuation: return .closing
    case .lowercaseLetter: return .lowercase
    case .uppercaseLetter, .titlecaseLetter, .otherLetter, .modifierLetter: return .letter
    case .otherPunctuation, .dashPunctuation: return byPunctuation(scalar)
    default: return .other
    }
  }

  private static func byPunctuation(_ scalar: UInt32) -> ScalarKind {
    switch scalar {
    case 0x2024, 0x2026, 0xFE52, 0xFF0E: .softTerminator
    case 0x203C...0x203D, 0x2047...0x2049, 0x2E2E, 0x2E3C: .hardTerminator
    case 0x55D, 0x60C...0x60D, 0x61B, 0x7F8, 0x1802, 0x1808, 0x2013...0x2014, 0x3001, 0xFE10...0xFE11, 0xFE13...0xFE14,
      0xFE31...0xFE32, 0xFE50...0xFE51, 0xFE54...0xFE55, 0xFE58, 0xFE63, 0xFF0C...0xFF0D, 0xFF1A...0xFF1B, 0xFF64:
      .continuation
    // Of STerm, those of the Basic Multilingual Plane.
    case 0x589, 0x61D...0x61F, 0x6D4, 0x700...0x702, 0x7F9, 0x837, 0x839, 0x83D...0x83E, 0x964...0x965, 0x104A...0x104B,
      0x1362, 0x1367...0x1368, 0x166E, 0x1735...0x1736, 0x17D4...0x17D5, 0x1803, 0x1809, 0x1944...0x1945,
      0x1AA8...0x1AAB, 0x1B5A...0x1B5B, 0x1B5E...0x1B5F, 0x1B7D...0x1B7F, 0x1C3B...0x1C3C, 0x1C7E...0x1C7F, 0x3002,
      0xA4FF, 0xA60E...0xA60F, 0xA6F3, 0xA6F7, 0xA876...0xA877, 0xA8CE...0xA8CF, 0xA92F, 0xA9C8...0xA9C9,
      0xAA5D...0xAA5F, 0xAAF0...0xAAF1, 0xABEB, 0xFE12, 0xFE15...0xFE16, 0xFE56...0xFE57, 0xFF01, 0xFF1F, 0xFF61:
      .openTerminator
    default: .other
    }
  }

  private static func isSmallKana(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x3041, 0x3043, 0x3045, 0x3047, 0x3049, 0x3063, 0x3083, 0x3085, 0x3087, 0x308E, 0x3095, 0x3096: true
    default: false
    }
  }

  var isBlank: Bool { self == .blank || self == .lineEnd }

  var isTerminator: Bool { self == .softTerminator || self == .hardTerminator || self == .openTerminator }

  /// UAX 29's Close.
  var isClose: Bool { self == .opening || self == .closing || self == .quote }
}
