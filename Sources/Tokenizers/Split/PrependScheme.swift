/// Before which parts Metaspace puts its replacement character.
public enum PrependScheme: UInt32, Sendable, Equatable {
  case never, always
  /// Only before the part that begins where the text does.
  case first
}
