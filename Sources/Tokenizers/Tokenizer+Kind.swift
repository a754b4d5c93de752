extension Tokenizer {
  /// The algorithm that makes pieces of words, by its name in tokenizer.json.
  public enum Kind: String, Sendable {
    case unigram = "Unigram"
    case wordPiece = "WordPiece"
  }

  public var kind: Kind {
    switch model {
    case .unigram: .unigram
    case .wordPiece: .wordPiece
    }
  }
}
