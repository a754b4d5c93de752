/// A range of the normalized text's scalars, which the later steps process separately.
struct TextPart: Sendable, Equatable {
  var start: Int
  var end: Int
}
