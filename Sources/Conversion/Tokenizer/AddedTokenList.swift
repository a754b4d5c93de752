import TokenizerCompiler

/// Added tokens with the ids that the reference gives them: a token in the model's vocabulary keeps its id there, and every other
/// one gets the next free id, whatever the file says.
struct AddedTokenList {
  private(set) var tokens: [TokenizerDefinition.AddedToken] = []
  private let modelIDs: [[UInt8]: Int]
  private var indexOfContent: [[UInt8]: Int] = [:]
  private var nextID: Int

  init(model: TokenizerDefinition.Model) {
    var ids: [[UInt8]: Int] = [:]
    switch model {
    case .unigram(let unigram):
      for (id, entry) in unigram.pieces.enumerated() { ids[entry.piece] = id }
      nextID = unigram.pieces.count
    case .wordPiece(let wordPiece):
      for entry in wordPiece.pieces { ids[entry.piece] = entry.id }
      nextID = ids.count
    }
    modelIDs = ids
  }

  /// Adds a token and finds its id. A token that is in the list takes the new properties.
  mutating func add(_ token: TokenizerDefinition.AddedToken) {
    guard !token.content.isEmpty else { return }
    var token = token
    if let index = indexOfContent[token.content] {
      token.id = tokens[index].id
      tokens[index] = token
      return
    }
    if let id = modelIDs[token.content] {
      token.id = id
    } else {
      token.id = nextID
      nextID += 1
    }
    indexOfContent[token.content] = tokens.count
    tokens.append(token)
  }

  /// Whether the model's vocabulary has this piece.
  func isInModel(_ content: [UInt8]) -> Bool { modelIDs[content] != nil }

  /// Adds a token unless the list has one with its content.
  mutating func addIfNew(_ token: TokenizerDefinition.AddedToken) {
    if indexOfContent[token.content] == nil { add(token) }
  }
}
