/// A token that a model found in a word: its id, and its range of the word's bytes.
struct WordToken: Sendable, Equatable {
  let id: Int32
  let start: Int32
  let end: Int32
}
