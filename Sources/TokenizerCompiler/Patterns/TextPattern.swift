/// A pattern of Replace or Split.
public enum TextPattern: Sendable, Equatable {
  case literal([UInt8])
  /// A regular expression in the syntax of the reference's engine (Oniguruma).
  case expression([UInt8])
}
