/// A part of the normalized text that a later step looks at by itself: a range of its scalars.
struct TextPart: Sendable, Equatable {
  var start: Int
  var end: Int
}
