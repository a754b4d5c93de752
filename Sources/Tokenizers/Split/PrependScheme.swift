/// The parts before which Metaspace puts its replacement character.
public enum PrependScheme: UInt32, Sendable, Equatable {
  case never, always
  /// Only before the part at the start of the text.
  case first
}
