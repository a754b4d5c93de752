import TokenizerCompiler

/// Added tokens as the reference numbers them: a token that the model knows keeps the model's id, every other one gets
/// the next id behind the model's, whatever the file says.
struct AddedTokenList {
  private(set) var tokens: [TokenizerDefinition.AddedToken] = []
  private let modelIDs: [[UInt8]: Int]
  private var placeOfContent: [[UInt8]: Int] = [:]
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

  /// Adds a token, whose id is found; one that is there already takes the new properties.
  mutating func add(_ token: TokenizerDefinition.AddedToken) {
    guard !token.content.isEmpty else { return }
    var token = token
    if let place = placeOfContent[token.content] {
      token.id = tokens[place].id
      tokens[place] = token
      return
    }
    if let id = modelIDs[token.content] {
      token.id = id
    } else {
      token.id = nextID
      nextID += 1
    }
    placeOfContent[token.content] = tokens.count
    tokens.append(token)
  }

  /// Whether the model's vocabulary has this piece.
  func isInModel(_ content: [UInt8]) -> Bool { modelIDs[content] != nil }

  /// Adds a token unless there is one with its content.
  mutating func addIfNew(_ token: TokenizerDefinition.AddedToken) {
    if placeOfContent[token.content] == nil { add(token) }
  }
}
